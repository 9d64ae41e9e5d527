"""How the council governs itself, dated: its form of governance, a planned change, and the constitution."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from guildhall.commons.chamber.models import Appointment, Body, Member, Power
from guildhall.kernel.records import Record, RecordManager


class Arrangement(Record):
    """One form of governance (LGA 2000 s.9B), in force from a day, or planned to be.

    `hourly_cost` is what an hour of officer support costs, in pounds.
    """

    class Stage(models.TextChoices):
        PLANNED = "planned", "Planned"
        RESOLVED = "resolved", "Resolved by the council"
        IN_FORCE = "in_force", "In force"
        ENDED = "ended", "Ended"
        ABANDONED = "abandoned", "Abandoned"

    class Form(models.TextChoices):
        LEADER = "leader", "Leader and cabinet"
        MAYOR = "mayor", "Elected mayor and cabinet"
        COMMITTEES = "committees", "Committee system"

    service_key = "arrangements"

    form = models.CharField(max_length=10, choices=Form.choices, verbose_name="form of governance")
    why = models.TextField(blank=True)
    hourly_cost = models.DecimalField(
        max_digits=6, decimal_places=2, null=True, blank=True, verbose_name="an hour of officer support, in £"
    )
    by_referendum = models.BooleanField(default=False, verbose_name="approved in a referendum")
    resolved_on = models.DateField(null=True, blank=True, verbose_name="resolved")
    document_on = models.DateField(null=True, blank=True, verbose_name="document open to inspection")
    notice_on = models.DateField(null=True, blank=True, verbose_name="notice in a newspaper")
    newspaper = models.CharField(max_length=160, blank=True)
    in_force_from = models.DateField(null=True, blank=True, verbose_name="in force from")
    ended_on = models.DateField(null=True, blank=True, verbose_name="last day in force")
    ended_because = models.CharField(max_length=500, blank=True, verbose_name="why it ended")

    objects: ClassVar[Any] = RecordManager()

    class Meta:
        base_manager_name = "objects"

    @property
    def executive(self) -> bool:
        """Whether there is an executive: then key decisions are announced and decisions can be called in."""
        return self.form != self.Form.COMMITTEES


def arrangement_on(day: date) -> Arrangement | None:
    """The form of governance in force on a day; None before the first that is entered."""
    held = Arrangement.objects.filter(stage__in=(Arrangement.Stage.IN_FORCE, Arrangement.Stage.ENDED))
    lasted = Q(ended_on=None) | Q(ended_on__gte=day)
    found: Arrangement | None = held.filter(lasted, in_force_from__lte=day).order_by("-in_force_from").first()
    return found


class PlannedBody(models.Model):
    """A body of the planned arrangement: one that stays (`body` from the start), or one to be established.

    `meetings` a year, `hours` of officers a meeting, `special` is what it pays in special responsibilities,
    in pounds a year.
    """

    arrangement = models.ForeignKey(Arrangement, models.CASCADE, related_name="planned")
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, related_name="+")
    stays = models.BooleanField(default=False)
    kind = models.CharField(max_length=13, choices=Body.Kind.choices)
    name = models.CharField(max_length=200)
    purpose = models.TextField(blank=True)
    seats = models.PositiveSmallIntegerField(null=True, blank=True)
    in_balance = models.BooleanField(default=False)
    meetings = models.PositiveSmallIntegerField()
    hours = models.PositiveSmallIntegerField()
    special = models.DecimalField(max_digits=10, decimal_places=2, default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["arrangement", "name"], name="planned_body_once"),)
        verbose_name_plural = "planned bodies"

    def __str__(self) -> str:
        return self.name


class Rehoming(models.Model):
    """A body that the change dissolves, what it costs today, and where its powers and its business go."""

    arrangement = models.ForeignKey(Arrangement, models.CASCADE, related_name="rehomings")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    to = models.ForeignKey(PlannedBody, models.CASCADE, related_name="rehomings")
    meetings = models.PositiveSmallIntegerField()
    hours = models.PositiveSmallIntegerField()
    special = models.DecimalField(max_digits=10, decimal_places=2, default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["arrangement", "body"], name="rehomed_once"),)

    def __str__(self) -> str:
        return f"{self.body_id} to {self.to_id}"


class PowerMove(models.Model):
    """A power that goes elsewhere than the rest of its body's."""

    arrangement = models.ForeignKey(Arrangement, models.CASCADE, related_name="power_moves")
    power = models.ForeignKey(Power, models.CASCADE, related_name="+")
    to = models.ForeignKey(PlannedBody, models.CASCADE, related_name="power_moves")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["arrangement", "power"], name="power_moved_once"),)

    def __str__(self) -> str:
        return f"{self.power_id} to {self.to_id}"


class Place(models.Model):
    """The seat a member is to have on a planned body."""

    planned = models.ForeignKey(PlannedBody, models.CASCADE, related_name="places")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    role = models.CharField(max_length=10, choices=Appointment.Role.choices, default=Appointment.Role.MEMBER)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["planned", "member"], name="one_place_on_a_planned_body"),
        )

    def __str__(self) -> str:
        return f"{self.member_id} on {self.planned_id}"


class ConstitutionVersion(Record):
    """The whole constitution as it stood from a day until the next version (LGA 2000 s.9P)."""

    class Stage(models.TextChoices):
        DRAFT = "draft", "Draft"
        IN_FORCE = "in_force", "In force"
        SUPERSEDED = "superseded", "Superseded"
        WITHDRAWN = "withdrawn", "Withdrawn"

    service_key = "constitution"

    number = models.PositiveIntegerField(unique=True)
    what_changed = models.TextField(verbose_name="what it changes")
    adopted_by = models.CharField(max_length=200, blank=True, verbose_name="adopted by")
    in_force_from = models.DateField(null=True, blank=True, verbose_name="in force from")
    superseded_on = models.DateField(null=True, blank=True, verbose_name="superseded")

    objects: ClassVar[Any] = RecordManager()

    class Meta:
        base_manager_name = "objects"


class Article(models.Model):
    """One numbered place in a version, such as part 2, section 5."""

    version = models.ForeignKey(ConstitutionVersion, models.CASCADE, related_name="articles")
    part = models.CharField(max_length=20, help_text="Such as 2.5; versions are compared part by part.")
    heading = models.CharField(max_length=200)
    text = models.TextField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["version", "part"], name="one_article_a_part"),)

    def __str__(self) -> str:
        return f"{self.part} {self.heading}"

"""The members, a record for each term: in which group and on which bodies, from when until when."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from guildhall.commons.chamber.models.bodies import Body
from guildhall.commons.chamber.models.dated import in_order
from guildhall.kernel.records import Record, RecordManager


class Group(models.Model):
    """A political group of the council (SI 1990/1553 reg.8)."""

    name = models.CharField(max_length=80, unique=True)
    short = models.CharField(max_length=16, unique=True)

    def __str__(self) -> str:
        return self.name


class Member(Record):
    """One term of one member: a councillor, elected for a ward and in office from the fourth day after the
    poll; or somebody co-opted, who has no ward. `before` is the same person's term before this one.
    """

    class Stage(models.TextChoices):
        ELECTED = "elected", "Elected, not yet signed in"
        IN_OFFICE = "in_office", "In office"
        LEFT = "left", "Left office"

    class Kind(models.TextChoices):
        COUNCILLOR = "councillor", "Councillor"
        CO_OPTED = "co_opted", "Co-opted member"

    service_key = "members"

    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.COUNCILLOR)
    before = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="after", verbose_name="the term before"
    )
    name = models.CharField(max_length=160)
    ward = models.CharField(max_length=80, blank=True, db_index=True)
    represents = models.CharField(
        max_length=200, blank=True, help_text="Whom a co-opted member speaks for, such as “Parent governors”."
    )
    elected_on = models.DateField(verbose_name="elected")
    office_from = models.DateField(verbose_name="in office from")
    term_ends_on = models.DateField(verbose_name="term ends")
    accepted_on = models.DateField(null=True, blank=True, verbose_name="accepted office")
    interests_on = models.DateField(
        null=True, blank=True, verbose_name="interests notified", help_text="The day all were notified."
    )
    attended_on = models.DateField(null=True, blank=True, verbose_name="last attended")
    absent_until = models.DateField(
        null=True, blank=True, verbose_name="absence approved until", help_text="LGA 1972 s.85(1)."
    )
    left_on = models.DateField(null=True, blank=True, verbose_name="left office")
    left_because = models.CharField(max_length=300, blank=True, verbose_name="why")
    public_email = models.EmailField(blank=True, verbose_name="email")
    public_phone = models.CharField(max_length=40, blank=True, verbose_name="telephone")
    surgeries = models.TextField(blank=True)
    home_address = models.TextField(blank=True, help_text="For officers only: it is never published.")

    objects: ClassVar[Any] = RecordManager()

    class Meta:
        base_manager_name = "objects"
        constraints = (
            models.CheckConstraint(
                condition=Q(office_from__gte=F("elected_on")) & Q(term_ends_on__gte=F("office_from")),
                name="member_term_in_order",
                violation_error_message="A term runs from after the election to a later day.",
            ),
        )

    def group_on(self, day: date) -> Group | None:
        """The political group on a day; `allegiances` is best fetched with it."""
        held = [each for each in self.allegiances.all() if each.holds(day)]
        return max(held, key=lambda each: (each.from_on, each.pk)).group if held else None


class Allegiance(models.Model):
    """A member's place in a political group, for a time."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="allegiances")
    group = models.ForeignKey(Group, models.PROTECT, related_name="allegiances")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            in_order("from_on", "until_on", "allegiance_in_order"),
            models.UniqueConstraint(
                fields=["member"], condition=Q(until_on=None), name="one_group_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return f"{self.member_id} in {self.group_id}"

    def holds(self, day: date) -> bool:
        return self.from_on <= day and (self.until_on is None or self.until_on >= day)


class Leadership(models.Model):
    """Who leads a group, for a time: the notice to the proper officer names them (SI 1990/1553 reg.8)."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="leaderships")
    member = models.ForeignKey(Member, models.CASCADE, related_name="leaderships")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            in_order("from_on", "until_on", "leadership_in_order"),
            models.UniqueConstraint(
                fields=["group"], condition=Q(until_on=None), name="one_leader_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return f"{self.member_id} leads {self.group_id}"


class Appointment(models.Model):
    """A member's seat on a body, for a time."""

    class Role(models.TextChoices):
        CHAIR = "chair", "Chair"
        VICE_CHAIR = "vice_chair", "Vice-chair"
        MEMBER = "member", "Member"
        DEPUTY = "deputy", "Deputy"
        CO_OPTED = "co_opted", "Co-opted"
        OBSERVER = "observer", "Observer"

    body = models.ForeignKey(Body, models.CASCADE, related_name="appointments")
    member = models.ForeignKey(Member, models.CASCADE, related_name="appointments")
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.MEMBER)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            in_order("from_on", "until_on", "appointment_in_order"),
            models.UniqueConstraint(
                fields=["body", "member"], condition=Q(until_on=None), name="one_seat_on_a_body"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.member_id} on {self.body_id}"


# Those who make up the body: a deputy stands in, an observer listens.
SITTING = (
    Appointment.Role.CHAIR,
    Appointment.Role.VICE_CHAIR,
    Appointment.Role.MEMBER,
    Appointment.Role.CO_OPTED,
)

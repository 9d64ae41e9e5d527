"""Rolling programmes: what is looked at in which year, such as every policy's effect on equality in three."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from guildhall.kernel.periods import Period
from guildhall.kernel.records import Record, RecordManager


class RollingProgramme(Record):
    """A plan of its own that comes round: its title says what is done to each of its subjects."""

    class Stage(models.TextChoices):
        RUNNING = "running", "Running"
        ENDED = "ended", "Ended"

    service_key = "programmes"

    key = models.SlugField(unique=True, help_text="Its name in addresses, such as equality-2017-20.")
    purpose = models.TextField(blank=True)
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()

    objects: ClassVar[Any] = RecordManager()

    class Meta:
        base_manager_name = "objects"
        constraints = (
            models.CheckConstraint(
                condition=Q(last_year__gte=F("first_year")),
                name="programme_ends_after_it_begins",
                violation_error_message="A programme ends after it begins.",
            ),
        )

    @property
    def years(self) -> list[Period]:
        """The financial years it covers, in order."""
        return [Period.year(each) for each in range(self.first_year, self.last_year + 1)]


class Subject(models.Model):
    """One thing the programme looks at, and in which year: by whom, what was found, or why it is not done."""

    programme = models.ForeignKey(RollingProgramme, models.CASCADE, related_name="subjects")
    name = models.CharField(max_length=300)
    year = models.PositiveSmallIntegerField()
    owner_role = models.CharField(max_length=160)
    done_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(blank=True)
    shown_by = models.ForeignKey(Record, models.SET_NULL, null=True, blank=True, related_name="+")
    dropped_on = models.DateField(null=True, blank=True)
    dropped_because = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["programme", "name"], name="subject_once"),
            models.CheckConstraint(
                condition=Q(done_on=None) | Q(dropped_on=None), name="subject_is_done_or_dropped"
            ),
        )

    def __str__(self) -> str:
        return self.name


class Move(models.Model):
    """A subject went from one year to another, and why."""

    subject = models.ForeignKey(Subject, models.CASCADE, related_name="moves")
    before = models.PositiveSmallIntegerField()
    after = models.PositiveSmallIntegerField()
    because = models.CharField(max_length=500)
    on = models.DateField()

    def __str__(self) -> str:
        return f"from {Period.year(self.before)} to {Period.year(self.after)}: {self.because}"

"""Parts: what a team is asked to find for an answer. The question, never who asked it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from guildhall.kernel.clocks.wording import counted
from guildhall.kernel.records import Record, RecordManager


class Part(Record):
    """One team's part of one answer, linked to the request by "part_of". It knows no requester."""

    class Stage(models.TextChoices):
        ASKED = "asked", "Asked of the team"
        ANSWERED = "answered", "Answered by the team"
        RETURNED = "returned", "Returned: not theirs"
        CALLED_OFF = "called_off", "No longer needed"

    service_key = "parts"

    question = models.TextField()
    answer = models.TextField(blank=True)
    returned_because = models.TextField(blank=True)
    days = models.PositiveSmallIntegerField(default=10, help_text="Working days the team has.")
    chased = models.PositiveSmallIntegerField(default=0, help_text="How often they were reminded.")

    objects: ClassVar[Any] = RecordManager()

    class Meta:
        base_manager_name = "objects"
        constraints = (
            models.CheckConstraint(
                condition=Q(days__gte=1, days__lte=10),
                name="part_has_one_to_ten_days",
                violation_error_message="A team has between one and ten working days.",
            ),
        )

    @property
    def days_in_words(self) -> str:
        """What the team is given, at the start of a sentence."""
        return f"The team has {counted(self.days, 'working day')} in all"

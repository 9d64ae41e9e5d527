"""Surveys of satisfaction: what is asked of whom, and the days on which something changed for them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from guildhall.commons.satisfaction.models import ANY, CASEWORK
from guildhall.kernel.records import Record, RecordManager


class Survey(Record):
    """Customers of one service and channel, asked how they were served for as long as it runs.

    How many are asked, and when nobody is to be disturbed, stands in its askings: one row for each decision.
    """

    class Stage(models.TextChoices):
        RUNNING = "running", "Running"
        PAUSED = "paused", "Paused"
        ENDED = "ended", "Ended"

    class Channel(models.TextChoices):
        CALL = "call", "Calls"
        VISIT = "visit", "Visits"
        EMAIL = "email", "E-mails"
        LETTER = "letter", "Letters"
        CHAT = "chat", "Web chats"
        SOCIAL = "social", "Social media"
        TEXT = "text", "Text messages"
        CASEWORK = CASEWORK, "Finished cases"
        EVERY = ANY, "Every channel"

    service_key = "satisfaction"

    of_service = models.CharField(max_length=32, verbose_name="service")
    channel = models.CharField(max_length=24, choices=Channel.choices)
    purpose = models.TextField(blank=True, verbose_name="what it is for")
    looked_at_on = models.DateField(null=True, blank=True)

    objects: ClassVar[Any] = RecordManager()

    class Meta:
        base_manager_name = "objects"


class Change(models.Model):
    """Something that changed for these customers on a day, by which before and after are told apart."""

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="changes")
    what = models.CharField(max_length=200)
    on = models.DateField()
    months = models.PositiveSmallIntegerField(default=3)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["survey", "on", "what"],
                name="change_once",
                violation_error_message="That change is noted already.",
            ),
        )

    def __str__(self) -> str:
        return self.what

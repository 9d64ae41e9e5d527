"""Who has read what is restricted: a log beside the chain, for reading changes nothing."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from guildhall.kernel import time
from guildhall.kernel.records import Record, Sensitivity


class Reading(models.Model):
    """One person opened one restricted record, once."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="readings")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="readings")
    read_at = models.DateTimeField()
    what = models.CharField(max_length=80, help_text="What was opened: the record, or one of its documents.")

    class Meta:
        indexes = (models.Index(fields=["record", "read_at"], name="reading_of_record"),)

    def __str__(self) -> str:
        return f"{self.reader} read {self.record_id} at {self.read_at:%Y-%m-%d %H:%M}"


def note(record: Record, reader: Any, what: str = "record") -> None:
    """Notes that somebody opened a restricted record; says nothing of ordinary ones."""
    if record.sensitivity >= Sensitivity.RESTRICTED:
        Reading.objects.create(record=record, reader=reader, read_at=time.now(), what=what)

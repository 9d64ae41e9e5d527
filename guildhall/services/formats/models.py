"""Letters wanted in another format: large print, Braille, audio, easy read, another language."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from guildhall.kernel.records import Record, RecordManager


class FormatRequest(Record):
    """One letter wanted in another format, linked to the record it is about by "format_of"."""

    class Stage(models.TextChoices):
        ASKED = "asked", "Asked for"
        SENT = "sent", "Sent"
        CANNOT = "cannot", "Cannot be done"

    class Wants(models.TextChoices):
        LARGE_PRINT = "large_print", "Large print"
        BRAILLE = "braille", "Braille"
        AUDIO = "audio", "Audio"
        EASY_READ = "easy_read", "Easy read"
        LANGUAGE = "language", "Another language"

    service_key = "formats"

    letter = models.CharField(max_length=120, blank=True, help_text="Which letter: its number or its name.")
    recipient = models.CharField(max_length=200, blank=True)
    wants = models.CharField(max_length=12, choices=Wants.choices)
    language = models.CharField(max_length=60, blank=True)
    notes = models.TextField(blank=True, help_text="What would help them to read it.")
    cannot_because = models.TextField(blank=True)

    objects: ClassVar[Any] = RecordManager()

    class Meta:
        base_manager_name = "objects"
        constraints = (
            models.CheckConstraint(
                condition=~Q(wants="language") | ~Q(language=""),
                name="translation_names_its_language",
                violation_error_message="Say which language.",
            ),
        )

    @property
    def as_what(self) -> str:
        """What was asked for, in a sentence."""
        return (
            self.language if self.wants == self.Wants.LANGUAGE else str(self.Wants(self.wants).label).lower()
        )

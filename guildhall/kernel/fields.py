"""What an action may ask for that Django has no field for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from guildhall.kernel.records import Record


class RecordField(forms.CharField):
    """A record, by its reference."""

    def to_python(self, value: Any) -> Any:
        if isinstance(value, Record):
            return value
        if not (reference := super().to_python(value)):
            return None
        if record := Record.objects.filter(reference=reference.upper()).first():
            return record
        raise ValidationError(self.missing(reference))

    @staticmethod
    def missing(reference: str) -> str:
        """What is said of a reference that nobody has, or that this person may not see: the same."""
        return f"No record has the reference “{reference}”. It looks like IR-2026-00042"

"""What an action may ask for that Django has no field for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from guildhall.kernel.gates import access
from guildhall.kernel.records import Record


class RecordField(forms.CharField):
    """A record, by its reference: one that whoever is asked may read. The form says who that is."""

    by: Any = None

    def to_python(self, value: Any) -> Any:
        if not (reference := value.reference if isinstance(value, Record) else super().to_python(value)):
            return None
        record = Record.objects.filter(reference=reference.upper()).first()
        if record is None:
            raise ValidationError(self.missing(reference))
        return seen(record, self.by)

    @staticmethod
    def missing(reference: str) -> str:
        """What is said of a reference that nobody has, or that this person may not see: the same."""
        return f"No record has the reference “{reference}”. It looks like IR-2026-00042"


class RecordsField(RecordField):
    """Several records, by their references with commas or spaces between; in code also a list."""

    def to_python(self, value: Any) -> Any:
        named = value if isinstance(value, list | tuple) else str(value or "").replace(",", " ").split()
        return [record for each in named if (record := super(RecordsField, self).to_python(each))]


def seen(record: Record, by: Any) -> Record:
    """The record, if whoever asks may see it: nobody finds out what there is by naming it."""
    if not access(by).reads(record):
        raise ValidationError(RecordField.missing(record.reference))
    return record


class AnswersField(forms.JSONField):
    """The same questions answered of several things at once, by a program: a list of objects.

    `each` is the JSON Schema of one. A page asks of each thing apart, and leaves this one empty.
    """

    widget = forms.HiddenInput

    def __init__(self, *, each: dict[str, Any], **options: Any) -> None:
        super().__init__(label="", required=False, **options)
        self.each = each

"""The rows of a plan, an objective or a deliverable: one form for one row, wherever it comes from."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import slugify

from guildhall.kernel.actions import ActionForm
from guildhall.kernel.periods import Period


class RowForm(ActionForm):
    """Asks for one row, and gives it unsaved as `row`: a new one, or the one that has the same `known_by`.

    `of` is the row's field for the record it belongs to.
    """

    model: ClassVar[type[models.Model]]
    of: ClassVar[str]
    known_by: ClassVar[tuple[str, ...]] = ()
    key_from: ClassVar[str] = ""

    def clean(self) -> dict[str, Any]:
        """Adds the row; what the database would refuse is refused here, in words."""
        told = dict(super().clean() or self.cleaned_data)
        if self.key_from and not told.get("key"):
            told["key"] = slugify(str(told.get(self.key_from) or ""))[:80].strip("-")
        if self.errors:
            return told
        row = self._row(told)
        for name in {field.name for field in self.model._meta.concrete_fields} & told.keys():
            setattr(row, name, told[name])
        check(row)
        return {**told, "row": row}

    @classmethod
    def answers(cls, row: Any) -> dict[str, Any]:
        """What its questions were answered with, of a row that is there."""
        return {name: getattr(row, name) for name in cls.base_fields if hasattr(row, name)}

    def _row(self, told: dict[str, Any]) -> models.Model:
        same = {self.of: self.record, **{name: told[name] for name in self.known_by}}
        found = self.model._default_manager.filter(**same).first() if self.known_by and self._saved else None
        return found or self.model(**{self.of: self.record})

    @property
    def _saved(self) -> bool:
        return self.record is not None and self.record.pk is not None


def check(row: models.Model) -> None:
    """Raises ValidationError with the sentence of the first constraint the row does not keep."""
    for constraint in row._meta.constraints:
        if isinstance(constraint, models.CheckConstraint):
            constraint.validate(type(row), row)


class WordsField(forms.Field):
    """Several names: a list of them, or one line with commas."""

    def to_python(self, value: Any) -> list[str]:
        if isinstance(value, list | tuple):
            return [str(each).strip() for each in value if str(each).strip()]
        return [each.strip() for each in str(value or "").split(",") if each.strip()]


class PeriodField(forms.CharField):
    """A financial year, a quarter or a month, as people write it."""

    def to_python(self, value: Any) -> Any:
        if isinstance(value, Period) or not (text := super().to_python(value)):
            return value or None
        try:
            return Period.parse(text)
        except ValueError as error:
            raise ValidationError(str(error)) from error

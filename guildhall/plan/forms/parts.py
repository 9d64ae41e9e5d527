"""What is asked to correct or to remove a row that is there, made of the form that asks for a new one."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from guildhall.kernel.actions import ActionForm
from guildhall.plan.forms.rows import RowForm
from guildhall.plan.parts import Part
from guildhall.plan.wording import shown

# A row that says more than this is known by how it begins.
LONGEST = 120


class ChoosesRow(ActionForm):
    """Which of the record's rows; `part` says of which kind, `asked` is the form of a new one."""

    part: ClassVar[Part]
    asked: ClassVar[type[RowForm]]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["row"]
        field.queryset = self._there()  # type: ignore[attr-defined]
        field.label_from_instance = lambda row: str(row)[:LONGEST]  # type: ignore[attr-defined]

    def _there(self) -> Any:
        """The record's rows, in order; none of a record that is not there yet."""
        if self.record is None or self.record.pk is None:
            return self.asked.model._default_manager.none()
        return getattr(self.record, self.part.rows).order_by("pk")


def _which(asked: type[RowForm]) -> forms.ModelChoiceField:
    none = asked.model._default_manager.none()
    return forms.ModelChoiceField(label="Which one?", queryset=none, empty_label=None)


class RemovesRow(ChoosesRow):
    """Which row goes, and why."""

    field_order = ("row", "why")

    why = forms.CharField(label="Why?", max_length=500)


class CorrectsRow(ChoosesRow, RowForm):
    """A row with its own answers, to be given otherwise; what a program leaves out stays as it is."""

    def __init__(self, data: Any = None, *args: Any, record: Any = None, **kwargs: Any) -> None:
        begins = kwargs.get("initial") or {}
        standing = self._standing(record, data if data is not None else begins)
        if data is not None and not isinstance(data, QueryDict):
            data = {**standing, **data}
        super().__init__(data, *args, record=record, **{**kwargs, "initial": {**standing, **begins}})

    def _standing(self, record: Any, chosen: Any) -> dict[str, Any]:
        """The answers of the chosen row; nothing while none of the record's own is chosen."""
        number = str(chosen.get("row") or "")
        if record is None or record.pk is None or not number.isdecimal():
            return {}
        row = getattr(record, self.part.rows).filter(pk=int(number)).first()
        return {} if row is None else self.answers(row)

    def clean(self) -> dict[str, Any]:
        """Adds what the row says otherwise, as `changes`: each field's label, before and after."""
        row = self.cleaned_data.get("row")
        before = {} if row is None else {name: shown(row, name) for name in self._asks()}
        found = super().clean()
        if self.errors or row is None:
            return found
        after = {name: shown(row, name) for name in self._asks()}
        found["changes"] = [
            (str(self.fields[name].label), before[name], after[name])
            for name in before
            if before[name] != after[name]
        ]
        if not found["changes"]:
            raise ValidationError("Nothing is said otherwise: change what is wrong, or leave it as it is.")
        return found

    def _row(self, told: dict[str, Any]) -> Any:
        """The chosen row itself; refused where another one is called so already."""
        same = {self.of: self.record, **{name: told[name] for name in self.known_by if name in told}}
        others = self.model._default_manager.filter(**same).exclude(pk=told["row"].pk)
        if len(same) > 1 and others.exists():
            raise ValidationError(f"There is {self.part.one} like that already.")
        return told["row"]

    def _asks(self) -> list[str]:
        """The questions whose answers are the row's own fields."""
        return [name for name in self.fields if hasattr(self.model, name)]


def correcting(part: Part, asked: type[RowForm], *, without: tuple[str, ...] = ()) -> type[CorrectsRow]:
    """The form that corrects a row which this form asks for: its short name stays, and what is left out."""
    fields = {
        "__doc__": f"Which of the {part.many.lower()}, and what it says instead.",
        **dict.fromkeys(without), "part": part, "asked": asked, "key": None, "key_from": "",
        "row": _which(asked),
        "field_order": ["row"],
        "why": forms.CharField(label="Why?", max_length=500, required=False),
    }  # fmt: skip
    return type(f"Correct{asked.__name__}", (CorrectsRow, asked), fields)


def removing(part: Part, asked: type[RowForm]) -> type[RemovesRow]:
    """The form that removes one of these rows."""
    fields = {"__doc__": f"Which of the {part.many.lower()} goes, and why.", "part": part, "asked": asked,
              "row": _which(asked)}  # fmt: skip
    return type(f"Remove{asked.__name__}", (RemovesRow,), fields)

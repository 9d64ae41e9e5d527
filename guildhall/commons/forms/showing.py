"""How an answer is shown back to whoever gave it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.formats import date_format


@dataclass(frozen=True)
class Row:
    """One line of “Check your answers”."""

    label: str
    value: str
    change_url: str


def shown(bound: BoundField) -> str:
    """An answer in the words of its question: the choice's text, the date in full, the file's name."""
    cleaned = getattr(bound.form, "cleaned_data", {})
    value = cleaned.get(bound.name, bound.data)
    if isinstance(bound.field, forms.BooleanField):
        return "Yes" if value else "No"
    if isinstance(bound.field, forms.FileField):
        return ", ".join(str(file.name) for file in bound.form.files.getlist(bound.name))
    if isinstance(value, dt.date):
        return date_format(value, "j F Y")
    return chosen(bound.field, value) if hasattr(bound.field, "choices") else str(value or "")


def chosen(field: Any, value: Any) -> str:
    many = value if isinstance(value, list | tuple) else [value]
    texts = {str(key): str(text) for key, text in flat(field.choices)}
    return "\n".join(texts.get(str(each), str(each)) for each in many if each not in {None, ""})


def flat(choices: Any) -> list[tuple[Any, Any]]:
    """The choices with their groups laid out."""
    found: list[tuple[Any, Any]] = []
    for key, text in choices:
        found.extend(text if isinstance(text, list | tuple) else [(key, text)])
    return found

"""What an action asks, as a schema; and a program's answers, given to the form that a page would show.

Answers come as one JSON object, or as multipart form data where a file is among them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Protocol

from django import forms
from django.http import HttpRequest

from guildhall.kernel.api.problems import Problem
from guildhall.kernel.fields import AnswersField, RecordField

# The first kind that fits says the type: a kind comes before the kinds it descends from.
TYPES: tuple[tuple[type[forms.Field], dict[str, Any]], ...] = (
    (forms.ModelMultipleChoiceField, {"type": "array", "items": {"type": "integer"}}),
    (forms.MultipleChoiceField, {"type": "array", "items": {"type": "string"}}),
    (forms.ModelChoiceField, {"type": "integer"}),
    (RecordField, {"type": "string"}),
    (forms.BooleanField, {"type": "boolean"}),
    (forms.DecimalField, {"type": ["number", "string"]}),
    (forms.IntegerField, {"type": "integer"}),
    (forms.EmailField, {"type": "string", "format": "email"}),
    (forms.DateField, {"type": "string", "format": "date"}),
    (forms.FileField, {"type": "string", "format": "binary"}),
)
MULTIPART = "multipart/form-data"


class Asks(Protocol):
    """What has a form: an action, or another declared change."""

    def form(self) -> Any: ...


class Named(Asks, Protocol):
    @property
    def permission(self) -> str: ...


def body(action: Named) -> dict[str, Any]:
    """The body of a call, for the document."""
    asks = schema(action)
    takes_files = any(isinstance(field, forms.FileField) for field in action.form().fields.values())
    media_type = MULTIPART if takes_files else "application/json"
    return {"content": {media_type: {"schema": asks}}, "required": "required" in asks}


def schema(action: Named) -> dict[str, Any]:
    """The JSON Schema of what an action asks, in the words of its questions."""
    fields = action.form().fields
    found: dict[str, Any] = {
        "type": "object",
        "title": action.permission,
        "properties": {name: _property(field) for name, field in fields.items()},
        "additionalProperties": False,
    }
    required = [name for name, field in fields.items() if field.required]
    return {**found, "required": required} if required else found


def _property(field: forms.Field) -> dict[str, Any]:
    said = {"title": str(field.label or ""), "description": str(field.help_text or "")}
    limits = {
        "minLength": getattr(field, "min_length", None),
        "maxLength": getattr(field, "max_length", None),
    }
    return {**_type(field), **{name: value for name, value in {**said, **limits}.items() if value}}


def _type(field: forms.Field) -> dict[str, Any]:
    """The type; what is not in the table gives a date as three boxes, or is text."""
    if isinstance(field, AnswersField):
        return {"type": "array", "items": field.each}
    if hasattr(field.widget, "parts"):
        return {"type": "string", "format": "date"}
    found: dict[str, Any] = next(
        (told for kind, told in TYPES if isinstance(field, kind)), {"type": "string"}
    )
    choices = _choices(field)
    if not choices:
        return found
    return {**found, "items": {**found["items"], **choices}} if "items" in found else {**found, **choices}


def _choices(field: forms.Field) -> dict[str, Any]:
    """What may be chosen, where it is the same for every record."""
    if not isinstance(field, forms.ChoiceField) or isinstance(field, forms.ModelChoiceField):
        return {}
    values = [str(value) for value, _ in _flat(field.choices) if value not in ("", None)]
    return {"enum": values} if values else {}


def _flat(choices: Any) -> Iterator[tuple[Any, Any]]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield value, label


def answers(request: HttpRequest, action: Asks) -> tuple[Any, Any]:
    """A program's answers and files, as the form takes them.

    Raises Problem with a sentence for each answer that no form could take.
    """
    if request.content_type == MULTIPART:
        return request.POST, request.FILES
    told, fields = _read(request), action.form().fields
    wrong = [
        {"field": name, "message": sentence}
        for name, value in told.items()
        if (sentence := _refusal(fields.get(name), value))
    ]
    if wrong:
        raise Problem(422, "Some answers cannot be taken.", wrong)
    return {name: _given(value) for name, value in told.items() if value is not None}, None


def _read(request: HttpRequest) -> dict[str, Any]:
    if not request.body.strip():
        return {}
    try:
        told = json.loads(request.body)
    except (ValueError, RecursionError):
        raise Problem(400, "The body of the request is not JSON.") from None
    if not isinstance(told, dict):
        raise Problem(422, "Send one JSON object with an answer for each question.")
    return told


def _refusal(field: forms.Field | None, value: Any) -> str | None:
    if field is None:
        return "There is no such question."
    if isinstance(field, forms.FileField):
        return "Send the file as multipart form data."
    if isinstance(field, AnswersField):
        return _refusal_of_answers(value)
    many = isinstance(field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField)
    if isinstance(value, dict) or (isinstance(value, list) and not many):
        return "Give one value."
    values = value if isinstance(value, list) else [value]
    if any(isinstance(each, dict | list) for each in values):
        return "Give a list of values."
    return None if all(map(_can_be_kept, values)) else "This includes characters that cannot be kept."


def _refusal_of_answers(value: Any) -> str | None:
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        return "Give a list of objects."
    if any(isinstance(one, dict | list) for each in value for one in each.values()):
        return "Give one value for each name."
    told = (one for each in value for pair in each.items() for one in pair)
    return None if all(map(_can_be_kept, told)) else "This includes characters that cannot be kept."


def _can_be_kept(value: Any) -> bool:
    """JSON may carry half of a pair of surrogates, which no database stores."""
    try:
        str(value).encode()
    except UnicodeEncodeError:
        return False
    return True


def _given(value: Any) -> Any:
    if isinstance(value, list):
        return [each if isinstance(each, dict) else str(each) for each in value]
    return value if isinstance(value, bool) else str(value)

"""What a form says when an answer will not do, in the Design System's patterns and the question's words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseForm, BoundField

CHOSEN = (forms.Select, forms.RadioSelect, forms.CheckboxSelectMultiple)


@dataclass(frozen=True)
class Problem:
    """One sentence about one answer, and the id of the box to go to."""

    text: str
    target: str


def problems(form: BaseForm) -> list[Problem]:
    """Everything wrong with a form, in the order of its questions."""
    visible = form.visible_fields()
    first = target_of(visible[0]) if visible else ""
    whole = [Problem(str(message), first) for message in form.non_field_errors()]
    hidden = [
        Problem(f"{field.label}: {message}", first)
        for field in form.hidden_fields()
        for message in field.errors
    ]
    own = [Problem(sentence, target_of(field)) for field in visible for sentence in sentences(field)]
    return [*whole, *hidden, *own]


def sentences(bound: BoundField) -> list[str]:
    """What is wrong with one answer, each thing once."""
    errors = bound.form.errors.get(bound.name)
    told = [sentence(bound.field, str(bound.label), error) for error in errors.as_data()] if errors else []
    return list(dict.fromkeys(told))


def sentence(field: forms.Field, label: str, error: ValidationError) -> str:
    """One error in the Design System's pattern; a message the form's author wrote stays as it was written."""
    pattern = FORMATS.get(type(field)) if error.code == "invalid" else PATTERNS.get(error.code)
    if not pattern or not is_djangos_own(field, error):
        return " ".join(error.messages)
    return pattern(field, label, error.params or {})


def is_djangos_own(field: forms.Field, error: ValidationError) -> bool:
    """Whether nobody wrote a message of their own for this field."""
    own = field.error_messages.get(error.code or "")
    defaults = [
        kind.__dict__.get("default_error_messages", {}).get(error.code) for kind in type(field).__mro__
    ]
    return own is None or own in [default for default in defaults if default is not None]


def target_of(bound: BoundField) -> str:
    """The id of the box an error leads to: of a date, the first box that is wrong."""
    identity = bound.auto_id or bound.name
    parts = wrong_parts(bound)
    return f"{identity}-{parts[0]}" if parts else str(identity)


def wrong_parts(bound: BoundField) -> tuple[str, ...]:
    """Which boxes of a date are wrong; none for any other field."""
    names: tuple[str, ...] = getattr(bound.field.widget, "parts", ())
    errors = bound.form.errors.get(bound.name)
    if not names or not errors:
        return ()
    told = (error.params or {} for error in errors.as_data())
    return next((tuple(params["parts"]) for params in told if "parts" in params), names)


def required(field: forms.Field, label: str, _: Any) -> str:
    if isinstance(field.widget, forms.CheckboxInput):
        return f"Select “{label}” to continue"
    verb = "Select" if isinstance(field.widget, CHOSEN) else "Enter"
    if isinstance(field.widget, forms.FileInput):
        verb = "Choose"
    return f"{verb} {asked(label)}"


def asked(label: str) -> str:
    """The label inside a sentence: “your full name”; a question is quoted whole."""
    if label.endswith("?"):
        return f"an answer to “{label}”"
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def answer_to(label: str) -> str:
    """The label at the start of a sentence; a question is quoted whole."""
    return f"Your answer to “{label}”" if label.endswith("?") else label


Pattern = Callable[[forms.Field, str, Any], str]

PATTERNS: dict[str | None, Pattern] = {
    "required": required,
    "invalid_choice": lambda _, label, params: f"Select {asked(label)} from the list",  # noqa: S608 - no SQL
    "max_length": lambda _, label, params: (
        f"{answer_to(label)} must be {params['limit_value']:,} characters or less"
    ),
    "min_length": lambda _, label, params: (
        f"{answer_to(label)} must be {params['limit_value']:,} characters or more"
    ),
    "max_value": lambda _, label, params: f"{answer_to(label)} must be {params['limit_value']} or less",
    "min_value": lambda _, label, params: f"{answer_to(label)} must be {params['limit_value']} or more",
    "null_characters_not_allowed": lambda _, label, params: (
        f"{answer_to(label)} must not include hidden characters"
    ),
    "empty": lambda *_: "The file you chose is empty",
}
FORMATS: dict[type[forms.Field], Pattern] = {
    forms.EmailField: lambda *_: "Enter an email address in the correct format, like name@example.com",
    forms.IntegerField: lambda _, label, params: f"{answer_to(label)} must be a whole number",
    forms.DecimalField: lambda _, label, params: f"{answer_to(label)} must be a number",
    forms.URLField: lambda _, label, params: (
        f"{answer_to(label)} must be a web address, like https://www.example.com"
    ),
}

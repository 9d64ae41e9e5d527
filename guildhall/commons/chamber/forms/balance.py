"""What is asked of political balance: the groups and the bodies, as they are or as they might be."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from guildhall.commons.chamber.balance import Council, NoAllocation
from guildhall.commons.design.fields import LongTextField

MOST_GROUPS, MOST_BODIES, MOST_MEMBERS, MOST_SEATS = 8, 25, 200, 60


class WhatIf(forms.Form):
    """Groups and bodies, one a line with a number; asked by GET, so that every answer has an address."""

    groups = LongTextField(
        label="Political groups",
        help_text="One a line with its members, such as “Conservative 19”.",
        max_length=1_000,
        error_messages={"required": "Enter the groups and their members"},
    )
    ungrouped = forms.IntegerField(
        label="Members in no group", min_value=0, max_value=50, required=False, initial=0
    )
    bodies = LongTextField(
        label="Bodies",
        help_text="One a line with its seats, such as “Planning Committee 10”. Only those that are shared.",
        max_length=3_000,
        error_messages={"required": "Enter the bodies and their seats"},
    )

    council: Council | None = None

    def clean_groups(self) -> dict[str, int]:
        groups = _numbered(self.cleaned_data["groups"], MOST_GROUPS, MOST_MEMBERS)
        if len({name.casefold() for name, _ in groups}) < len(groups):
            raise ValidationError("Two lines name the same group")
        return dict(groups)

    def clean_bodies(self) -> list[tuple[str, int]]:
        return _numbered(self.cleaned_data["bodies"], MOST_BODIES, MOST_SEATS)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if "groups" in given and not self.errors:
            try:
                self.council = Council(given["groups"], given.get("ungrouped") or 0)
            except NoAllocation as none:
                self.add_error("groups", str(none).rstrip("."))
        return given


def _numbered(text: str, most: int, largest: int) -> list[tuple[str, int]]:
    lines = [line.split() for line in text.splitlines() if line.strip()]
    if len(lines) > most:
        raise ValidationError(f"Enter at most {most} lines")
    return [_line(words, largest) for words in lines]


def _line(words: list[str], largest: int) -> tuple[str, int]:
    *name, number = words
    if not name or not (number.isascii() and number.isdigit()):
        raise ValidationError(f"“{' '.join(words)}”: end each line with a whole number")
    if not 1 <= int(number) <= largest:
        raise ValidationError(f"“{' '.join(words)}”: the number must be from 1 to {largest}")
    return " ".join(name), int(number)

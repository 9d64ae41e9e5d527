"""The systems a contract covers, as one question: a system a line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from guildhall.commons.design.fields import DateField

CRITICAL = "critical"
REPLACED = re.compile(r"(?:new system|replaced) by (.+)", re.IGNORECASE)


@dataclass(frozen=True)
class Covered:
    """One system as it was given; `replaced_by` is the day its successor is to be in service."""

    name: str
    critical: bool = False
    replaced_by: date | None = None

    def __str__(self) -> str:
        critical = ", critical" if self.critical else ""
        replaced = f", replaced by {self.replaced_by.isoformat()}" if self.replaced_by else ""
        return f"{self.name}{critical}{replaced}"


class SystemsField(forms.CharField):
    """A system a line, “Elections, critical, replaced by 2019-03-31”; in code also a list of dicts."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) or value is None:
            lines: Iterable[Any] = (line for line in (value or "").splitlines() if line.strip())
        else:
            lines = value
        found = [_covered(each) for each in lines]
        if twice := _named_twice(found):
            raise ValidationError(f"“{twice}” is there twice")
        return found


def _named_twice(found: list[Covered]) -> str:
    names = [" ".join(each.name.split()).casefold() for each in found]
    return next((each.name for each, name in zip(found, names, strict=True) if names.count(name) > 1), "")


def _covered(given: Any) -> Covered:
    if isinstance(given, Covered):
        return given
    if isinstance(given, Mapping):
        return Covered(given["name"], bool(given.get("critical")), given.get("replaced_by"))
    name, *said = (part.strip() for part in str(given).split(","))
    if len(name) > 160:
        raise ValidationError("The name of a system is at most 160 characters")
    return Covered(name, CRITICAL in map(str.casefold, said), _replaced_by(given, said))


def _replaced_by(line: str, said: list[str]) -> date | None:
    for each in said:
        if match := REPLACED.fullmatch(each):
            return _day(match[1])
        if each.casefold() != CRITICAL:
            raise ValidationError(
                f"“{line}” cannot be read: write the system, then “critical” and “replaced by 2019-03-31” "
                "where that is so, with commas between"
            )
    return None


def _day(text: str) -> date:
    parts = tuple(reversed(text.split("-"))) if "-" in text else tuple(text.split())
    if len(parts) != 3:
        raise ValidationError(f"“{text}” is not a day: write it as 2019-03-31")
    day, month, year = parts
    return DateField().real_date(day, month, year)

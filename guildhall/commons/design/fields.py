"""Fields that Django has not: a date in three boxes, and long text counted as the page counts it."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from guildhall.kernel.clocks.wording import MONTHS

PARTS = ("day", "month", "year")


class DateBoxes(forms.Widget):
    """Day, month and year, a box each; a whole date in ISO form is taken too, for the API."""

    parts = PARTS

    def value_from_datadict(
        self, data: Mapping[str, Any], files: Any, name: str
    ) -> tuple[str, str, str] | None:
        if name in data:
            whole = str(data[name] or "").strip()
            if found := re.fullmatch(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", whole):
                return found[3], found[2], found[1]
            return ("", "", whole) if whole else None
        day, month, year = (str(data.get(f"{name}-{part}", "")).strip() for part in PARTS)
        return (day, month, year) if day or month or year else None

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return name not in data and all(f"{name}-{part}" not in data for part in PARTS)

    def format_value(self, value: Any) -> tuple[str, str, str]:
        """What the three boxes show: a date's numbers, or whatever was typed."""
        if isinstance(value, dt.date):
            return str(value.day), str(value.month), str(value.year)
        return value or ("", "", "")

    def id_for_label(self, id_: str) -> str:
        return f"{id_}-day" if id_ else id_


class DateField(forms.Field):
    """A date that people type: 27 3 2007, or 27 March 2007. A bound is a date, or a function giving one."""

    widget = DateBoxes

    def __init__(
        self,
        *,
        not_before: dt.date | Callable[[], dt.date] = dt.date(1800, 1, 1),
        not_after: dt.date | Callable[[], dt.date] = dt.date(2999, 12, 31),
        **options: Any,
    ):
        super().__init__(**options)
        self.not_before, self.not_after = not_before, not_after

    def to_python(self, value: Any) -> dt.date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, dt.date):
            return value
        self.refuse_missing(value)
        return self.within_bounds(self.real_date(*value))

    def refuse_missing(self, typed: tuple[str, str, str]) -> None:
        missing = [part for part, text in zip(PARTS, typed, strict=True) if not text]
        if missing:
            raise self.problem(f"must include a {' and '.join(missing)}", missing)

    def real_date(self, day: str, month: str, year: str) -> dt.date:
        if not re.fullmatch(r"[0-9]{4}", year):
            raise ValidationError("Year must include 4 numbers", code="invalid", params={"parts": ["year"]})
        try:
            return dt.date(int(year), month_number(month), number(day))
        except ValueError:
            raise self.problem("must be a real date", PARTS) from None

    def within_bounds(self, date: dt.date) -> dt.date:
        earliest, latest = (
            bound() if callable(bound) else bound for bound in (self.not_before, self.not_after)
        )
        if date < earliest:
            raise self.problem(f"must be {spoken(earliest)} or later", PARTS)
        if date > latest:
            raise self.problem(f"must be {spoken(latest)} or earlier", PARTS)
        return date

    def problem(self, rest: str, parts: Any) -> ValidationError:
        label = str(self.label or "The date")
        name = "The date" if label.endswith("?") else label
        return ValidationError(f"{name} {rest}", code="invalid", params={"parts": parts})

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(data) != initial)
        except ValidationError:
            return True


class LongTextField(forms.CharField):
    """Text over several lines; a new line counts as one character, as the counter on the page counts it."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.replace("\r\n", "\n") if isinstance(value, str) else value)


def number(text: str) -> int:
    """One or two plain digits as a number; other scripts' digits are refused rather than guessed at."""
    if not re.fullmatch(r"[0-9]{1,2}", text):
        raise ValueError(text)
    return int(text)


def month_number(text: str) -> int:
    """A month written as a number or by its English name, whole or shortened to three letters or more."""
    name = text.casefold().rstrip(".")
    named = [
        at for at, month in enumerate(MONTHS, start=1) if len(name) >= 3 and month.casefold().startswith(name)
    ]
    return named[0] if named else number(text)


def spoken(date: dt.date) -> str:
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"

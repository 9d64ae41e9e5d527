"""Opening hours as people write them, and topics as they are typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import time
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError

from guildhall.services.contacts import topics
from guildhall.services.contacts.models import Topic
from guildhall.services.contacts.models.points import WEEKDAYS

DAYS = re.compile(r"([a-z]{3,9})(?:\s*(?:to|-|–)\s*([a-z]{3,9}))?:?\s+", re.IGNORECASE)
HOUR = r"(\d{1,2})(?:[:.](\d\d))?\s*(am|pm)?"
SPAN = re.compile(rf"{HOUR}\s*(?:to|-|–)\s*{HOUR}", re.IGNORECASE)


class Hours(NamedTuple):
    """One stretch of one weekday, Monday being 0."""

    weekday: int
    opens: time
    closes: time


class HoursField(forms.CharField):
    """A line for each day or run of days: “Monday to Friday 9am to 5pm”; two stretches with a comma between.

    In code a list of Hours is taken as well.
    """

    widget = forms.Textarea

    def to_python(self, value: Any) -> Any:
        if isinstance(value, list | tuple):
            return [Hours(*each) for each in value]
        lines = [line.strip() for line in str(value or "").splitlines() if line.strip()]
        found = [each for line in lines for each in _line(line)]
        for one, other in zip(sorted(found), sorted(found)[1:], strict=False):
            if one.weekday == other.weekday and other.opens < one.closes:
                raise ValidationError(f"{WEEKDAYS[one.weekday]} has hours that overlap")
        return sorted(found)


def _line(line: str) -> Iterator[Hours]:
    if not (days := DAYS.match(line)):
        raise ValidationError(f"“{line}” cannot be read: write it as “Monday to Friday 9am to 5pm”")
    first = _weekday(days[1])
    last = _weekday(days[2]) if days[2] else first
    if last < first:
        raise ValidationError(f"“{line}”: begin with the earlier day")
    for stretch in line[days.end() :].split(","):
        if not (span := SPAN.fullmatch(stretch.strip())):
            raise ValidationError(f"“{stretch.strip()}” cannot be read: write it as “9am to 5:30pm”")
        opens, closes = _time(*span.group(1, 2, 3)), _time(*span.group(4, 5, 6))
        if closes <= opens:
            raise ValidationError(f"“{stretch.strip()}”: it shuts before it opens")
        yield from (Hours(weekday, opens, closes) for weekday in range(first, last + 1))


def _weekday(typed: str) -> int:
    found = [at for at, name in enumerate(WEEKDAYS) if name.lower().startswith(typed.lower())]
    if len(found) != 1:
        raise ValidationError(f"“{typed}” is not a day of the week")
    return found[0]


def _time(hour: str, minute: str | None, half: str | None) -> time:
    number = int(hour)
    if half and 1 <= number <= 12:
        number = number % 12 + (12 if half.lower() == "pm" else 0)
    try:
        return time(number, int(minute or 0))
    except ValueError:
        raise ValidationError(f"“{hour}:{minute or '00'}” is not a time of day") from None


class TopicField(forms.CharField):
    """A topic by what was typed: its name, words of it, what else it is called, or its LGSL number."""

    def clean(self, value: Any) -> Any:
        if isinstance(value, Topic):
            return value
        return meant(typed) if (typed := super().clean(value)) else None


def meant(typed: str) -> Topic:
    """The one topic that what was typed means; raises ValidationError where none is, or several are."""
    found = topics.matching(typed)
    if len(found) == 1:
        return found[0]
    if not found:
        raise ValidationError(f"No topic is called “{typed}”. Try another word for it", code="unknown")
    named = " or ".join(each.name for each in found[:5])
    raise ValidationError(f"“{typed}” may be {named}: type a little more", code="ambiguous")


class TopicsField(forms.CharField):
    """Topics, one a line; in code also a list of them."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> Any:
        given = value if isinstance(value, list | tuple) else str(value or "").splitlines()
        return [each if isinstance(each, Topic) else meant(each) for each in given if str(each).strip()]

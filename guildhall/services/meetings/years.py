"""A year of meetings from rules: which weekdays of the month, what is left out, and nobody is in two places.

Knows nothing of Django. A day that cannot be is moved to the next that can, and says why.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from datetime import time as time_of_day

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")
WEEKS = {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "last": -1}
WRITTEN = re.compile(
    r"(?P<body>[A-Z]{2}-[0-9]{4}-[0-9]{5}): *(?P<weeks>every|(?:1st|2nd|3rd|4th|last)"
    r"(?:(?:, *| and )(?:1st|2nd|3rd|4th|last))*) (?P<weekday>[A-Za-z]+) at (?P<hour>[0-9]{1,2})[:.]"
    r"(?P<minute>[0-9]{2}) in (?P<place>[^,]+?)(?P<informal>, *informal)?"
)
# Two meetings this close together cannot have the same room or the same member.
APART = 3 * 60
# How far a meeting may be moved to find a day before it is given up.
FURTHEST = 14
ONE_DAY = timedelta(days=1)


class NoRule(ValueError):
    """A line is no rule; the message says what is wrong with it."""


@dataclass(frozen=True)
class Pattern:
    """When a body meets: on which weekday of which weeks of the month; `weeks` empty means every week."""

    body: str
    weekday: int
    at: time_of_day
    place: str
    weeks: tuple[int, ...] = ()
    formal: bool = True

    def days(self, first: date, last: date) -> Iterator[date]:
        """Its days from the first to the last, both included."""
        day = first + ONE_DAY * ((self.weekday - first.weekday()) % 7)
        while day <= last:
            if not self.weeks or {(day.day - 1) // 7 + 1, _from_end(day)} & set(self.weeks):
                yield day
            day += ONE_DAY * 7


def _from_end(day: date) -> int:
    """-1 for the last such weekday of the month, and 0 for any other."""
    return -1 if day.day + 7 > monthrange(day.year, day.month)[1] else 0


@dataclass(frozen=True)
class Proposed:
    """A meeting as the rules have it; `moved` says why it is not on its day, `dropped` why it is on none."""

    pattern: Pattern
    on: date
    moved: str = ""
    dropped: str = ""


def read(text: str) -> list[Pattern]:
    """The rules of a text, one a line. Raises NoRule."""
    return [_read(line.strip()) for line in text.splitlines() if line.strip()]


def _read(line: str) -> Pattern:
    found = WRITTEN.fullmatch(line)
    if found is None or found["weekday"].lower() not in WEEKDAYS:
        raise NoRule(f"“{line}” is not a rule like “BD-2018-00003: 1st and 3rd Wednesday at 17:00 in Room A”")
    if int(found["hour"]) > 23 or int(found["minute"]) > 59:
        raise NoRule(f"“{line}” has no real time of day")
    weeks = () if found["weeks"] == "every" else tuple(
        WEEKS[each] for each in re.findall("1st|2nd|3rd|4th|last", found["weeks"])
    )  # fmt: skip
    return Pattern(
        found["body"], WEEKDAYS.index(found["weekday"].lower()),
        time_of_day(int(found["hour"]), int(found["minute"])),
        found["place"].strip(), weeks, formal=not found["informal"],
    )  # fmt: skip


@dataclass
class Year:
    """What a year is made under: days that are closed, with why, and who sits on which body."""

    closed: Callable[[date], str]
    sits: Mapping[str, frozenset[int]] = field(default_factory=dict)
    taken: list[tuple[date, time_of_day, str, str]] = field(default_factory=list)

    def propose(self, patterns: Iterable[Pattern], first: date, last: date) -> list[Proposed]:
        """Every meeting of the rules, in the order of the days; earlier rules have their days first."""
        made = [self._place(each, day, last) for each in patterns for day in each.days(first, last)]
        return sorted(made, key=lambda each: (each.on, each.pattern.at, each.pattern.body))

    def _place(self, pattern: Pattern, day: date, last: date) -> Proposed:
        why = first_why = self._why_not(pattern, day)
        on = day
        while why and on < min(last, day + ONE_DAY * FURTHEST):
            on += ONE_DAY
            why = self._why_not(pattern, on)
        if why:
            return Proposed(pattern, day, dropped=first_why)
        self.taken.append((on, pattern.at, pattern.place, pattern.body))
        return Proposed(pattern, on, moved=first_why)

    def _why_not(self, pattern: Pattern, day: date) -> str:
        if day.weekday() > 4:
            return "It is a weekend"
        if why := self.closed(day):
            return why
        return next((why for each in self.taken if (why := self._clash(pattern, day, *each))), "")

    def _clash(self, pattern: Pattern, day: date, on: date, at: time_of_day, place: str, body: str) -> str:
        if day != on or abs(_minutes(at) - _minutes(pattern.at)) >= APART:
            return ""
        if body == pattern.body:
            return "It meets that day already"
        if place.casefold() == pattern.place.casefold():
            return f"{place} is taken by {body}"
        shared = self.sits.get(body, frozenset()) & self.sits.get(pattern.body, frozenset())
        return f"{len(shared)} of its members are at {body}" if shared else ""


def _minutes(at: time_of_day) -> int:
    return at.hour * 60 + at.minute


def spans(text: str) -> list[tuple[date, date]]:
    """Recesses of a text, one a line: “2017-08-01 to 2017-08-31”. Raises NoRule."""
    found = []
    for line in filter(None, map(str.strip, text.splitlines())):
        days = re.findall(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", line)
        try:
            first, *rest = map(date.fromisoformat, days)
        except ValueError:
            raise NoRule(f"“{line}” is not like “2017-08-01 to 2017-08-31”") from None
        found.append((first, rest[0] if rest else first))
    return found

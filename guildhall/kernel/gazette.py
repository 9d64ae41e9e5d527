"""Our bank holidays beside those gov.uk publishes: what it has and we lack, and the other way round."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from guildhall.kernel.clocks import Calendar, ClockError
from guildhall.kernel.clocks.bank_holidays import nations_of, where_kept
from guildhall.kernel.clocks.reading import read_day
from guildhall.kernel.clocks.wording import said

DIVISIONS = ("england-and-wales", "scotland", "northern-ireland")


@dataclass(frozen=True)
class Difference:
    """One day on which we and gov.uk do not agree about one nation; `ours` when only we keep it."""

    day: date
    nation: str
    title: str
    ours: bool

    def __str__(self) -> str:
        who = "We keep" if self.ours else "gov.uk lists"
        other = "gov.uk does not list it" if self.ours else "we do not keep it"
        return f"{who} {said(self.day)} {where_kept([self.nation])} ({self.title}); {other}."

    @property
    def settled_by(self) -> str:
        """The command that makes us agree with gov.uk."""
        change = "remove" if self.ours else "add"
        title = shlex.quote(self.title)
        return f"guildhall holiday {change} {self.day} --nation {self.nation} --title {title} --source gov.uk"


def read(path: Path) -> dict[str, dict[date, str]]:
    """gov.uk's file, https://www.gov.uk/bank-holidays.json, as titles by day and nation.

    Raises ClockError with a sentence when it is something else.
    """
    try:
        told = json.loads(path.read_text(encoding="utf-8-sig"))
        return {code: _events(told[name]) for name in DIVISIONS for code in nations_of(name)}
    except (ValueError, LookupError, TypeError, AttributeError) as problem:
        reason = f": {problem}" if isinstance(problem, ClockError) else ""
        raise ClockError(f"{path.name} is not a bank holidays file of gov.uk's{reason}") from None


def _events(division: Any) -> dict[date, str]:
    return {read_day(each["date"]): str(each["title"]) for each in division["events"]}


def differences(calendar: Calendar, published: dict[str, dict[date, str]]) -> Iterator[Difference]:
    """Where we differ, between the first day the file knows and the last, weekends left out.

    A Sunday that is a holiday moves nothing: gov.uk lists the substitute day, and some tables both.
    """
    days = [day for events in published.values() for day in events]
    if not days:
        return
    for nation, theirs in published.items():
        ours = {
            day: title for day, title in calendar.holidays[nation].items() if min(days) <= day <= max(days)
        }
        for day in sorted(theirs.keys() ^ ours.keys()):
            if day.weekday() < 5:
                title = ours.get(day) or theirs[day]
                yield Difference(day, nation, title, ours=day in ours)

"""A month as a wall calendar shows it: weeks from Monday, with what lies on each day."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta


@dataclass(frozen=True)
class Entry:
    """One thing on one day of a calendar; `tone` is late, soon or nothing."""

    on: date
    label: str
    url: str = ""
    tone: str = ""


@dataclass(frozen=True)
class CalendarDay:
    on: date
    inside: bool
    today: bool
    closed: str
    entries: Sequence[Entry]


@dataclass(frozen=True)
class Month:
    """One month of days, Monday first, each with its entries; `closed` names bank holidays by day."""

    starts_on: date
    today: date
    entries: Sequence[Entry] = ()
    closed: dict[date, str] = field(default_factory=dict)

    @property
    def weeks(self) -> list[list[CalendarDay]]:
        start = self.starts_on - timedelta(days=self.starts_on.weekday())
        days = [self.day(start + timedelta(days=offset)) for offset in range(42)]
        weeks = [days[at : at + 7] for at in range(0, 42, 7)]
        return [week for week in weeks if any(day.inside for day in week)]

    def day(self, on: date) -> CalendarDay:
        inside = (on.year, on.month) == (self.starts_on.year, self.starts_on.month)
        listed = [entry for entry in self.entries if entry.on == on]
        return CalendarDay(on, inside, on == self.today, self.closed.get(on, ""), listed)

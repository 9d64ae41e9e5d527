"""Lengths of time as statutes give them, each with its own way of counting."""

from __future__ import annotations

from abc import ABC, abstractmethod
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from guildhall.kernel.clocks.calendars import Calendar
from guildhall.kernel.clocks.wording import counted

# First and last day of a stretch that does not count, both included.
Span = tuple[date, date]
ONE_DAY = timedelta(days=1)


class Period(Protocol):
    """A length of time that ends on a day, with the spans in it that do not count."""

    @property
    def said(self) -> str: ...

    def ends(self, calendar: Calendar, region: str, start: date, spans: Sequence[Span]) -> date:
        """The last day for the duty; spans are in order and do not overlap."""
        ...

    def literally_ends(self, start: date, spans: Sequence[Span]) -> date | None:
        """The last day when "beginning with" is read to the letter; None where nobody differs."""
        ...


@dataclass(frozen=True)
class WorkingDays:
    """Working days after the day of receipt: day 1 is the first working day after it."""

    number: int

    @property
    def said(self) -> str:
        return counted(self.number, "working day")

    def ends(self, calendar: Calendar, region: str, start: date, spans: Sequence[Span]) -> date:
        number = self.number
        end = calendar.add_working_days(start, number, region)
        for first, last in spans:
            if first > end:
                break
            before = max(first - ONE_DAY, start)
            number += max(calendar.working_days_between(before, last, region), 0)
            end = calendar.add_working_days(start, number, region)
        return end

    def literally_ends(self, start: date, spans: Sequence[Span]) -> date | None:
        return None


@dataclass(frozen=True)
class WholeDays(ABC):
    """Days of every kind; whether a last day at a weekend moves on is the rule's to say."""

    number: int
    rolls: bool = True

    @property
    @abstractmethod
    def said(self) -> str:
        """Its length in words."""

    @abstractmethod
    def corresponding(self, start: date) -> date:
        """The last day, where the day after the start is the first."""

    @abstractmethod
    def beginning_with(self, start: date) -> date:
        """The last day, where the start itself is the first."""

    def ends(self, calendar: Calendar, region: str, start: date, spans: Sequence[Span]) -> date:
        return self.closes(calendar, region, self.last_day(calendar, region, start, spans))

    def closes(self, calendar: Calendar, region: str, day: date) -> date:
        """The day itself, or the next working day where the period rolls on to one."""
        return calendar.add_working_days(day, 0, region) if self.rolls else day

    def last_day(self, calendar: Calendar, region: str, start: date, spans: Sequence[Span]) -> date:
        """The last day before any rolling on.

        A stretch that begins on a day the period had rolled on to still lengthens it.
        """
        end = self.corresponding(start)
        for first, last in spans:
            closes = self.closes(calendar, region, end)
            if first > closes:
                break
            end = closes if first > end else end
            end += ONE_DAY * lost(start, first, last)
        return end

    def literally_ends(self, start: date, spans: Sequence[Span]) -> date | None:
        end = self.beginning_with(start)
        for first, last in spans:
            if first <= end:
                end += ONE_DAY * lost(start, first, last)
        return end


@dataclass(frozen=True)
class CalendarDays(WholeDays):
    """Days counted from the day after receipt, as regulators count them."""

    @property
    def said(self) -> str:
        return counted(self.number, "day")

    def corresponding(self, start: date) -> date:
        return start + ONE_DAY * self.number

    def beginning_with(self, start: date) -> date:
        return start + ONE_DAY * (self.number - 1)


@dataclass(frozen=True)
class Months(WholeDays):
    """To the end of the same date in a later month, or its last day where it has no such date."""

    @property
    def said(self) -> str:
        return counted(self.number, "month")

    def corresponding(self, start: date) -> date:
        return months_after(start, self.number)

    def beginning_with(self, start: date) -> date:
        return last_of_months_beginning(start, self.number)


@dataclass(frozen=True)
class MonthsBefore(WholeDays):
    """Back from a day that is known, such as a contract's end, to the same date so many months earlier."""

    rolls: bool = False

    @property
    def said(self) -> str:
        return f"{counted(self.number, 'month')} before"

    def corresponding(self, start: date) -> date:
        return months_after(start, -self.number)

    def beginning_with(self, start: date) -> date:
        return self.corresponding(start)


@dataclass(frozen=True)
class DaysBeginningWith(WholeDays):
    """Days of every kind, of which the day itself is the first, as an Act says "beginning with"."""

    rolls: bool = False

    @property
    def said(self) -> str:
        return counted(self.number, "day")

    def corresponding(self, start: date) -> date:
        return start + ONE_DAY * (self.number - 1)

    def beginning_with(self, start: date) -> date:
        return self.corresponding(start)


@dataclass(frozen=True)
class ClearDays:
    """Back from a day that is known, such as a meeting's, to the last day to publish what lies open before.

    Neither the day of publication nor the day itself is one of them. Those that are `working` leave out
    weekends and bank holidays, and are published on a working day (R v Swansea ex p Elitestone).
    """

    number: int
    working: bool = True

    @property
    def said(self) -> str:
        return f"{counted(self.number, 'clear working day' if self.working else 'clear day')} before"

    def ends(self, calendar: Calendar, region: str, start: date, spans: Sequence[Span]) -> date:
        if self.working:
            return calendar.subtract_working_days(start, self.number + 1, region)
        return start - ONE_DAY * (self.number + 1)

    def literally_ends(self, start: date, spans: Sequence[Span]) -> date | None:
        return None


def lost(start: date, first: date, last: date) -> int:
    """Days of the span that fall on or after the start."""
    return max((last - max(first, start)).days + 1, 0)


def months_after(day: date, months: int) -> date:
    """The same date so many months on, or back; the month's last day where it has no such date."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def last_of_months_beginning(day: date, months: int) -> date:
    """The last day of a period of months "beginning with" the day, by the corresponding date rule.

    Three months beginning with 12 February end on 11 May; with 30 November, on the last day of
    February.
    """
    corresponding = months_after(day, months)
    return corresponding if corresponding.day < day.day else corresponding - ONE_DAY


def merged(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The spans in order, those that touch or overlap made one: no day is left out twice."""
    joined: list[Span] = []
    for first, last in sorted(spans):
        if joined and first <= joined[-1][1] + ONE_DAY:
            first, last = joined[-1][0], max(last, joined.pop()[1])
        joined.append((first, last))
    return tuple(joined)

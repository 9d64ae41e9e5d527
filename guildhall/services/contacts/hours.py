"""When a service point is open: its dated hours, the bank holidays, and the days it is shut besides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as time_of_day
from typing import Any

from guildhall.kernel import time
from guildhall.kernel.deadlines import calendar
from guildhall.services.contacts.models import OpeningHours, ServicePoint

# How many days ahead one looks for the next opening.
LOOKS_AHEAD = 28


@dataclass(frozen=True)
class Span:
    """One stretch of a day."""

    opens: time_of_day
    closes: time_of_day

    def __str__(self) -> str:
        return f"{_said(self.opens)} to {_said(self.closes)}"

    @property
    def minutes(self) -> int:
        return _minutes(self.closes) - _minutes(self.opens)


@dataclass(frozen=True)
class Day:
    """One day of a point: when it is open, or why it is shut."""

    on: date
    spans: tuple[Span, ...] = ()
    because: str = ""

    def __str__(self) -> str:
        return " and ".join(map(str, self.spans)) or f"Shut{f': {self.because}' if self.because else ''}"

    def is_open(self, at: time_of_day) -> bool:
        return any(span.opens <= at < span.closes for span in self.spans)


@dataclass
class Timetable:
    """All that decides when one point is open, read once."""

    point: ServicePoint
    hours: list[OpeningHours]
    closures: list[Any]

    @classmethod
    def of(cls, point: ServicePoint) -> Timetable:
        """`hours` and `closures` may have been prefetched."""
        return cls(point, list(point.hours.all()), list(point.closures.all()))

    def day(self, on: date) -> Day:
        """When the point is open on that day."""
        if self.point.closed_on and on >= self.point.closed_on:
            return Day(on, because="closed for good")
        if shut := next((each for each in self.closures if each.first <= on <= each.last), None):
            return Day(on, because=shut.because)
        if not self.point.open_on_holidays and (holiday := _holiday(on)):
            return Day(on, because=holiday)
        return Day(on, tuple(self._spans(on)))

    def _spans(self, on: date) -> Iterable[Span]:
        standing = [
            each
            for each in self.hours
            if each.weekday == on.weekday()
            and each.from_on <= on
            and (each.until_on is None or on <= each.until_on)
        ]
        return (Span(each.opens, each.closes) for each in sorted(standing, key=lambda each: each.opens))

    def is_open(self, at: datetime) -> bool:
        """Whether it is open at that moment, by the city's clock."""
        local = at.astimezone(time.LONDON)
        return self.day(local.date()).is_open(local.time())

    def week(self, on: date) -> list[Day]:
        """Monday to Sunday of the week a day lies in."""
        monday = on - timedelta(days=on.weekday())
        return [self.day(monday + timedelta(days=number)) for number in range(7)]

    def minutes_a_week(self, on: date) -> int:
        """Minutes of an ordinary week by the hours that stand on that day, holidays apart."""
        monday = on - timedelta(days=on.weekday())
        standing = (
            span
            for number in range(7)
            for span in self._as_on(on, (monday + timedelta(days=number)).weekday())
        )
        return sum(span.minutes for span in standing)

    def _as_on(self, on: date, weekday: int) -> Iterable[Span]:
        return (
            Span(each.opens, each.closes)
            for each in self.hours
            if each.weekday == weekday
            and each.from_on <= on
            and (each.until_on is None or on <= each.until_on)
        )

    def says(self, at: datetime) -> str:
        """Whether it is open now, and until when, or when it opens next: a sentence."""
        local = at.astimezone(time.LONDON)
        today = self.day(local.date())
        for span in today.spans:
            if span.opens <= local.time() < span.closes:
                return f"Open now, until {_said(span.closes)}."
            if local.time() < span.opens:
                return f"Shut. It opens at {_said(span.opens)}."
        because = f" ({today.because})" if today.because else ""
        return f"Shut{because}. {self._next(local.date())}"

    def _next(self, after: date) -> str:
        for number in range(1, LOOKS_AHEAD + 1):
            day = self.day(after + timedelta(days=number))
            if day.spans:
                when = "tomorrow" if number == 1 else f"on {day.on:%A} {day.on.day} {day.on:%B}"
                return f"It opens {when} at {_said(day.spans[0].opens)}."
        return "Nobody has said when it opens again."


def _holiday(on: date) -> str:
    return calendar().holidays["ENG"].get(on, "")


def _minutes(at: time_of_day) -> int:
    return at.hour * 60 + at.minute


def _said(at: time_of_day) -> str:
    """A time as the council writes it: 9am, 5:30pm."""
    hour, half = (at.hour - 1) % 12 + 1, "am" if at.hour < 12 else "pm"
    return f"{hour}:{at.minute:02}{half}" if at.minute else f"{hour}{half}"

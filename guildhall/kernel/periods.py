"""Periods a council reports on: financial years, their quarters, months, and the twelve months to one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

YEAR = re.compile(r"((?:19|20)\d\d)[-/](\d\d)(?:[ -]?Q([1-4]))?", re.ASCII)
MONTH = re.compile(r"([A-Z][a-z]+)[ -]((?:19|20)\d\d)", re.ASCII)
YEAR_TO = re.compile(r"year[ -]to[ -]([A-Z][a-z]+)[ -]((?:19|20)\d\d)", re.ASCII)
MONTHS = ["January", "February", "March", "April", "May", "June", "July"]
MONTHS += ["August", "September", "October", "November", "December"]


@dataclass(frozen=True, order=True)
class Period:
    """A span of days, both ends included, with the name people use.

    Such as "2017-18", "2017-18 Q1", "May 2017" or, for any twelve months, "year to May 2017".
    """

    first: date
    last: date
    name: str

    def __str__(self) -> str:
        return self.name

    @classmethod
    def year(cls, start: int) -> Self:
        """The financial year from 1 April: `Period.year(2017)` is 2017-18."""
        return cls(date(start, 4, 1), date(start + 1, 3, 31), f"{start}-{(start + 1) % 100:02}")

    @classmethod
    def quarter(cls, start: int, number: int) -> Self:
        """Quarter 1 to 4 of a financial year."""
        first = date(start, 1 + 3 * number, 1) if number < 4 else date(start + 1, 1, 1)
        last = _month_end(date(first.year, first.month + 2, 1))
        return cls(first, last, f"{start}-{(start + 1) % 100:02} Q{number}")

    @classmethod
    def month(cls, day: date) -> Self:
        """The calendar month a day lies in."""
        first = day.replace(day=1)
        return cls(first, _month_end(first), f"{MONTHS[first.month - 1]} {first.year}")

    @classmethod
    def quarter_of(cls, day: date) -> Self:
        """The quarter of the financial year a day lies in."""
        return cls.quarter(cls.containing(day).first.year, (day.month - 4) % 12 // 3 + 1)

    @classmethod
    def year_to(cls, day: date) -> Self:
        """The twelve months that end with the month of a day."""
        month = cls.month(day)
        return cls(
            _month_end(month.first.replace(year=month.first.year - 1)) + timedelta(days=1),
            month.last,
            f"year to {month.name}",
        )

    @classmethod
    def containing(cls, day: date) -> Self:
        """The financial year a day lies in."""
        return cls.year(day.year if day >= date(day.year, 4, 1) else day.year - 1)

    @classmethod
    def named(cls, first: date, last: date) -> Self | None:
        """The year, quarter, month or twelve months of exactly these days; None where they have no name."""
        ways = (cls.containing(first), cls.quarter_of(first), cls.month(first), cls.year_to(last))
        return next((each for each in ways if (each.first, each.last) == (first, last)), None)

    @classmethod
    def parse(cls, text: str) -> Self:
        """A period from "2017-18", "2017-18 Q1", "2017-05", "May 2017" or "year to May 2017".

        Raises ValueError with a sentence for anything else.

        What can be read both as a year and as a month, such as "2011-12", is the financial year.
        """
        if match := YEAR.fullmatch(text.strip()):
            start, end, quarter = int(match[1]), int(match[2]), match[3]
            if end == (start + 1) % 100:
                return cls.quarter(start, int(quarter)) if quarter else cls.year(start)
            if not quarter and 1 <= end <= 12:
                return cls.month(date(start, end, 1))
        if (match := MONTH.fullmatch(text.strip())) and match[1] in MONTHS:
            return cls.month(date(int(match[2]), MONTHS.index(match[1]) + 1, 1))
        if (match := YEAR_TO.fullmatch(text.strip())) and match[1] in MONTHS:
            return cls.year_to(date(int(match[2]), MONTHS.index(match[1]) + 1, 1))
        raise ValueError(
            f"“{text}” is not a period: write a financial year as 2017-18, a quarter as 2017-18 Q1, "
            "or a month as 2017-05."
        )

    @property
    def slug(self) -> str:
        """As an address has it, and as `parse` reads it: "2017-18", "2017-18-Q1", "May-2017"."""
        return self.name.replace(" ", "-")

    @property
    def before(self) -> Self:
        """The same period a year earlier."""
        if self.is_rolling:
            return self.year_to(self.last.replace(year=self.last.year - 1, day=1))
        earlier = self.first.replace(year=self.first.year - 1)
        length = len(list(self.months()))
        if length == 1:
            return self.month(earlier)
        start = self.containing(earlier).first.year
        return self.year(start) if length == 12 else self.quarter(start, (earlier.month - 4) % 12 // 3 + 1)

    @property
    def previous(self) -> Self:
        """The one that ends just before it; of twelve rolling months, those to the month before."""
        if self.is_rolling:
            return self.year_to(self.last.replace(day=1) - timedelta(days=1))
        day, length = self.first - timedelta(days=1), len(list(self.months()))
        return {1: self.month, 3: self.quarter_of}.get(length, self.containing)(day)

    @property
    def is_rolling(self) -> bool:
        """Whether it is any twelve months, and not a financial year."""
        return self.name.startswith("year to ")

    def months(self) -> Iterator[date]:
        """The first day of each of its months, in order."""
        day = self.first.replace(day=1)
        while day <= self.last:
            yield day
            day = _month_end(day) + timedelta(days=1)

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def just_ended(today: date) -> list[Period]:
    """The month, the quarter and the financial year that ended most recently before this day."""
    month = Period.month(today.replace(day=1) - timedelta(days=1))
    year = Period.containing(today).before
    quarters = [
        Period.quarter(start, number)
        for start in (year.first.year, year.first.year + 1)
        for number in (1, 2, 3, 4)
    ]
    return [month, max(each for each in quarters if each.last < today), year]


def _month_end(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)

"""Over what time a promise is read: each month, quarter or year, or the twelve months up to now."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from guildhall.kernel.periods import Period

MONTH, QUARTER, YEAR, ROLLING = "month", "quarter", "year", "rolling"
# What the period before and a year before are called, by basis.
BEFORE = {
    MONTH: ("the month before", "the same month last year"),
    QUARTER: ("the quarter before", "the same quarter last year"),
    YEAR: ("the year before", "the year before"),
    ROLLING: ("a month before", "a year before"),
}
SO_FAR = " to Q"
# A page asks thousands of times for the neighbours of a handful of periods.
MANY = 512


def of_basis(basis: str, day: date) -> Period:
    """The period of a basis that a day lies in; of twelve rolling months, those that end with its month."""
    ways = {MONTH: Period.month, QUARTER: Period.quarter_of, YEAR: Period.containing, ROLLING: Period.year_to}
    return ways[basis](day)


@lru_cache(maxsize=MANY)
def latest(basis: str, page: Period, today: date) -> Period:
    """What is read of a promise on the page of a period.

    The last period of its basis that has ended within the page, or the first one while none has. Of a
    promise for each year, on the page of a quarter, the year so far.
    """
    if basis == YEAR and page.last < Period.containing(page.last).last and not page.is_rolling:
        return year_so_far(page)
    end = page.last if page.last <= today else max(page.first, today)
    period = of_basis(basis, end)
    if period.last > today and period.previous.last >= page.first:
        return period.previous
    return period


def year_so_far(page: Period) -> Period:
    """From the start of the financial year to the end of a quarter or month: "2018-19 to Q2"."""
    year, quarter = Period.containing(page.last), Period.quarter_of(page.last)
    return Period(year.first, quarter.last, f"{year}{SO_FAR}{quarter.name[-1]}")


def is_so_far(period: Period) -> bool:
    """Whether it is a year up to a quarter, and so not the whole of it."""
    return SO_FAR in period.name


def a_year_before(period: Period) -> Period:
    """The same period a year earlier."""
    if is_so_far(period):
        return year_so_far(Period.quarter_of(period.last.replace(year=period.last.year - 1, day=1)))
    return period.before


@lru_cache(maxsize=MANY)
def compared_with(period: Period) -> tuple[Period, Period]:
    """The period before it and the same one a year earlier; of a year so far, last year's twice."""
    earlier = a_year_before(period)
    return (earlier if is_so_far(period) else period.previous), earlier


def steps_back(basis: str, period: Period, number: int) -> list[Period]:
    """The periods up to this one, oldest first."""
    periods = [of_basis(basis, period.last) if is_so_far(period) else period]
    while len(periods) < number:
        periods.append(periods[-1].previous)
    return periods[::-1]

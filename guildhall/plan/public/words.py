"""Days as a plan prints them."""

from __future__ import annotations

from datetime import date

from guildhall.kernel.clocks.wording import MONTHS
from guildhall.kernel.periods import Period


def span(first: date, last: date | None) -> str:
    """A day; or from one to another; or a month by its name, where it is a whole one."""
    month = Period.month(first)
    if last and (month.first, month.last) == (first, last):
        return month.name
    return f"{plain_day(first)} to {plain_day(last)}" if last and last != first else plain_day(first)


def plain_day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"

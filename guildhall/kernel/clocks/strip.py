"""Every day from receipt to the day due, for a strip of boxes on a page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from guildhall.kernel.clocks.history import Asked
from guildhall.kernel.clocks.periods import (
    ONE_DAY,
    ClearDays,
    DaysBeginningWith,
    Months,
    MonthsBefore,
    WholeDays,
    WorkingDays,
)
from guildhall.kernel.clocks.result import Day, Result


def days_of(result: Result) -> tuple[Day, ...]:
    """Received to due, both included; back from it where clear days are; nothing while no day is due."""
    if result.due is None or isinstance(result.period, MonthsBefore):
        return ()
    if isinstance(result.period, ClearDays):
        return tuple(_clear_days(result, result.period, result.due))
    lead = list(_before_the_count(result))
    if isinstance(result.period, WorkingDays):
        return (*lead, *_working_days(result, result.due))
    if isinstance(result.period, WholeDays):
        return (*lead, *_whole_days(result, result.period, result.due))
    raise TypeError(f"{result.period!r} has no way to be shown day by day")


def each_day(first: date, last: date) -> Iterator[date]:
    """The days from first to last, both included."""
    for offset in range((last - first).days + 1):
        yield first + ONE_DAY * offset


def pause_on(result: Result, day: date) -> Asked | None:
    """The question whose waiting takes this day out of the count."""
    spans = ((each, each.span) for each in result.history.asked)
    return next((each for each, span in spans if span and span[0] <= day <= span[1]), None)


def first_counted(result: Result) -> date:
    """Months, and days "beginning with" one, begin on the day itself; everything else on the day after."""
    start = result.history.start
    return start if isinstance(result.period, Months | DaysBeginningWith) else start + ONE_DAY


def _before_the_count(result: Result) -> Iterator[Day]:
    for day in each_day(result.received, first_counted(result) - ONE_DAY):
        if day == result.history.start:
            yield Day(day, False, None, "the count starts after this day")
        else:
            yield Day(day, False, None, "before the count started")


def _working_days(result: Result, due: date) -> Iterator[Day]:
    number = 0
    for day in each_day(first_counted(result), due):
        pause = pause_on(result, day)
        why_not = result.calendar.why_not(day, result.rule.region)
        if pause:
            yield Day(day, False, None, f"waiting for {pause.wait.waits_for}")
        elif why_not:
            yield Day(day, False, None, _with_title(result, day, why_not))
        else:
            number += 1
            yield Day(day, True, number, f"working day {number}")


def _clear_days(result: Result, period: ClearDays, due: date) -> Iterator[Day]:
    """From the last day to publish to the day itself."""
    yield Day(due, False, None, "the day of publication does not count")
    number = 0
    for day in each_day(due + ONE_DAY, result.received - ONE_DAY):
        why_not = result.calendar.why_not(day, result.rule.region) if period.working else None
        if why_not:
            yield Day(day, False, None, _with_title(result, day, why_not))
        else:
            number += 1
            yield Day(day, True, number, f"clear day {number}")
    yield Day(result.received, False, None, "the day itself does not count")


def _with_title(result: Result, day: date, why_not: str) -> str:
    title = result.calendar.holiday_title(day, result.rule.region)
    return f"{why_not}: {title}" if why_not.startswith("bank holiday") else why_not


def _whole_days(result: Result, period: WholeDays, due: date) -> Iterator[Day]:
    history, region = result.history, result.rule.region
    last = period.last_day(result.calendar, region, history.start, history.spans)
    number = 0
    for day in each_day(first_counted(result), due):
        pause = pause_on(result, day)
        if pause:
            yield Day(day, False, None, f"waiting for {pause.wait.waits_for}")
        elif day > last:
            why_not = result.calendar.why_not(day, region)
            yield Day(day, False, None, why_not or "the last day has moved to this working day")
        else:
            number += 1
            yield Day(day, True, number, f"day {number}")

"""Every night: how many calls the next day on which a line is open will bring, kept for the board."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from django.db.models import Sum

from guildhall.kernel import time
from guildhall.kernel.schedule import every_day
from guildhall.services.contacts.forecast import LEARNS, TRIED, Ahead, ahead
from guildhall.services.contacts.hours import Timetable
from guildhall.services.contacts.models import CallForecast, CallInterval, ServicePoint
from guildhall.services.contacts.models.calls import HALF_HOUR

LOOKS_AHEAD = 14


@every_day
def forecast_calls(today: date) -> None:
    """Works out the calls of the next day on which a telephone line is open, half hour by half hour."""
    if not CallInterval.objects.exists():
        return
    coming = dict(next_open(on) for on in (today, today + timedelta(days=1)))
    for day, minutes in coming.items():
        if day is not None:
            keep(day, ahead(known(before=today), day, minutes), today)


def keep(on: date, found: Ahead, today: date) -> CallForecast:
    """The forecast of one day in place of the one there was."""
    told = {
        "made_on": today, "error": found.error, "naive_error": found.naive_error,
        "days_tried": found.days_tried, "days_known": found.days_known, "why_not": found.why_not,
        "halves": [[each.minute, each.calls, each.low, each.high] for each in found.halves],
    }  # fmt: skip
    return CallForecast.objects.update_or_create(on=on, defaults=told)[0]


def next_open(first: date) -> tuple[date | None, list[int]]:
    """The first day from that one on that a line is open, and the minutes its half hours begin at."""
    lines = ServicePoint.objects.open().filter(kind=ServicePoint.Kind.TELEPHONE)
    tables = [Timetable.of(each) for each in lines.prefetch_related("hours", "closures")]
    for number in range(LOOKS_AHEAD):
        day = first + timedelta(days=number)
        minutes = {minute for table in tables for minute in _minutes(table, day)}
        if minutes:
            return day, sorted(minutes)
    return None, []


def _minutes(table: Timetable, day: date) -> list[int]:
    spans = table.day(day).spans
    return [
        minute
        for span in spans
        for minute in range(0, 24 * 60, HALF_HOUR)
        if span.opens.hour * 60 + span.opens.minute <= minute < span.closes.hour * 60 + span.closes.minute
    ]


def known(*, before: date) -> dict[date, dict[int, int]]:
    """The calls offered by day and half hour, as far back as a forecast and its trial look.

    A half hour of a day the telephone told of, but not of it, had no calls.
    """
    first = before - LEARNS - timedelta(days=3 * TRIED)
    rows = CallInterval.objects.filter(on__gte=first, on__lt=before).order_by()
    found: dict[date, dict[int, int]] = defaultdict(dict)
    for starts_at, number in rows.values_list("starts_at").annotate(n=Sum("offered")):
        local = starts_at.astimezone(time.LONDON)
        found[local.date()][local.hour * 60 + local.minute] = number
    usual = _usual(found)
    return {day: {**dict.fromkeys(usual[day.weekday()], 0), **calls} for day, calls in found.items()}


def _usual(found: dict[date, dict[int, int]]) -> dict[int, set[int]]:
    """The half hours in which there were ever calls, by weekday."""
    usual: dict[int, set[int]] = defaultdict(set)
    for day, calls in found.items():
        usual[day.weekday()] |= calls.keys()
    return usual

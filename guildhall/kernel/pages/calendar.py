"""The calendar: everything the law puts a day to, by month and as a list."""

from __future__ import annotations

import calendar as months
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guildhall.kernel import deadlines, time
from guildhall.kernel.clocks import ANY_UK
from guildhall.kernel.pages import feed_keys
from guildhall.kernel.pages.audience import staff
from guildhall.kernel.pages.month import Entry, Month
from guildhall.kernel.pages.queue import After, place
from guildhall.kernel.records import Record

# What a square of the month holds, and what a page of the list does.
A_DAY, A_LIST = 4, 50
READ_FOR_A_MONTH = 600


def dated(user: Any, first: date, last: date) -> QuerySet[Any]:
    """Every deadline still unmet from the first day to the last, on open records this person may see."""
    open_records = Record.objects.visible_to(user).open()
    unmet = open_records.filter(deadlines__met_on=None, deadlines__due_on__range=(first, last))
    return unmet.annotate(due=F("deadlines__due_on"), number=F("deadlines__pk"), what=F("deadlines__label"))


def listed(found: QuerySet[Any]) -> QuerySet[Any]:
    """In the order of their days, and nothing more of each record than a calendar says."""
    return found.order_by("due", "number").values("reference", "title", "due", "number", "what")


@staff
@require_safe
def calendar(request: HttpRequest) -> HttpResponseBase:
    """One month as a wall calendar; a day that holds more than it can show leads to its list."""
    today = time.today()
    first, last = _month(request.GET.get("month", ""), today)
    found = dated(request.user, first, last)
    counts = Counter(dict(found.order_by("due").values_list("due").annotate(Count("number"))))
    month = Month(
        first, today, list(_entries(listed(found)[:READ_FOR_A_MONTH], counts, today)), _closed(first, last)
    )
    context = {
        "month": month,
        "previous": f"?month={first - timedelta(days=1):%Y-%m}",
        "next": f"?month={last + timedelta(days=1):%Y-%m}",
        "total": sum(counts.values()),
        "feed": feed_keys.address(request.user),
    }
    return render(request, "kernel/calendar.html", context)


def _month(text: str, today: date) -> tuple[date, date]:
    """The first and the last day of the month that was asked for, or of this one."""
    found = re.fullmatch(r"((?:19|20|21)[0-9]{2})-(0[1-9]|1[0-2])", text)
    year, number = (int(found[1]), int(found[2])) if found else (today.year, today.month)
    return date(year, number, 1), date(year, number, months.monthrange(year, number)[1])


def _entries(found: Iterable[Any], counts: Counter[date], today: date) -> Iterator[Entry]:
    shown: Counter[date] = Counter()
    for each in found:
        if shown[each["due"]] < A_DAY:
            shown[each["due"]] += 1
            label = f"{each['reference']} {each['what'].lower()}"
            yield Entry(each["due"], label, f"/records/{each['reference']}/", _tone(each["due"], today))
    for day, count in counts.items():
        if more := count - shown[day]:
            yield Entry(day, f"{more} more", f"/calendar/list/?from={day}", _tone(day, today))


def _tone(due: date, today: date) -> str:
    return "late" if due < today else "soon" if due <= today + timedelta(days=6) else ""


def _closed(first: date, last: date) -> dict[date, str]:
    """The bank holidays of the month, wherever in the United Kingdom they are kept."""
    kept = deadlines.calendar()
    days = (first + timedelta(days=offset) for offset in range((last - first).days + 1))
    titles = ((day, kept.holiday_title(day, ANY_UK)) for day in days)
    return {day: title for day, title in titles if title}


@staff
@require_safe
def agenda(request: HttpRequest) -> HttpResponseBase:
    """The same as a list, from a day on."""
    today = time.today()
    start = _day(request.GET.get("from", "")) or today
    found = dated(request.user, start, date.max)
    if here := place(request.GET.get("after", "")):
        found = found.filter(After("deadlines__due_on", here, ">", "deadlines__pk"))
    rows = list(listed(found)[: A_LIST + 1])
    last = rows[A_LIST - 1] if len(rows) > A_LIST else None
    context = {
        "days": _by_day(rows[:A_LIST], today),
        "start": start,
        "next": f"?from={start}&after={last['due']}.{last['number']}" if last else "",
    }
    return render(request, "kernel/agenda.html", context)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _by_day(rows: list[dict[str, Any]], today: date) -> list[dict[str, Any]]:
    days: dict[date, list[dict[str, Any]]] = {}
    for each in rows:
        days.setdefault(each["due"], []).append(each)
    return [{"on": day, "tone": _tone(day, today), "entries": entries} for day, entries in days.items()]

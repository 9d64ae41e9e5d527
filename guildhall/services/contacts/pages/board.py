"""The supervisor's board: pictures with the tables they show; it is read anew by loading it anew."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from guildhall.commons.design.columns import Bar, columns
from guildhall.commons.design.composites import Column, Table
from guildhall.kernel import time
from guildhall.kernel.clocks.wording import said
from guildhall.services.contacts.board import Board, Group, board, last_week, share
from guildhall.services.contacts.models import CallForecast, Contact
from guildhall.services.contacts.pages.holding import clock, helpdesk_only, link
from guildhall.services.contacts.reconciling import Counted

# Topics shown; the whole list is a page of its own.
MOST = 12


@helpdesk_only
@never_cache
@require_safe
def supervisors_board(request: HttpRequest) -> HttpResponseBase:
    """Now, today, answered in target, the longest wait, by team and topic; and the calls that are coming."""
    found = board(request.user, time.now())
    day = found.at.astimezone(time.LONDON)
    context = {
        "board": found,
        "day": said(day.date()),
        "moment": f"{day:%H:%M}",
        "tiles": list(_tiles(found)),
        "chart": _day_chart(found),
        "halves": _halves(found) if found.halves else None,
        "queues": _queues(found) if found.queues else None,
        "topics": _groups("Topic", "By topic", found.topics[:MOST]),
        "teams": _groups("Team", "By team", found.teams),
        "channels": [
            (label, found.channels[key]) for key, label in Contact.Channel.choices if key in found.channels
        ],
        "coming": _coming(found.coming) if found.coming else None,
    }
    return render(request, "contacts/board.html", context)


def percent(counted: Counted) -> str:
    """How many were answered in target, as a supervisor reads it."""
    answered = share(counted)
    return "" if answered is None else f"{answered:.1f}%"


def _tiles(found: Board) -> Iterator[tuple[str, str, str]]:
    now, today = found.now, found.today
    yield "Contacts today", f"{found.contacts:,}", f"{found.lately:,} ended in the last half hour"
    if now:
        told = f"of {now.offered:,} in the half hour from {now.at:%H:%M}, the last the telephone told of"
        yield "Calls handled last", f"{now.handled:,}", told
    if today.told:
        gave_up = f"{today.abandoned:,} of {today.offered:,} gave up"
        yield "Calls handled today", f"{today.handled:,}", gave_up
        yield "Answered in target", percent(today), f"{today.in_target:,} of {today.handled:,} calls"
        average = clock(today.average_wait)
        yield "Longest wait", clock(today.longest), f"{average} on average" if average else ""
    yield "Advisers", f"{found.at_work:,}", "logged a contact in the last half hour"


def _day_chart(found: Board) -> SafeString:
    """Calls offered by the half hour, and what was expected of each."""
    wanted = {each[0]: each[1] for each in found.expected.halves} if found.expected else {}
    bars = [Bar(_name(each), each.offered, mark=wanted.get(_minute(each))) for each in found.halves]
    return columns(bars, f"Calls offered today, by the half hour: {found.today.offered:,} in all.")


def _minute(counted: Counted) -> int:
    return int(counted.at.hour * 60 + counted.at.minute)


def _name(counted: Counted) -> str:
    """Whole hours are named under their column."""
    return f"{counted.at.hour}" if counted.at.minute == 0 else ""


NUMBERS = ("Offered", "Handled", "Abandoned", "In target", "Longest wait")


def _columns(first: str, *more: str) -> list[Column]:
    return [Column(first), *(Column(each, numeric=True) for each in (*NUMBERS, *more))]


def _cells(each: Counted) -> Iterator[str]:
    yield from (f"{number:,}" for number in (each.offered, each.handled, each.abandoned))
    yield percent(each)
    yield clock(each.longest)


def _halves(found: Board) -> Table:
    wanted = {each[0]: each[1] for each in found.expected.halves} if found.expected else {}
    rows = [
        (f"{each.at:%H:%M}", *_cells(each), f"{each.logged:,}", _expected(wanted.get(_minute(each))))
        for each in found.halves
    ]
    return Table("Today by the half hour", _columns("From", "Logged", "Expected"), rows)


def _expected(calls: float | None) -> str:
    return "" if calls is None else f"{calls:.0f}"


def _queues(found: Board) -> Table:
    rows = [
        (name, *_cells(each), clock(each.average_wait), clock(target)) for name, target, each in found.queues
    ]
    return Table("By queue", _columns("Queue", "Average wait", "Target"), rows)


def _groups(first: str, caption: str, groups: list[Group]) -> Table | None:
    names = ("Contacts", "Resolved", "Passed", "Avoidable", "Usual minutes")
    rows = [
        (
            link(each.url, each.name) if each.url else each.name, f"{each.number:,}", f"{each.resolved:,}",
            f"{each.passed:,}", f"{each.avoidable:,}", f"{each.minutes:.1f}",
        )
        for each in groups
    ]  # fmt: skip
    head = [Column(first), *(Column(each, numeric=True) for each in names)]
    return Table(caption, head, rows) if rows else None


def _coming(forecast: CallForecast) -> dict[str, Any]:
    """The forecast of the next open day: a picture, its table, and how far it can be trusted."""
    before = last_week(forecast) if forecast.halves else {}
    bars = [
        Bar(_hour(minute), calls, low, high, before.get(minute))
        for minute, calls, low, high in forecast.halves
    ]
    rows = [
        (_at(minute), f"{calls:.0f}", f"{low:.0f} to {high:.0f}", before.get(minute, "not known"))
        for minute, calls, low, high in forecast.halves
    ]
    head = [
        Column("From"),
        *(Column(each, numeric=True) for each in ("Calls", "Four times in five", "Last week")),
    ]
    caption = f"Calls expected on {said(forecast.on)}, by the half hour"
    label = f"{caption}: {forecast.calls:.0f} in all. The dashes are last week's."
    return {
        "day": _weekday(forecast.on),
        "told": forecast.told,
        "calls": f"{forecast.calls:,.0f}",
        "chart": columns(bars, label),
        "table": Table(caption, head, rows) if rows else None,
    }


def _at(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _hour(minute: int) -> str:
    return "" if minute % 60 else f"{minute // 60}"


def _weekday(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B}"

"""Service points: which are open now, what hours they keep this week, and what hours they kept."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guildhall.commons.design.composites import Column, Table
from guildhall.kernel import time
from guildhall.kernel.clocks.wording import said
from guildhall.kernel.gates import access
from guildhall.kernel.pages.audience import anyone
from guildhall.services.contacts.hours import Day, Timetable
from guildhall.services.contacts.models import ServicePoint
from guildhall.services.contacts.models.points import WEEKDAYS
from guildhall.services.contacts.pages.holding import helpdesk_only, link
from guildhall.services.contacts.service import points as service


@helpdesk_only
@require_safe
def service_points(request: HttpRequest) -> HttpResponseBase:
    """Every service point somebody may see, this week."""
    seen = ServicePoint.objects.open().visible_to(request.user)
    context = {
        "table": _this_week(seen, staff=True),
        "may_set_up": access(request.user).can(service, "set_up"),
    }
    return render(request, "contacts/points.html", context)


@anyone
@require_safe
def opening_hours(request: HttpRequest) -> HttpResponseBase:
    """When and where the public can reach the council, this week."""
    table = _this_week(ServicePoint.objects.open(), staff=False)
    return render(request, "contacts/opening_hours.html", {"table": table})


def _this_week(points: Any, *, staff: bool) -> Table | None:
    now, today = time.now(), time.today()
    rows = []
    for point in points.prefetch_related("hours", "closures").order_by("title", "pk")[:200]:
        timetable = Timetable.of(point)
        name = link(point.get_absolute_url(), point.title) if staff else point.title
        rows.append((name, _where(point), timetable.says(now), _week(timetable.week(today))))
    columns = [Column(each) for each in ("Service point", "Where", "Now", "This week")]
    return Table("Service points", columns, rows, caption_hidden=True) if rows else None


def _where(point: ServicePoint) -> str:
    return ", ".join(filter(None, (point.place, point.reached_at)))


def _week(days: list[Day]) -> str:
    """A week in a line: days in a row with the same hours are said together."""
    runs: list[list[Day]] = []
    for each in days:
        if runs and str(runs[-1][0]) == str(each):
            runs[-1].append(each)
        else:
            runs.append([each])
    return "; ".join(f"{_days(run)}: {run[0]}" for run in runs)


def _days(run: list[Day]) -> str:
    first, last = (WEEKDAYS[each.on.weekday()] for each in (run[0], run[-1]))
    return first if first == last else f"{first} to {last}"


def hours_told(point: ServicePoint) -> list[tuple[str, str, str]]:
    """Each set of hours a point has kept: from when, until when, and how many hours a week."""
    timetable, starts = Timetable.of(point), sorted({each.from_on for each in point.hours.all()})
    rows = []
    for start in starts:
        ends = {each.until_on for each in timetable.hours if each.from_on == start}
        until = max((each for each in ends if each), default=None) if None not in ends else None
        minutes = timetable.minutes_a_week(start)
        rows.append((said(start), said(until) if until else "further notice", f"{minutes / 60:.1f}"))
    return rows

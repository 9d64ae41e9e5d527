"""What the telephone system counted beside what was logged, a month at a time, and the file it comes in."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_safe

from guildhall.commons.design.composites import Column, Table
from guildhall.kernel import time
from guildhall.kernel.clocks.wording import said
from guildhall.kernel.pages.answers import SeeOther
from guildhall.kernel.periods import Period
from guildhall.kernel.spreadsheets import Unreadable
from guildhall.services.contacts import reconciling
from guildhall.services.contacts.forms.logging import TakeCalls
from guildhall.services.contacts.models import CallInterval
from guildhall.services.contacts.pages.holding import clock, helpdesk_only, link
from guildhall.services.contacts.reconciling import Counted
from guildhall.services.contacts.seeing import supervises
from guildhall.services.contacts.telephony import take

COLUMNS = ("Offered", "Handled", "Abandoned", "Logged", "Difference", "Average wait", "Longest wait")


@helpdesk_only
@require_http_methods(["GET", "HEAD", "POST"])
def telephony(request: HttpRequest) -> HttpResponseBase:
    """One month of calls by day; a supervisor brings the telephone's report in here."""
    form, status = TakeCalls(), 200
    if request.method == "POST":
        if not supervises(request.user):
            raise Http404
        form = TakeCalls(request.POST, request.FILES)
        if form.is_valid() and _taken(request, form):
            return SeeOther(request.path)
        status = 422
    month = _month(request.GET.get("period", ""))
    days = reconciling.days(month.first, month.last)
    context = {
        "month": month,
        "before": month.previous.slug,
        "after": _next(month),
        "table": _table(days, month) if days else None,
        "apart": [each for each in days if each.is_apart],
        "form": form if supervises(request.user) else None,
    }
    return render(request, "contacts/telephony.html", context, status=status)


def _taken(request: HttpRequest, form: TakeCalls) -> bool:
    """Takes the file that was sent, whole; what is wrong with it stands at its field."""
    given = form.cleaned_data
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.csv"
        path.write_bytes(b"".join(given["file"].chunks()))
        try:
            taken = take(path, source=given["file"].name, replace=given["replace"], dry_run=given["dry_run"])
        except Unreadable as problem:
            form.add_error("file", str(problem))
            return False
    messages.success(request, f"{'Nothing kept, only read: ' if given['dry_run'] else ''}{taken}")
    return True


def _month(text: str) -> Period:
    """The month asked for; otherwise the last one the telephone told of."""
    try:
        asked = Period.parse(text.replace("-", " ", 1)) if text else None
    except ValueError:
        asked = None
    if asked:
        return Period.month(asked.first)
    last = CallInterval.objects.order_by("-on").values_list("on", flat=True).first()
    return Period.month(last or time.today())


def _next(month: Period) -> str:
    following = Period.month(date.fromordinal(month.last.toordinal() + 1))
    return following.slug if following.first <= time.today() else ""


def _table(days: list[Counted], month: Period) -> Table:
    rows = [
        (link(f"/contacts/telephony/{each.at.isoformat()}/", said(each.at)), *_cells(each)) for each in days
    ]
    return Table(f"Calls of {month}, day by day", _columns("Day"), rows, caption_hidden=True)


def _columns(first: str) -> list[Column]:
    return [Column(first), *(Column(each, numeric=True) for each in COLUMNS)]


def _cells(each: Counted) -> Iterator[Any]:
    if each.told:
        yield from (f"{number:,}" for number in (each.offered, each.handled, each.abandoned))
    else:
        yield from ("not told", "", "")
    yield f"{each.logged:,}"
    late = "due--late" if each.is_apart else "nowrap"
    yield format_html('<span class="{}">{}</span>', late, f"{each.difference:+,}" if each.told else "")
    yield from (clock(each.average_wait), clock(each.longest) if each.told else "")


@helpdesk_only
@require_safe
def day_of_calls(request: HttpRequest, day: str) -> HttpResponseBase:
    """One day by the half hour, and the contacts that were logged on it."""
    try:
        on = date.fromisoformat(day)
    except ValueError:
        raise Http404 from None
    found = reconciling.half_hours(on)
    rows = [(f"{each.at:%H:%M}", *_cells(each)) for each in found]
    context = {
        "on": said(on),
        "list": f"/contacts/list/?period={on.isoformat()}&channel=call",
        "month": Period.month(on).slug,
        "table": Table(f"Calls of {said(on)}", _columns("From"), rows, caption_hidden=True) if rows else None,
    }
    return render(request, "contacts/day.html", context)

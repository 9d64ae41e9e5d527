"""The pages of the numbers' history: one year beside another."""

from __future__ import annotations

import csv

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from guildhall.commons.design.composites import Column, Table
from guildhall.kernel import time
from guildhall.kernel.pages.audience import anyone
from guildhall.kernel.periods import Period
from guildhall.plan.comparing import HEADS, Beside, as_rows, beside, left_out
from guildhall.plan.numbers import Told


@anyone
@require_safe
def numbers_beside(request: HttpRequest, period: str, other: str) -> HttpResponse:
    """Two years in numbers; each figure that is counted here opens to its records."""
    then, now = _years(period, other)
    rows = beside(then, now, request.user)
    context = {
        "then": then,
        "now": now,
        "table": _table(rows, then, now),
        "left_out": left_out(rows, then, now),
    }
    return render(request, "plan/numbers_beside.html", context)


@anyone
@require_safe
def numbers_beside_csv(request: HttpRequest, period: str, other: str) -> HttpResponse:
    """The same as a file for a spreadsheet."""
    then, now = _years(period, other)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="numbers-{then.slug}-{now.slug}.csv"'
    csv.writer(response).writerows(as_rows(beside(then, now, request.user), then, now))
    return response


def _years(period: str, other: str) -> tuple[Period, Period]:
    """Two financial years, the earlier one first; no page for what is not two or has not begun."""
    try:
        then, now = sorted((Period.parse(period), Period.parse(other)))
    except ValueError as error:
        raise Http404(str(error)) from error
    years = all(each == Period.containing(each.first) for each in (then, now))
    if then == now or not years or now.first > time.today():
        raise Http404("Two financial years that have begun can be compared.")
    return then, now


def _table(rows: list[Beside], then: Period, now: Period) -> Table:
    by_the_head = any(each.by_the_head for each in rows)
    columns = [
        Column("What"), Column(str(then), numeric=True), Column(str(now), numeric=True),
        Column("Change", numeric=True),
    ]  # fmt: skip
    if by_the_head:
        columns.append(Column(f"For each {HEADS:,} residents", numeric=True))
    cells = [
        (each.label, _figure(each.then), _figure(each.now), each.change,
         *([each.by_the_head] if by_the_head else []))
        for each in rows
    ]  # fmt: skip
    return Table(f"{then} beside {now}", columns, cells, caption_hidden=True)


def _figure(told: Told) -> str:
    if not told.shown:
        return "not known"
    if not told.records:
        return told.shown
    return format_html('<a class="govuk-link" href="{}">{}</a>', told.records, told.shown)

"""The page of a plan's budget: each area's money beside the ledger, month by month, with the year's end."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate, takewhile
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from guildhall.commons.design.composites import Column, Table
from guildhall.commons.design.history import Through, history_chart
from guildhall.kernel import time
from guildhall.kernel.pages.audience import staff
from guildhall.kernel.periods import Period
from guildhall.kernel.spreadsheets import inert
from guildhall.plan import outlines
from guildhall.plan.models import Plan
from guildhall.plan.money.outturn import METHOD, Line, apart, lines
from guildhall.plan.wording import in_words

COLUMNS = ("area", "kind", "period", "says", "budget", "amount", "variance")


@staff
@require_safe
def budget(request: HttpRequest, key: str, year: str = "") -> HttpResponse:
    """What may be spent and must be earned in a year, what the months came to, and where it will end."""
    plan = _plan(request, key)
    years = sorted({each.year for each in plan.budget.all()})
    shown = _year(year, years)
    found = lines(plan, shown, request.user)
    context = {
        "plan": plan,
        "page": shown,
        "years": [Period.year(each) for each in years],
        "method": METHOD,
        "summary": _summary(found, shown) if found else None,
        "months": [(each, _chart(each), _months(each)) for each in found],
        "worse": [each for each in found if each.is_worse],
    }
    return render(request, "plan/budget.html", context)


@staff
@require_safe
def budget_csv(request: HttpRequest, key: str, year: str) -> HttpResponse:
    """The same as a file for a spreadsheet: a line a month, and the year’s end as it is projected."""
    plan = _plan(request, key)
    shown = _year(year, [])
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="budget-{key}-{shown.slug}.csv"'
    writer = csv.writer(response)
    writer.writerow(COLUMNS)
    for line in lines(plan, shown, request.user):
        writer.writerows(_csv_rows(line))
    return response


def _csv_rows(line: Line) -> Iterator[list[Any]]:
    """A row a month, and one for where the year is projected to end."""
    months = [
        (f"{month:%Y-%m}", "actual", line.each_month, actual)
        for month, actual in zip(line.year.months(), line.months, strict=True)
    ]
    for period, says, budget, amount in (
        *months,
        (str(line.year), "projected", line.budget, line.projection.value),
    ):
        figures = (budget, amount, apart(amount, budget))
        yield [
            inert(line.area), line.kind, period, says, *("" if each is None else each for each in figures),
        ]  # fmt: skip


def _plan(request: HttpRequest, key: str) -> Plan:
    plan = outlines.plan(key, request.user)
    if plan is None:
        raise Http404("There is no such plan.")
    return plan


def _year(text: str, years: Sequence[int]) -> Period:
    """The year asked for; else the running one where it has a budget, or the last that has."""
    if not text:
        running = Period.containing(time.today())
        return running if not years or running.first.year in years else Period.year(years[-1])
    try:
        year = Period.parse(text)
    except ValueError as error:
        raise Http404(str(error)) from error
    if year != Period.containing(year.first):
        raise Http404(f"{year} is not a financial year.")
    return year


def _summary(found: Sequence[Line], year: Period) -> Table:
    columns = [
        Column("Area"), Column("Kind"), Column("Budget", numeric=True), Column("So far", numeric=True),
        Column("Budget so far", numeric=True), Column("Variance", numeric=True),
        Column("Year’s end", numeric=True), Column("How it stands"),
    ]  # fmt: skip
    rows = [
        (
            each.area, each.kind.label, pounds(each.budget, "none"), pounds(each.to_date),
            pounds(each.budget_to_date, "none"), pounds(each.variance), pounds(each.projection.value),
            _stands(each),
        )
        for each in found
    ]  # fmt: skip
    return Table(f"Budget and ledger, {year}", columns, rows)


def _stands(line: Line) -> Any:
    """In words, and the worse in bold: colour says nothing here."""
    if line.is_worse is None:
        return line.projection.told if line.budget is not None else "No budget to compare with."
    gap = apart(line.projection.value, line.budget) or Decimal(0)
    if not gap:
        return f"Ends on its budget. {line.projection.told}"
    way = "above" if gap > 0 else "below"
    told = f"Ends {in_words(abs(gap), '£')} {way} its budget."
    return (
        format_html("<span><strong>Worse</strong>: {} {}</span>", told, line.projection.told)
        if line.is_worse
        else (f"{told} {line.projection.told}")
    )


def _chart(line: Line) -> Any:
    """The months added up, against the year's budget, with where the year is projected to end.

    From the first month nobody knows on there is no line: a sum without it would say too little.
    """
    known = list(takewhile(lambda each: each is not None, line.months))
    added = list(accumulate(each for each in known if each is not None))
    end = line.projection.value if len(added) < len(line.months) else None
    return history_chart(
        Through(
            names=[f"{month:%b %Y}" for month in line.year.months()][: max(len(added), 1)],
            values=[float(each) for each in added] or [None],
            shown=[in_words(each, "£") for each in added] or [""],
            label=f"{line.area}, {line.kind.label.lower()}: {_summed(line, added)}",
            target=None if line.budget is None else float(line.budget),
            target_shown="" if line.budget is None else f"budget: {in_words(line.budget, '£')}",
            heading_for=None if end is None else (float(end), float(end), float(end)),
        )
    )


def _summed(line: Line, added: Sequence[Decimal]) -> str:
    """The chart in a sentence, for whoever cannot see it."""
    so_far = f"{in_words(added[-1], '£')} so far" if added else "nothing known"
    end = line.projection.value
    return so_far if end is None else f"{so_far}, {in_words(end, '£')} projected for the year"


def _months(line: Line) -> Table:
    columns = [Column("Month"), *(Column(name, numeric=True) for name in ("Budget", "Actual", "Variance"))]
    rows = [
        (
            f"{month:%B %Y}",
            pounds(line.each_month, "none"),
            pounds(actual),
            pounds(apart(actual, line.each_month)),
        )
        for month, actual in zip(line.year.months(), line.months, strict=True)
    ]
    return Table(
        f"{line.area}, {line.kind.label.lower()}: month by month", columns, rows, caption_hidden=True
    )


def pounds(amount: Decimal | None, unknown: str = "not known") -> str:
    """Its sign stays on its line."""
    return unknown if amount is None else format_html('<span class="nowrap">{}</span>', in_words(amount, "£"))

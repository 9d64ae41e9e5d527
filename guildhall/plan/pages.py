"""The public pages of the numbers: the year in figures, and the records behind each."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from guildhall.commons.design.composites import Column, Table
from guildhall.kernel import time
from guildhall.kernel.measures import Measure
from guildhall.kernel.pages.audience import anyone
from guildhall.kernel.periods import Period
from guildhall.kernel.records import Record
from guildhall.plan import figures
from guildhall.plan.numbers import Told, numbers_for

FIELDS = ("key", "label", "value", "unit", "period", "source", "records")
PAGE = 50


@anyone
@require_safe
def numbers(request: HttpRequest, period: str = "") -> HttpResponse:
    """The year in numbers, in the groups of the printed page."""
    page = _period(period)
    told = numbers_for(page, request.user)
    groups = [
        (group, [each for each in told if each.number.group == group and each.shown])
        for group in figures.GROUPS
    ]
    context = {
        "page": page,
        "groups": [(group, [each.tile for each in found]) for group, found in groups if found],
        "unknown": [each.number for each in told if not each.shown],
        "table": _table(page, [each for each in told if each.shown]),
        "years": _years(page),
        "first_year": _first_year(page),
    }
    return render(request, "plan/numbers.html", context)


def _first_year(page: Period) -> Period | None:
    """The first year in numbers, to stand beside a later one."""
    later = page == Period.containing(page.first) and page.first > figures.FIRST_YEAR.first
    return figures.FIRST_YEAR if later else None


def _table(page: Period, told: list[Told]) -> Table:
    """Every figure; the year before has a column where anybody knows it."""
    compared = any(each.shown_last_year for each in told)
    before = [Column("A year before", numeric=True)] if compared else []
    columns = [
        *(Column("What"), Column("Figure", numeric=True)),
        *before,
        *(Column("For"), Column("What it counts"), Column("Source")),
    ]
    rows = [tuple(_row(each, compared=compared)) for each in told]
    return Table(f"Every figure for {page}", columns, rows, caption_hidden=True)


def _row(told: Told, *, compared: bool) -> Iterator[str]:
    yield from (told.tile.label, told.shown)
    if compared:
        yield told.shown_last_year or "not known"
    yield format_html('<span class="nowrap">{}</span>', told.period)
    yield from (told.number.basis, _source(told))


def _source(told: Told) -> str:
    if not told.records:
        return told.origin
    return format_html('<a class="govuk-link" href="{}">Counted here</a>', told.records)


@anyone
def numbers_csv(request: HttpRequest, period: str) -> HttpResponse:
    """The same as a file for a spreadsheet."""
    page = _period(period)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="numbers-{page.slug}.csv"'
    writer = csv.DictWriter(response, FIELDS)
    writer.writeheader()
    writer.writerows(each.as_json() for each in numbers_for(page, request.user))
    return response


@anyone
@require_safe
def numbers_json(request: HttpRequest, period: str) -> JsonResponse:
    """The same as data."""
    return JsonResponse([each.as_json() for each in numbers_for(_period(period), request.user)], safe=False)


@anyone
@require_safe
def number_records(request: HttpRequest, period: str, key: str) -> HttpResponse:
    """The records behind one live number: what is published for the public, what staff may see for them."""
    page = _period(period)
    number = next((each for each in numbers_for(page, request.user) if each.number.key == key), None)
    if number is None or number.figure is None:
        raise Http404("That figure was published elsewhere: there are no records of it here.")
    measure = number.figure.measure
    behind = measure.behind(number.period, request.user)
    are_records = issubclass(behind.records.model, Record)
    order = ("-opened_on", "-pk") if are_records else (f"-{measure.counted_on}", "-pk")
    counted: Any = _Counted(behind.records.order_by(*order), behind.shown)
    shown: Any = Paginator(counted, PAGE).get_page(request.GET.get("page"))
    context = {
        "told": number,
        "page": page,
        "behind": behind,
        "shown": shown,
        "table": _records_table(number, _rows(measure, shown, behind.public))
        if are_records
        else _facts_table(number, measure.counted_on, shown),
    }
    return render(request, "plan/number_records.html", context)


class _Counted:
    """Rows of which somebody has counted how many there are, so that a page of them counts no more."""

    def __init__(self, rows: Any, number: int) -> None:
        self.rows, self.number, self.ordered = rows, number, True

    def count(self) -> int:
        return self.number

    def __len__(self) -> int:
        return self.number

    def __getitem__(self, pages: slice) -> Any:
        return self.rows[pages]


def _rows(measure: Measure, shown: Any, public: bool) -> list[dict[str, Any]]:
    """What each record is called: by its public title for the public, who never see its own."""
    service = measure.service
    typed = service.record.objects.in_bulk([record.pk for record in shown])
    records = [typed[each.pk] for each in shown]
    publishes = service.publishes if public else None
    if publishes is None:
        return [{"record": each, "title": each.title, "url": each.get_absolute_url()} for each in records]
    title, path = publishes.title, publishes.path
    return [
        {"record": each, "title": getattr(each, title), "url": f"{path}{each.reference}/"} for each in records
    ]


def _records_table(told: Told, rows: list[dict[str, Any]]) -> Table:
    columns = [Column("Reference"), Column("What"), Column("Received"), Column("Closed")]
    link = '<a class="govuk-link" href="{}">{}</a>'
    cells = [
        (
            row["record"].reference,
            format_html(link, row["url"], row["title"]),
            _on(row["record"].opened_on),
            _on(row["record"].closed_on) or "open",
        )
        for row in rows
    ]
    return Table(f"The records behind {told.number.label}", columns, cells, caption_hidden=True)


def _facts_table(told: Told, counted_on: str, shown: Any) -> Table:
    """Facts are no records: each says by itself what it is, and where it stands."""
    link = '<a class="govuk-link" href="{}">{}</a>'
    cells = [
        (_on(getattr(each, counted_on)), format_html(link, each.get_absolute_url(), each)) for each in shown
    ]
    columns = [Column("When"), Column("What")]
    return Table(f"What lies behind {told.number.label}", columns, cells, caption_hidden=True)


def _on(day: date | None) -> str:
    return f"{day.day} {day:%b %Y}" if day else ""


def _period(text: str) -> Period:
    """The period of an address; the financial year it is when none is named, and no page for what is none."""
    if not text:
        return Period.containing(time.today())
    try:
        return Period.parse(text.replace("-Q", " Q"))
    except ValueError as error:
        raise Http404(str(error)) from error


def _years(page: Period) -> list[Period]:
    """The years one can go to from here: those around the page's, but none that has not begun."""
    start = Period.containing(page.first).first.year
    around = [Period.year(each) for each in range(start - 2, start + 2)]
    return [each for each in around if each.first <= time.today()]

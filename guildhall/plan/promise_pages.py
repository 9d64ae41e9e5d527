"""The page of one promise: its figure and colour with the rule in words, its history, where it is heading."""

from __future__ import annotations

import csv
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guildhall.commons.design.composites import Column, Table
from guildhall.commons.design.history import Through, history_chart
from guildhall.kernel import time
from guildhall.kernel.pages.audience import anyone
from guildhall.kernel.periods import Period
from guildhall.plan import outlines
from guildhall.plan.models import Deliverable, Forecast, Promise
from guildhall.plan.readings import PromiseReading, history
from guildhall.plan.ways import ways_to_promises
from guildhall.plan.wording import in_words, plain

# How many periods back a page goes, by basis.
BACK = {"month": 24, "quarter": 20, "year": 6, "rolling": 24}
COLUMNS = ("period", "figure", "unit", "target", "rating", "because", "source", "restated")


@anyone
@require_safe
def promise(request: HttpRequest, plan: str, deliverable: str, key: str) -> HttpResponse:
    """One promise, as it stands and as it went."""
    found = _promise(request.user, plan, deliverable, key)
    read = _since_known(found)
    heading = _forecast(found)
    context = {
        "plan": found.deliverable.plan,
        "promise": found,
        "now": read[-1],
        "baseline": in_words(found.baseline, found.unit),
        "forecast": heading,
        "heading": _interval_in_words(found, heading),
        "chart": history_chart(_through(found, read, heading)),
        "table": _table(found, read),
        "ways": ways_to_promises(found.deliverable, request.user)(found) if request.user.is_staff else "",
        "csv": f"{request.path.rstrip('/')}.csv",
    }
    return render(request, "plan/promise.html", context)


@anyone
@require_safe
def promise_csv(request: HttpRequest, plan: str, deliverable: str, key: str) -> HttpResponse:
    """Its history as a file for a spreadsheet."""
    found = _promise(request.user, plan, deliverable, key)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{plan}-{deliverable}-{key}.csv"'
    writer = csv.writer(response)
    writer.writerow(COLUMNS)
    for each in _since_known(found):
        rating = each.rating
        writer.writerow(
            [
                each.period, "" if each.value is None else plain(each.value), found.unit, each.target,
                rating.means, rating.because, each.known.source, each.restated,
            ]
        )  # fmt: skip
    return response


def _since_known(promise: Promise) -> list[PromiseReading]:
    """How it went, oldest first: from the first period of which anything is known, or only the latest."""
    read = history(promise, Period.containing(time.today()), BACK[promise.basis])
    first = next((at for at, each in enumerate(read) if each.value is not None), -1)
    return read[first:]


def _promise(user: Any, plan: str, deliverable: str, key: str) -> Promise:
    """The promise, if this person may read its deliverable and its figure is for them."""
    listed = outlines.readable(Deliverable.objects.filter(plan__key=plan, key=deliverable), user)
    found = (
        Promise.objects.filter(deliverable__in=listed.values("pk"), key=key)
        .select_related("deliverable", "deliverable__plan")
        .first()
    )
    if found is None or not outlines.is_shown(found, user):
        raise Http404("There is no such promise.")
    return found


def _forecast(promise: Promise) -> Forecast | None:
    year = Period.containing(time.today())
    if promise.basis != Promise.Basis.YEAR:
        return None
    return Forecast.objects.filter(measure=promise.figure, first=year.first, last=year.last).first()


def _interval_in_words(promise: Promise, forecast: Forecast | None) -> str:
    if forecast is None or forecast.value is None:
        return ""
    value, low, high = (
        in_words(each.quantize(each.to_integral_value() if abs(each) >= 100 else each), promise.unit)
        for each in (forecast.value, forecast.low or forecast.value, forecast.high or forecast.value)
    )
    return f"{value} by the end of {Period.containing(forecast.last)}, between {low} and {high}"


def _through(promise: Promise, read: list[PromiseReading], forecast: Forecast | None) -> Through:
    latest = f"{read[-1].shown} for {read[-1].period}"
    interval = None
    if forecast and forecast.value is not None and forecast.low is not None and forecast.high is not None:
        interval = float(forecast.low), float(forecast.value), float(forecast.high)
    return Through(
        names=[str(each.period) for each in read],
        values=[None if each.value is None else float(each.value) for each in read],
        shown=[each.shown for each in read],
        label=f"{promise.text}, from {read[0].period} to {read[-1].period}: {latest}",
        target=None if promise.target is None else float(promise.target),
        target_shown=f"target: {read[-1].target}",
        heading_for=interval,
    )


def _table(promise: Promise, read: list[PromiseReading]) -> Table:
    columns = [
        Column("For"), Column("Figure", numeric=True), Column("How it stands"), Column("By the rule"),
        Column("Source"),
    ]  # fmt: skip
    rows = [
        (
            each.period,
            each.shown,
            each.rating.means,
            each.rating.because,
            f"{each.known.source}. {each.restated}".strip(". ") if each.known.source else "",
        )
        for each in reversed(read)
    ]
    return Table(f"{promise.text}, period by period", columns, rows, caption_hidden=True)

"""The pages of rolling programmes: how much is done, what is looked at in which year, and why some moved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from guildhall.commons.design.composites import Column, Table
from guildhall.commons.design.parts_of_a_whole import stacked
from guildhall.kernel import time
from guildhall.kernel.clocks.wording import said
from guildhall.kernel.gates import access
from guildhall.kernel.pages.audience import anyone
from guildhall.kernel.pages.sheets import as_csv
from guildhall.kernel.periods import Period
from guildhall.plan.models import RollingProgramme, Subject
from guildhall.plan.outlines import readable

HEADINGS = ("subject", "year", "owner", "stands", "done_on", "outcome", "moved")
# Each state with its colour in the chart, in the chart's order.
STATES = {"Done": "green", "Due this year": "amber", "Overdue": "red", "Later": "grey", "Dropped": "white"}


@anyone
@require_safe
def programmes(request: HttpRequest) -> HttpResponse:
    """Every programme this reader may read, with how much of each is done."""
    found = readable(RollingProgramme.objects.all(), request.user).prefetch_related("subjects")
    rows = [
        (
            format_html('<a class="govuk-link" href="{}">{}</a>', f"/programmes/{each.key}/", each.title),
            f"{each.years[0]} to {each.years[-1]}", _share(each.subjects.all()),
        )
        for each in found.order_by("-last_year", "pk")
    ]  # fmt: skip
    columns = [Column("Programme"), Column("Years"), Column("Done")]
    table = Table("Rolling programmes", columns, rows, caption_hidden=True) if rows else None
    return render(request, "plan/programmes.html", {"table": table})


@anyone
@require_safe
def programme(request: HttpRequest, key: str) -> HttpResponse:
    """One programme: a bar of how far it is, and a table for each year."""
    found, subjects = _found(request, key)
    today = time.today()
    states = [state_of(each, today) for each in subjects]
    staff = getattr(request.user, "is_staff", False) and access(request.user).works_in(found.declaration)
    context = {
        "programme": found,
        "share": _share(subjects),
        "chart": stacked([(colour, name, states.count(name)) for name, colour in STATES.items()]),
        "counts": _counts(states) if states else None,
        "years": [(each, _year(each, subjects, today)) for each in found.years],
        "staff": staff,
    }
    return render(request, "plan/programme.html", context)


@anyone
@require_safe
def programme_csv(request: HttpRequest, key: str) -> HttpResponseBase:
    """The same for a spreadsheet."""
    _, subjects = _found(request, key)
    return as_csv(f"programme-{key}.csv", _lines(subjects))


@anyone
@require_safe
def programme_json(request: HttpRequest, key: str) -> HttpResponse:
    """The same as data."""
    found, subjects = _found(request, key)
    lines = list(_lines(subjects))[1:]
    told = [dict(zip(HEADINGS, (str(cell or "") for cell in line), strict=True)) for line in lines]
    return JsonResponse(
        {"title": found.title, "years": [each.name for each in found.years], "subjects": told}
    )


def _found(request: HttpRequest, key: str) -> tuple[RollingProgramme, list[Subject]]:
    found = readable(RollingProgramme.objects.filter(key=key), request.user).first()
    if found is None:
        raise Http404("There is no such programme.")
    return found, list(found.subjects.prefetch_related("moves").order_by("year", "pk"))


def state_of(subject: Subject, today: date) -> str:
    """Done, dropped, overdue once its year is over, due in its year, or later."""
    if subject.done_on:
        return "Done"
    if subject.dropped_on:
        return "Dropped"
    year = Period.year(subject.year)
    return "Overdue" if year.last < today else "Due this year" if today in year else "Later"


def _share(subjects: Any) -> str:
    """How much of what was not dropped is done: “3 of 8 (38%)”."""
    wanted = [each for each in subjects if each.dropped_on is None]
    done = sum(1 for each in wanted if each.done_on)
    return f"{done} of {len(wanted)} ({100 * done / len(wanted):.0f}%)" if wanted else "Nothing in it yet"


def _counts(states: list[str]) -> Table:
    columns = [Column("How they stand"), Column("How many", numeric=True)]
    return Table(
        "How far it is", columns, [(name, states.count(name)) for name in STATES], caption_hidden=True
    )


def _year(year: Period, subjects: list[Subject], today: date) -> Table | None:
    rows = [
        (each.name, each.owner_role, _stands(each, today), each.outcome or each.dropped_because, _moved(each))
        for each in subjects
        if each.year == year.first.year
    ]
    columns = [
        Column(name) for name in ("What is looked at", "By whom", "How far", "What was found", "Moved")
    ]
    return Table(f"In {year}", columns, rows, caption_hidden=True) if rows else None


def _stands(subject: Subject, today: date) -> str:
    state = state_of(subject, today)
    return f"Done {said(subject.done_on)}" if subject.done_on else state


def _moved(subject: Subject) -> str:
    return "; ".join(str(each) for each in sorted(subject.moves.all(), key=lambda move: move.pk))


def _lines(subjects: list[Subject]) -> Iterator[tuple[Any, ...]]:
    today = time.today()
    yield HEADINGS
    for each in subjects:
        told = each.outcome or each.dropped_because
        yield (
            each.name,
            Period.year(each.year),
            each.owner_role,
            state_of(each, today),
            each.done_on,
            told,
            _moved(each),
        )

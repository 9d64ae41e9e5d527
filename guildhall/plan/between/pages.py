"""The page that compares two plans."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guildhall.commons.design.composites import Column, Table
from guildhall.kernel.pages.audience import anyone
from guildhall.plan import outlines
from guildhall.plan.between.comparison import Comparison, compare
from guildhall.plan.between.matching import ALIKE


@anyone
@require_safe
def comparison(request: HttpRequest, key: str, other: str) -> HttpResponse:
    """Two plans, the earlier first: what stayed, in which words, what is new and what is gone."""
    found = [outlines.plan(each, request.user) for each in (key, other)]
    if None in found or key == other:
        raise Http404("There are no two such plans.")
    before, after = sorted((each for each in found if each), key=lambda each: (each.first, each.pk))
    told = compare(before, after, request.user)
    context = {"told": told, "alike": round(ALIKE * 100), "figures": _figures(told) if told.figures else None}
    return render(request, "plan/compare.html", context)


def _figures(told: Comparison) -> Table:
    columns = [
        Column("What"), Column(told.before.title, numeric=True), Column(told.after.title, numeric=True),
    ]  # fmt: skip
    rows = [(each.name, each.before or "not stated", each.after or "not stated") for each in told.figures]
    return Table("Figures beside each other", columns, rows, caption_hidden=True)

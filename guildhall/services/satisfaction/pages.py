"""How satisfied people are: for everybody, and with more of it for staff; as a page, a CSV and data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guildhall.commons.satisfaction.models import Answer, Invitation
from guildhall.commons.satisfaction.results import BY, FEWEST, FORMULA
from guildhall.kernel import time
from guildhall.kernel.gates import access
from guildhall.kernel.pages.audience import anyone, staff
from guildhall.kernel.pages.paging import page_number, paging
from guildhall.kernel.pages.sheets import as_csv
from guildhall.kernel.periods import Period
from guildhall.kernel.retention import FORGOTTEN
from guildhall.services.satisfaction import changes, tables
from guildhall.services.satisfaction.asked import MONTH, PUBLISHED, Asked, left_out
from guildhall.services.satisfaction.models import Survey
from guildhall.services.satisfaction.service import satisfaction as service

A_PAGE = 50


def asked_for(request: HttpRequest, period: str, *, public: bool) -> Asked:
    """What the address asks for. Raises Http404 for a period or a way that there is not."""
    try:
        found = Period.parse(period.replace("-Q", " Q")) if period else Period.containing(time.today())
    except ValueError:
        raise Http404(f"“{period}” is not a period.") from None
    if public and found != Period.containing(found.first):
        raise Http404("Everybody is told of whole years.")
    customers = request.GET.get("customers", "")
    if public or customers not in Invitation.Customers.values:
        customers = ""
    asked = Asked(found, request.GET.get("by") or MONTH, customers, public)
    if asked.by not in asked.ways:
        raise Http404("Answers are not told apart like that.")
    return asked


@anyone
@require_safe
def satisfaction(request: HttpRequest, period: str = "") -> HttpResponse:
    """What people say of how they were served, with how many they are and how sure that makes it."""
    return render(request, "surveys/public.html", _context(asked_for(request, period, public=True)))


@anyone
@require_safe
def satisfaction_csv(request: HttpRequest, period: str) -> HttpResponseBase:
    """The same for a spreadsheet."""
    return _csv(asked_for(request, period, public=True))


@staff
@require_safe
def surveys(request: HttpRequest) -> HttpResponse:
    """The same up to today, by everything they can be told apart by, with the surveys that ask."""
    asked = asked_for(request, request.GET.get("period", ""), public=False)
    running = list(Survey.objects.visible_to(request.user).filter(closed_on=None).order_by("title")[:A_PAGE])
    context = {
        **_context(asked),
        "may_begin": access(request.user).can(service, "begin"),
        "may_read": access(request.user).works_in(service),
        "surveys": tables.of_surveys(running) if running else None,
        "left_out": tables.of_reasons(left_out(asked)),
        "customers": Invitation.Customers.choices,
        "changes": changes.compared(running),
    }
    return render(request, "surveys/surveys.html", context)


@staff
@require_safe
def surveys_csv(request: HttpRequest) -> HttpResponseBase:
    """The same for a spreadsheet."""
    return _csv(asked_for(request, request.GET.get("period", ""), public=False))


@staff
@require_safe
def comments(request: HttpRequest) -> HttpResponse:
    """What customers wrote, the latest first; those that read like complaints alone, where asked for."""
    if not access(request.user).works_in(service):
        raise PermissionDenied("Your role does not include reading what customers wrote.")
    found = (
        Answer.objects.visible_to(request.user)
        .exclude(comment__in=("", FORGOTTEN))
        .order_by("-answered_on", "-pk")
    )
    if like := request.GET.get("like", "")[:24]:
        found = found.filter(sounds_like=like)
    start = (page_number(request) - 1) * A_PAGE
    rows = list(found[start : start + A_PAGE + 1])
    context = {
        "table": tables.of_comments(rows[:A_PAGE]),
        "like": like,
        **paging(request, more=len(rows) > A_PAGE),
    }
    return render(request, "surveys/comments.html", context)


def _context(asked: Asked) -> dict[str, Any]:
    whole = asked.breakdown.whole
    enough = whole.is_enough and not asked.breakdown.whole_withheld
    return {
        "asked": asked,
        "whole": whole if enough else None,
        "told": tables.told(whole) if enough else "",
        "table": tables.of_groups(asked),
        "formula": FORMULA,
        "formulas": tables.of_formulas(asked.formulas) if enough else None,
        "fewest": FEWEST,
        "published": asked.published,
        "against": whole.against(float(asked.published.value)) if asked.published and enough else "",
        "published_key": PUBLISHED,
        "years": [asked.period.before, asked.period.previous],
    }


def _csv(asked: Asked) -> HttpResponseBase:
    return as_csv(f"satisfaction-{asked.period.slug}-by-{asked.by}.csv", _lines(asked))


def _lines(asked: Asked) -> Iterator[tuple[Any, ...]]:
    yield BY[asked.by], "Asked", "Answered", "With a view", "Satisfied", "%", "Low", "High", "Formula"
    for each in asked.breakdown.groups:
        figure = each.figure
        if each.withheld:
            yield each.label, figure.asked, *["withheld"] * 6, ""
        else:
            held = figure.interval
            ends = (f"{held.low * 100:.1f}", f"{held.high * 100:.1f}") if held else ("", "")
            percent = "" if figure.percent is None else f"{figure.percent:.1f}"
            yield (
                each.label,
                figure.asked,
                figure.answered,
                figure.views,
                figure.satisfied,
                percent,
                *ends,
                FORMULA,
            )

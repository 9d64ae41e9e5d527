"""The pages of the quarterly report, and the director's page on what has changed since the last sign-off."""

from __future__ import annotations

import csv
from datetime import timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from guildhall.commons.design.composites import Column, Table
from guildhall.commons.design.parts_of_a_whole import stacked
from guildhall.kernel import time
from guildhall.kernel.pages.audience import anyone, staff
from guildhall.kernel.periods import Period
from guildhall.plan import outlines
from guildhall.plan.forms.figures import unexplained_of
from guildhall.plan.models import Plan, SignOff
from guildhall.plan.public.report_document import set_on_paper
from guildhall.plan.reports import Line, Report, report, since
from guildhall.plan.wording import plain

PAGE = 25
COLUMNS = (
    "deliverable", "rating", "promise", "period", "figure", "unit", "target", "promise_rating", "because",
    "comment",
)  # fmt: skip


@anyone
@require_safe
def quarter_report(request: HttpRequest, key: str, quarter: str) -> HttpResponse:
    """One quarter: how many stand how, the exceptions, every deliverable with its comment, and who signed."""
    told = _report(request, key, quarter)
    page = Paginator(told.lines, PAGE).get_page(request.GET.get("page"))
    context = {
        "report": told,
        "plan": told.plan,
        "chart": stacked([(colour, means, number) for colour, means, number in told.counts]),
        "counts": _counts(told),
        "page": page,
        "rows": [(line, _table(line)) for line in page],
        "number_of_exceptions": len(told.exceptions),
        "before": told.quarter.previous,
        "after": _after(told.quarter),
    }
    return render(request, "plan/report.html", context)


@anyone
@require_safe
def report_csv(request: HttpRequest, key: str, quarter: str) -> HttpResponse:
    """The report as a file for a spreadsheet, a line a promise."""
    told = _report(request, key, quarter)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="report-{key}-{told.quarter.slug}.csv"'
    writer = csv.writer(response)
    writer.writerow(COLUMNS)
    for line in told.lines:
        writer.writerows(_csv_rows(line))
    return response


@anyone
@require_safe
def report_pdf(request: HttpRequest, key: str, quarter: str) -> HttpResponse:
    """The report as tagged PDF, to print or to lay before a committee."""
    told = _report(request, key, quarter)
    content, digest = set_on_paper(told, inside=request.user.is_staff)
    answer = HttpResponse(content, content_type="application/pdf")
    answer["ETag"] = f'"{digest}"'
    answer["Cache-Control"] = "private, no-cache"
    answer["Content-Disposition"] = f'inline; filename="report-{key}-{told.quarter.slug}.pdf"'
    return answer


@staff
@require_safe
def director(request: HttpRequest, key: str) -> HttpResponse:
    """What a director reads first: the last quarter that is over, and what changed since one was signed."""
    plan = _plan(request, key)
    told = report(plan, _last_over(plan), request.user)
    signed = (
        SignOff.objects.filter(plan=plan).select_related("signed_by").order_by("-signed_on", "-pk").first()
    )
    context = {
        "plan": plan,
        "report": told,
        "counts": _counts(told),
        "signed": signed,
        "signed_quarter": Period.quarter_of(signed.first) if signed else None,
        "changes": since(signed, told) if signed else [],
        "uncommented": [each for each in told.exceptions if each.comment is None],
        "unexplained": unexplained_of(each.deliverable for each in told.lines),
        "exceptions": told.exceptions[:PAGE],
        "number_of_exceptions": len(told.exceptions),
    }
    return render(request, "plan/director.html", context)


@anyone
@require_safe
def latest_report(request: HttpRequest, key: str) -> HttpResponse:
    """The report of the last quarter that is over; for the public, of the last one that was signed off."""
    plan = _plan(request, key)
    if getattr(request.user, "is_staff", False):
        return redirect("plan_report", plan.key, _last_over(plan).slug)
    signed = SignOff.objects.filter(plan=plan).order_by("-first").first()
    if signed is None:
        return render(request, "plan/no_report.html", {"plan": plan})
    return redirect("plan_report", plan.key, Period.quarter_of(signed.first).slug)


def _report(request: HttpRequest, key: str, quarter: str) -> Report:
    plan = _plan(request, key)
    try:
        period = Period.parse(quarter.replace("-Q", " Q"))
    except ValueError as error:
        raise Http404(str(error)) from error
    if period != Period.quarter_of(period.first) or period.first > time.today():
        raise Http404("There is no report of that quarter.")
    told = report(plan, period, request.user)
    if told.signed is None and not getattr(request.user, "is_staff", False):
        raise Http404("The report of that quarter is not signed off yet.")
    return told


def _plan(request: HttpRequest, key: str) -> Plan:
    plan = outlines.plan(key, request.user)
    if plan is None:
        raise Http404("There is no such plan.")
    return plan


def _last_over(plan: Plan) -> Period:
    """The last quarter of the plan that has ended; its first one while none has."""
    today = time.today()
    if today < plan.first:
        return Period.quarter_of(plan.first)
    running = Period.quarter_of(min(today, plan.last))
    over = running if running.last <= today else running.previous
    return over if over.last >= plan.first else running


def _after(quarter: Period) -> Period | None:
    following = Period.quarter_of(quarter.last + timedelta(days=1))
    return following if following.first <= time.today() else None


def _counts(told: Report) -> Table:
    rows = [(means, number) for _, means, number in told.counts]
    columns = [Column("How they stand"), Column("Deliverables", numeric=True)]
    return Table(f"Deliverables in {told.quarter}", columns, rows)


def _table(line: Line) -> Table | None:
    """A deliverable's promises and milestones, a row each."""
    promises = [
        (
            each.promise.text, f"{each.shown} ({each.period})", each.target or "none", each.rating.means,
            " ".join([each.rating.because, *(travel.told for travel in each.travels), each.restated]).strip(),
        )
        for each in line.readings
    ]  # fmt: skip
    steps = [
        (each.milestone.text, "Milestone", each.milestone.by, each.rating.means, each.rating.because)
        for each in line.steps
    ]
    columns = [Column("What"), Column("Figure"), Column("Promised"), Column("How it stands"), Column("Why")]
    rows = [*promises, *steps]
    return Table(line.deliverable.title, columns, rows, caption_hidden=True) if rows else None


def _csv_rows(line: Line) -> list[list[Any]]:
    comment = line.comment.text if line.comment else ""
    said = [line.deliverable.title, line.rating.means]
    rows: list[list[Any]] = [
        [
            *said, each.promise.text, each.period, "" if each.value is None else plain(each.value),
            each.promise.unit, each.target, each.rating.means, each.rating.because, comment,
        ]
        for each in line.readings
    ]  # fmt: skip
    rows += [
        [*said, each.milestone.text, each.milestone.quarter, "", "", each.milestone.by, each.rating.means,
         each.rating.because, comment]
        for each in line.steps
    ]  # fmt: skip
    return rows or [[*said, "", "", "", "", "", "", line.rating.because, comment]]

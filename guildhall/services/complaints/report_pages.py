"""The annual complaints report: the draft as computed, or as it was published; PDF, CSV and JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guildhall.commons.design.charts import sparkline
from guildhall.commons.design.composites import Column, Table
from guildhall.commons.design.parts_of_a_whole import stacked
from guildhall.kernel import time
from guildhall.kernel.clocks.wording import said
from guildhall.kernel.gates import access
from guildhall.kernel.pages import sheets
from guildhall.kernel.pages.audience import anyone
from guildhall.services.complaints import board
from guildhall.services.complaints.models import AnnualReport
from guildhall.services.complaints.models.report import PLACES
from guildhall.services.complaints.report_document import as_pdf, tiles
from guildhall.services.complaints.reporting import Data, content, in_words, pounds
from guildhall.services.complaints.service import complaint_reports

COLOURS = {"upheld": "red", "partly": "amber", "not_upheld": "green", "no_finding": "blue"}


@dataclass(frozen=True)
class Read:
    """A report as somebody reads it: its record, what it says, and whether they may write in it."""

    report: AnnualReport
    told: Data
    inside: bool

    @property
    def standing(self) -> str:
        if self.report.published_on:
            return f"Published on {said(self.report.published_on)}."
        return "A draft, as it stands today. Not for publication."


def readable(user: Any) -> Any:
    """The published ones, and for staff those their roles reach."""
    public = Q(published_on__lte=time.today(), disposed_on=None)
    if not getattr(user, "is_staff", False):
        return AnnualReport.objects.filter(public)
    return AnnualReport.objects.filter(public | access(user).sees(complaint_reports.key))


@anyone
@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """The reports there are, the latest first."""
    found = [(each, each.period) for each in readable(request.user).order_by("-year")]
    return render(request, "complaints/reports.html", {"reports": found})


@anyone
@require_safe
def report(request: HttpRequest, year: str) -> HttpResponse:
    """One year's report, with its pictures, its tables and what people wrote."""
    read = _read(request.user, year)
    told, may_write = (
        read.told,
        read.inside and access(request.user).can(complaint_reports, "write", read.report),
    )
    outcomes = {each["key"]: each for each in told["outcomes"]}
    values = [each["received"] for each in told["months"]]
    context = {
        "read": read,
        "report": read.report,
        "told": told,
        "tiles": tiles(told),
        "chart": stacked([(COLOURS[key], each["name"], each["number"]) for key, each in outcomes.items()]),
        "line": sparkline(values, f"Complaints received, month by month: {', '.join(map(str, values))}"),
        "tables": {part: figures(part, told) for part in told["figures"]},
        "months": _months(told),
        "areas": _by("By service", "Service", told["areas"]),
        "wards": _by("By ward", "Ward", told["wards"]),
        "counted": {each: counted(each, told) for each in COUNTED},
        "decisions": _decisions(told),
        "places": PLACES,
        "write": f"/records/{read.report.reference}/write/" if may_write and not told["published"] else "",
    }
    return render(request, "complaints/report.html", context)


@anyone
@require_safe
def report_json(request: HttpRequest, year: str) -> HttpResponse:
    """The same as data."""
    read = _read(request.user, year)
    response = {"response": read.report.response, "response_by": read.report.response_by}
    return JsonResponse({**read.told, **response})


@anyone
@require_safe
def report_csv(request: HttpRequest, year: str) -> HttpResponseBase:
    """Every figure of it, a row each, with the year before."""
    read = _read(request.user, year)
    return sheets.as_csv(f"complaints-report-{read.report.period.slug}.csv", _rows(read.told))


@anyone
@require_safe
def report_pdf(request: HttpRequest, year: str) -> HttpResponse:
    """The same as tagged PDF."""
    read = _read(request.user, year)
    answer = HttpResponse(as_pdf(read.report, read.told, read.standing), content_type="application/pdf")
    answer["Cache-Control"] = "private, no-cache"
    name = f"complaints-report-{read.report.period.slug}.pdf"
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    return answer


def _read(user: Any, year: str) -> Read:
    """The report of that year: as it was published, or today's draft. Raises Http404."""
    found = next((each for each in readable(user) if each.period.slug == year), None)
    if found is None:
        raise Http404("There is no report of that year.")
    inside = bool(getattr(user, "is_staff", False)) and access(user).works_in(complaint_reports)
    told = found.stood if found.stood else content(found, time.today())
    return Read(found, {**told, "published": bool(found.stood)}, inside)


def figures(part: str, told: Data) -> Table:
    """The figures of one part, of this year beside the year before."""
    rows = [
        (each["name"], in_words(each["value"], each["unit"]), in_words(each["before"], each["unit"]))
        for each in told["figures"][part]
    ]
    columns = [Column("What"), Column(told["year"], numeric=True), Column(told["before"], numeric=True)]
    return Table(PARTS[part], columns, rows, caption_hidden=True)


PARTS = {
    "stages": "Stage by stage", "remedies": "Putting things right", "learning": "What we learned",
    "ombudsman": "The Ombudsmen",
}  # fmt: skip
COUNTED = {
    "outcomes": "What was decided at stage 1", "refused": "Why complaints were not accepted",
    "remedies": "What was promised", "causes": "Why things went wrong",
}  # fmt: skip


def counted(part: str, told: Data) -> Table | None:
    """How many of each; nothing where there is none."""
    rows = [(each["name"], each["number"]) for each in told[part]]
    columns = [Column("What"), Column("How many", numeric=True)]
    return Table(COUNTED[part], columns, rows) if rows else None


def _months(told: Data) -> Table:
    rows = [(f"{date.fromisoformat(each['month']):%B %Y}", each["received"]) for each in told["months"]]
    columns = [Column("Month"), Column("Received", numeric=True)]
    return Table("Complaints received, month by month", columns, rows)


def _by(caption: str, first: str, found: list[Data]) -> Table | None:
    return board.table(caption, first, (board.Line(**each) for each in found)) if found else None


def _decisions(told: Data) -> Table | None:
    rows = [
        (each["who"], each["decision"], each["number"], pounds(each["cost"])) for each in told["decisions"]
    ]
    columns = [Column("Who"), Column("Decision"), Column("How many", numeric=True),
               Column("Recommended payments", numeric=True)]  # fmt: skip
    return Table("What they decided", columns, rows) if rows else None


def _rows(told: Data) -> Iterator[list[Any]]:
    yield ["part", "what", "measure", "unit", told["year"], told["before"]]
    for part, found in told["figures"].items():
        for each in found:
            yield [PARTS[part], each["name"], each["measure"], each["unit"], each["value"], each["before"]]
    for each in told["months"]:
        yield ["Received by month", each["month"], "complaints.received", "complaints", each["received"], ""]
    for part, label in COUNTED.items():
        for each in told[part]:
            yield [label, each["name"], "", "", each["number"], ""]
    for part in ("areas", "wards"):
        for each in told[part]:
            for name in ("received", "answered", "in_time", "decided", "upheld", "escalated"):
                yield [f"By {part[:-1]}", each["label"], name, "complaints", each[name], ""]
    for each in told["decisions"]:
        yield [each["who"], each["decision"], "ombudsman.decided", "decisions", each["number"], ""]

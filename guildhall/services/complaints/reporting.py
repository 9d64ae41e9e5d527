"""What an annual report says: every figure computed, of this year beside the year before, and the words.

Everybody reads it. What fewer than five people complained of is told together with others, until nobody can
be told apart by it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Sum
from django.urls import reverse

from guildhall.kernel.measures import SMALL, measure
from guildhall.kernel.periods import Period
from guildhall.kernel.services import service
from guildhall.services.complaints.board import Line, lines_of
from guildhall.services.complaints.models import (
    AnnualReport,
    Cause,
    Complaint,
    Ground,
    Improvement,
    OmbudsmanCase,
    Outcome,
    Remedy,
)
from guildhall.services.complaints.models.report import PLACES
from guildhall.services.complaints.procedures import AREAS_BY_KEY

Data = dict[str, Any]

# The figures of each part of the report, by the measures they are read from.
FIGURES = {
    "stages": (
        "complaints.received", "complaints.refused", "complaints.passed_on",
        "complaints.acknowledged_in_time", "complaints.answered", "complaints.answered_in_time",
        "complaints.upheld", "complaints.escalated", "complaints.answered_again_in_time",
        "complaints.upheld_again", "complaints.still_open",
    ),
    "remedies": ("remedies.promised", "remedies.done_in_time", "remedies.paid"),
    "learning": (
        "complaints.learned", "improvements.planned", "improvements.done_in_time", "improvements.published",
    ),
    "ombudsman": (
        "ombudsman.received", "ombudsman.decided", "ombudsman.upheld", "ombudsman.remedied_before",
        "ombudsman.enquiries_in_time", "recommendations.due", "recommendations.complied",
        "recommendations.complied_in_time",
    ),
}  # fmt: skip
TOGETHER = "Others, told together"
# Shown large before all else.
TILES = ("complaints.received", "complaints.answered_in_time", "complaints.upheld", "complaints.escalated")


def content(report: AnnualReport, today: date) -> Data:
    """The whole report as plain data, as it stands today."""
    period = report.period
    before = Period.year(report.year - 1)
    written = passages(report)
    received = Complaint.objects.opened_in(period)
    return {
        "title": report.title,
        "year": period.name,
        "before": before.name,
        "on": today.isoformat(),
        "figures": {part: [_figure(key, period, before) for key in keys] for part, keys in FIGURES.items()},
        "months": _months(period),
        "outcomes": _counts(Outcome, _answered(period), "outcome"),
        "areas": [_line(each) for each in folded(lines_of(received, "area"))],
        "wards": [_line(each) for each in folded(lines_of(received, "ward"))],
        "refused": _counts(Ground, Complaint.objects.closed_in(period), "refused_ground"),
        "remedies": _counts(Remedy.Kind, _remedied(period), "kind"),
        "causes": _counts(Cause, _answered(period), "cause"),
        "improvements": _improvements(period),
        "decisions": _decisions(period),
        "assessments": _assessments(today),
        "passages": {place: written.get(place, "") for place in PLACES},
    }


def passages(report: AnnualReport) -> dict[str, str]:
    """What stands in each place: what was written there last."""
    return dict(report.passages.order_by("pk").values_list("place", "text"))


def _figure(key: str, period: Period, before: Period) -> Data:
    asked = measure(key)
    now, then = asked.value(period), asked.value(before)
    return {
        "measure": key, "name": asked.name, "unit": asked.unit,
        "value": _plain(now), "before": _plain(then), "about": asked.about,
    }  # fmt: skip


def _plain(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}".removesuffix(".0").removesuffix(".00")


def in_words(value: str | None, unit: str) -> str:
    """A figure as people read it: 1,234, 62.5% or £1,050."""
    if value is None:
        return "–"
    number = f"{Decimal(value):,}"
    return f"{number}%" if unit == "%" else f"£{number}" if unit == "£" else number


def pounds(value: str | None) -> str:
    """A sum of money; empty where there is none."""
    return in_words(value, "£") if value else ""


def _answered(period: Period) -> Any:
    return Complaint.objects.filter(answered_on__gte=period.first, answered_on__lte=period.last)


def _remedied(period: Period) -> Any:
    return Remedy.objects.opened_in(period).exclude(stage=Remedy.Stage.DROPPED)


def _months(period: Period) -> list[Data]:
    """How many complaints arrived in each month."""
    received = measure("complaints.received")
    return [
        {"month": first.isoformat(), "received": int(received.value(Period.month(first)) or 0)}
        for first in period.months()
    ]


def _counts(choices: Any, records: Any, field: str) -> list[Data]:
    """How many of each, none left out that there are; in the order of the choices."""
    found = dict(records.order_by().exclude(**{field: ""}).values_list(field).annotate(number=Count("pk")))
    return [
        {"key": str(each.value), "name": str(each.label), "number": found[each.value]}
        for each in choices
        if found.get(each.value)
    ]


def folded(found: Iterable[Line]) -> list[Line]:
    """The lines, those of fewer than five complaints added up until together they are five or more.

    Where all the small ones come to fewer than five, the next smallest goes with them: what is left out of a
    total would tell them.
    """
    kept = sorted(found, key=lambda line: -line.received)
    together: list[Line] = []
    while kept and (kept[-1].received < SMALL or (together and _received(together) < SMALL)):
        together.append(kept.pop())
    return [*kept, _sum(together)] if together else kept


def _received(found: Iterable[Line]) -> int:
    return sum(each.received for each in found)


def _sum(found: list[Line]) -> Line:
    names = [each.name for each in fields(Line) if each.name != "label"]
    return Line(TOGETHER, **{name: sum(getattr(each, name) for each in found) for name in names})


def _line(line: Line) -> Data:
    return {each.name: getattr(line, each.name) for each in fields(Line)}


def _improvements(period: Period) -> list[Data]:
    """What everybody was told of in the year: you said, we did."""
    told = Improvement.objects.filter(
        published_on__gte=period.first, published_on__lte=period.last, disposed_on=None
    )
    return [
        {
            "title": each.public_title, "area": AREAS_BY_KEY[each.area].label, "you_said": each.you_said,
            "we_did": each.we_did, "address": f"/you-said-we-did/{each.reference}/",
        }
        for each in told.order_by("published_on", "pk")
    ]  # fmt: skip


def _decisions(period: Period) -> list[Data]:
    """How each Ombudsman decided in the year, and what their recommendations cost."""
    known = OmbudsmanCase.objects.filter(decided_on__gte=period.first, decided_on__lte=period.last)
    grouped = (
        known.order_by()
        .values("scheme", "decision")
        .annotate(number=Count("pk", distinct=True), cost=Sum("recommendations__cost"))
    )
    bodies = dict(OmbudsmanCase.Scheme.choices)
    labels = dict(OmbudsmanCase._meta.get_field("decision").flatchoices)
    told = [
        {"who": bodies[each["scheme"]], "decision": labels[each["decision"]], "number": each["number"],
         "cost": _plain(each["cost"])}
        for each in grouped
    ]  # fmt: skip
    return sorted(told, key=lambda each: (str(each["who"]), -int(str(each["number"]))))


def _assessments(today: date) -> list[Data]:
    """The self-assessments on the Ombudsmen's Codes that everybody can read."""
    known = service("codes").record.objects.published(today).filter(closed_on=None)
    return [
        {"title": each.title, "address": reverse("governance_assessment", args=[each.framework])}
        for each in known.filter(framework__in=["lgsco-2024", "housing-2024"]).order_by("framework")
    ]

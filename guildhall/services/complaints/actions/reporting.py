"""The verbs of the annual report: drafted from the figures, written in, published, responded to."""

from __future__ import annotations

from datetime import date
from typing import Any

from guildhall.kernel import time
from guildhall.services.complaints.actions.deciding import staff_id
from guildhall.services.complaints.afterwards import complaint_reports
from guildhall.services.complaints.forms import reporting as forms
from guildhall.services.complaints.models import AnnualReport, ReportPassage
from guildhall.services.complaints.models.report import NEEDED, PLACES

Stage = AnnualReport.Stage
LAW = "Complaint Handling Codes 2024, 8.1, 8.2"


def page_of(report: AnnualReport) -> str:
    """Where it is read, and its places have their buttons."""
    return f"/complaints-report/{report.period.slug}/"


def says_what_it_must(report: AnnualReport, by: Any) -> str | None:
    """Once the year is over and somebody has introduced it."""
    if report.period.last >= time.today():
        return f"{report.period} is not over yet."
    written = set(report.passages.values_list("place", flat=True))
    missing = [PLACES[place] for place in NEEDED if place not in written]
    return f"Nobody has written “{missing[0]}” yet." if missing else None


@complaint_reports.opening(
    asks=forms.DraftReport, label="Draft an annual report", says="{actor} began the draft.", law=LAW
)
def draft(report: AnnualReport, year: int, on: date) -> None:
    """Begin a year's report: its figures are computed, and stay alive until it is published."""
    report.year, report.opened_on = year, on
    report.title = f"Complaints performance and service improvement report {report.period}"


@complaint_reports.action(
    Stage.DRAFT,
    asks=forms.WriteReport,
    beside=page_of,
    label="Write in it",
    says="{actor} wrote under “{record.told}”.",
    law=LAW,
)
def write(report: AnnualReport, place: str, text: str, by: Any, on: date) -> None:
    """Say in words what figures do not; what was written before is kept beside it."""
    ReportPassage.objects.create(report_id=report.pk, place=place, text=text, author_id=staff_id(by), on=on)
    report.told = PLACES[place]


@complaint_reports.action(
    Stage.DRAFT,
    to=Stage.PUBLISHED,
    gates=(says_what_it_must,),
    meets="report",
    label="Publish it",
    says="{actor} published it.",
    law=LAW,
)
def publish(report: AnnualReport, on: date) -> None:
    """Publish the report as it stands today: its figures are kept, whatever is found later."""
    from guildhall.services.complaints.reporting import content

    report.stood, report.published_on = content(report, on), on


@complaint_reports.action(
    Stage.PUBLISHED,
    asks=forms.Respond,
    label="Add the governing body’s response",
    says="{actor} added the response of {response_by}.",
    law="Complaint Handling Codes 2024, 8.2",
)
def respond(report: AnnualReport, response_by: str, response: str) -> None:
    """Publish beside the report what the governing body said to it."""
    report.response_by, report.response = response_by, response


@complaint_reports.action(
    Stage.PUBLISHED,
    to=Stage.DRAFT,
    asks=forms.TakeBack,
    label="Take it back",
    says="{actor} took it back: {reason}",
)
def take_back(report: AnnualReport) -> None:
    """Take it out of public sight, to go on writing."""
    report.published_on, report.stood = None, None

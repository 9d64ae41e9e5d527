"""What stands on the page of a complaint: its points as they were decided, and what is promised."""

from __future__ import annotations

from typing import Any

from django.utils.html import format_html

from guildhall.commons.design.composites import Column, Table
from guildhall.commons.parties.models import Party
from guildhall.commons.parties.own_data import tells
from guildhall.commons.parties.side import section
from guildhall.kernel.clocks.wording import said
from guildhall.kernel.gates import access
from guildhall.kernel.pages.panels import panel
from guildhall.services.complaints.casework import CaseFile, case_file, missing, said_of
from guildhall.services.complaints.models import Complaint, Decision, Point, Remedy

NOT_YET = "Not decided yet"


@panel("Points of complaint", template="complaints/panel.html", order=10)
def points(record: Any, user: Any) -> dict[str, Any] | None:
    """Each point, and what was decided of it at each stage, with the reason."""
    if not isinstance(record, Complaint) or not (kept := case_file(record)).points:
        return None
    stages = range(1, min(record.round, 2) + 1)
    rows = [
        (str(point), *(_decided(kept.decision(point, stage)) for stage in stages)) for point in kept.points
    ]
    columns = [Column("Point"), *(Column(f"Stage {stage}") for stage in stages)]
    return {"table": Table("Points of complaint", columns, rows, caption_hidden=True)}


def _decided(decision: Decision | None) -> str:
    return str(decision) if decision else NOT_YET


@panel("What is promised", template="complaints/panel.html", order=11)
def promised(record: Any, user: Any) -> dict[str, Any] | None:
    """Each remedy with its owner, its day and what became of it."""
    if not isinstance(record, Complaint) or not (kept := case_file(record)).remedies:
        return None
    seen = {each.pk for each in kept.remedies if _may_read(user, each)}
    rows = [_row(each) for each in kept.remedies if each.pk in seen]
    columns = [Column("What"), Column("Who"), Column("By"), Column("Cost", numeric=True), Column("How far")]
    return {"table": Table("What is promised", columns, rows, caption_hidden=True)} if rows else None


def _may_read(user: Any, remedy: Remedy) -> bool:
    return bool(access(user).roles(remedy.declaration, remedy))


def _row(remedy: Remedy) -> tuple[Any, ...]:
    what = format_html('<a class="govuk-link" href="{}">{}</a>', remedy.get_absolute_url(), remedy.what)
    return (
        what,
        remedy.owner or "nobody",
        said(remedy.promised_for),
        remedy.get_cost_display(),
        _how_far(remedy),
    )


def _how_far(remedy: Remedy) -> str:
    if remedy.stage == Remedy.Stage.DONE and remedy.closed_on:
        return f"Done on {said(remedy.closed_on)}: {remedy.evidence}"
    if remedy.stage == Remedy.Stage.DROPPED:
        return f"No longer owed: {remedy.dropped_because}"
    return "Promised"


@panel("What the letter still lacks", template="complaints/lacks.html", order=9)
def lacks(record: Any, user: Any) -> dict[str, Any] | None:
    """What must be there before the letter of this stage can be sent."""
    looked_into = isinstance(record, Complaint) and record.stage in {record.Stage.FIRST, record.Stage.SECOND}
    found = list(missing(record)) if looked_into else []
    return {"lacks": found} if found else None


@section("What we promised you", template="complaints/section.html")
def their_remedies(record: Any, party: Party) -> dict[str, Any] | None:
    """What whoever complained was promised, and whether it is done."""
    if not isinstance(record, Complaint) or record.answered_on is None:
        return None
    told = [_kept_or_not(each) for each in case_file(record).remedies if each.stage != Remedy.Stage.DROPPED]
    return {"told": told} if told else None


def _kept_or_not(remedy: Remedy) -> str:
    return said_of(remedy)


@section("The points of your complaint", template="complaints/section.html")
def their_points(record: Any, party: Party) -> dict[str, Any] | None:
    """Each point as we understand it; what was decided stands in the letter, and here once it was sent."""
    if not isinstance(record, Complaint) or not (kept := case_file(record)).points:
        return None
    return {"told": [f"{point}{_outcome(kept, point, record)}" for point in kept.points]}


def _outcome(kept: CaseFile, point: Point, complaint: Complaint) -> str:
    """What was decided, as far as a letter has said it."""
    stage = 2 if complaint.answered_again_on else 1 if complaint.answered_on else 0
    decided = kept.decision(point, stage)
    return f": {decided.get_outcome_display().lower()}" if decided else ""


@tells("points")
def tell_points(record: Any, party: Party) -> list[dict[str, Any]]:
    """The points of a person's complaint and what was decided of them, for the file of what is held."""
    if not isinstance(record, Complaint):
        return []
    decided = Decision.objects.filter(point__complaint=record.pk).select_related("point")
    points = [{"point": str(each)} for each in case_file(record).points]
    return points + [
        {"point": each.point.number, "stage": each.stage, "decided": each.get_outcome_display(),
         "because": each.reason}
        for each in decided.order_by("stage", "point__number")
    ]  # fmt: skip


@tells("remedies")
def tell_remedies(record: Any, party: Party) -> list[dict[str, Any]]:
    """What was promised to a person and what became of it."""
    if not isinstance(record, Complaint):
        return []
    return [
        {"what": each.what, "promised_for": each.promised_for.isoformat(), "cost": each.get_cost_display(),
         "stands_at": each.stage_label, "evidence": each.evidence}
        for each in case_file(record).remedies
    ]  # fmt: skip

"""What belongs to a complaint beside its own row: its points, what was decided of each, what is promised."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Max

from guildhall.kernel.clocks.wording import listed, said
from guildhall.services.complaints.models import FAULT, Complaint, Decision, Outcome, Point, Remedy


@dataclass(frozen=True)
class Told:
    """One point as a letter tells it."""

    number: int
    text: str
    outcome: str
    reason: str


@dataclass
class CaseFile:
    """A complaint's rows, read once: a page asks of them again and again."""

    points: list[Point]
    remedies: list[Remedy]

    def decision(self, point: Point, stage: int) -> Decision | None:
        """What was decided of the point at that stage."""
        return next((each for each in point.decisions.all() if each.stage == stage), None)

    def outcomes(self, stage: int) -> list[str]:
        decided = (self.decision(point, stage) for point in self.points)
        return [each.outcome for each in decided if each]

    def told(self, stage: int) -> list[Told]:
        """The points with what was decided, for the letter."""
        pairs = ((point, self.decision(point, stage)) for point in self.points)
        return [
            Told(point.number, point.text, str(each.get_outcome_display()), each.reason)
            for point, each in pairs
            if each
        ]


def case_file(complaint: Complaint) -> CaseFile:
    """The rows of one complaint; kept with it for as long as it is looked at."""
    kept: CaseFile | None = complaint.__dict__.get("_file")
    if kept is None:
        points = complaint.points.order_by("number").prefetch_related("decisions")
        kept = CaseFile(list(points), list(complaint.remedies.order_by("pk")))
        complaint.__dict__["_file"] = kept
    return kept


def missing(complaint: Complaint) -> Iterator[str]:
    """What its letter still lacks at the stage it is at (Code 6.7 to 6.9), each as part of a sentence."""
    kept, stage = case_file(complaint), complaint.round
    if not complaint.definition:
        yield "how we understand it"
    if not kept.points:
        yield "its points"
    if open_points := [f"{each.number}" for each in kept.points if not kept.decision(each, stage)]:
        noun = "point" if len(open_points) == 1 else "points"
        yield f"a decision with its reason on {noun} {listed(open_points)}"
    owed = any(each in FAULT for each in kept.outcomes(stage))
    promised = [each for each in kept.remedies if each.stage != Remedy.Stage.DROPPED]
    if owed and not promised and not complaint.no_remedy_because:
        yield "a remedy, or why nothing is owed"


def overall(outcomes: Iterable[str]) -> str:
    """What was decided of the whole: upheld where every point was, partly where any was."""
    found = set(outcomes)
    if found == {Outcome.UPHELD}:
        return str(Outcome.UPHELD)
    if found & set(FAULT):
        return str(Outcome.PARTLY)
    return str(Outcome.NO_FINDING if found == {Outcome.NO_FINDING} else Outcome.NOT_UPHELD)


def add_points(complaint: Complaint, texts: Iterable[str]) -> None:
    """Adds points after those there are."""
    last = complaint.points.aggregate(last=Max("number"))["last"] or 0
    rows = [Point(complaint=complaint, number=last + n, text=text) for n, text in enumerate(texts, start=1)]
    Point.objects.bulk_create(rows)


def decide(complaint: Complaint, point: Point, outcome: str, reason: str, by_id: int | None, on: Any) -> None:
    """What is decided of a point at this stage; the last word before the letter counts."""
    decided = {"outcome": outcome, "reason": reason, "by_id": by_id, "on": on}
    Decision.objects.update_or_create(point=point, stage=complaint.round, defaults=decided)


def said_of(remedy: Remedy) -> str:
    """A remedy as a letter tells it: what, by when, at what cost."""
    if remedy.stage == Remedy.Stage.DONE:
        when = f"done on {said(remedy.closed_on)}" if remedy.closed_on else "done"
    else:
        when = f"by {said(remedy.promised_for)}"
    cost = f", {remedy.get_cost_display()}" if remedy.kind == Remedy.Kind.PAYMENT and remedy.cost else ""
    return f"{remedy.what} ({when}{cost})"

"""Complaints of a period by service and by ward: how many, how soon, how many right, how many went on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q

from guildhall.commons.design.composites import Column, Table
from guildhall.kernel.deadlines import Deadline
from guildhall.kernel.measures import Period
from guildhall.services.complaints.models import FAULT, Complaint, Outcome
from guildhall.services.complaints.procedures import AREAS_BY_KEY

NO_WARD = "Ward not known"
COLUMNS = ("Received", "Answered", "In time", "Upheld", "To stage 2")
# Who is told apart from the rest in too small a number is not told at all.
SMALL = 3


@dataclass(frozen=True)
class Line:
    """One service's or ward's figures."""

    label: str
    received: int
    answered: int
    in_time: int
    decided: int
    upheld: int
    escalated: int

    @property
    def cells(self) -> tuple[str, ...]:
        return (
            self.label,
            str(self.received),
            str(self.answered),
            _share(self.in_time, self.answered),
            _share(self.upheld, self.decided),
            _share(self.escalated, self.answered),
        )


def _share(part: int, whole: int) -> str:
    """A percentage with its number: of three or fewer only the number is said."""
    if not whole:
        return "–"
    return f"{part} of {whole}" if whole <= SMALL else f"{100 * part / whole:.0f}% ({part} of {whole})"


def lines(period: Period, user: Any, by: str) -> list[Line]:
    """The figures of the complaints received in the period that this person may see, by `area` or `ward`."""
    return lines_of(Complaint.objects.visible_to(user).opened_in(period), by)


def lines_of(complaints: Any, by: str) -> list[Line]:
    """The figures of these complaints by `area` or `ward`; what was passed on as none is left out."""
    met = Deadline.objects.filter(record=OuterRef("pk"), kind="answer", met_on__lte=F("due_on"))
    seen = complaints.exclude(stage=Complaint.Stage.ROUTED)
    answered = Q(answered_on__isnull=False)
    grouped = (
        seen.order_by()
        .annotate(kept=Exists(met))
        .values(by)
        .annotate(
            received=Count("pk"),
            answered=Count("pk", filter=answered),
            in_time=Count("pk", filter=answered & Q(kept=True)),
            decided=Count("pk", filter=answered & ~Q(outcome=Outcome.NO_FINDING)),
            upheld=Count("pk", filter=answered & Q(outcome__in=FAULT)),
            escalated=Count("pk", filter=answered & Q(escalated_on__isnull=False)),
        )
    )
    found = [Line(_label(by, each.pop(by)), **each) for each in grouped]
    return sorted(found, key=lambda line: (-line.received, line.label))


def _label(by: str, value: str) -> str:
    return AREAS_BY_KEY[value].label if by == "area" else value or NO_WARD


def table(caption: str, first: str, found: Iterable[Line]) -> Table:
    """The lines with their whole beneath."""
    found = list(found)
    sums = [sum(each) for each in zip(*(_numbers(line) for line in found), strict=True)]
    rows = [line.cells for line in found]
    rows += [Line("Together", *sums).cells] if len(found) > 1 else []
    columns = [Column(first), *(Column(each, numeric=True) for each in COLUMNS)]
    return Table(caption, columns, rows)


def _numbers(line: Line) -> tuple[int, ...]:
    return line.received, line.answered, line.in_time, line.decided, line.upheld, line.escalated

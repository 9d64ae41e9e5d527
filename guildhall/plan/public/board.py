"""The programme board: each deliverable a row, each quarter of a year a column, milestones in the cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from guildhall.kernel.clocks.calendars import Calendar
from guildhall.kernel.periods import Period
from guildhall.plan.models import Milestone
from guildhall.plan.public.outs import DeliverableOut, DependencyOut, MilestoneOut
from guildhall.plan.public.standing import SHAPES, standing

# Deliverables on one page of the board.
ROWS = 50


@dataclass(frozen=True)
class Row:
    """A deliverable with its milestones in the quarters of one year."""

    deliverable: DeliverableOut
    quarters: list[tuple[Period, list[MilestoneOut]]]

    @property
    def late(self) -> int:
        """How many days the latest of its milestones slips, in all years."""
        return max((each.days_late for each in self.deliverable.milestones), default=0)

    @property
    def waits_for(self) -> list[DependencyOut]:
        return self.deliverable.dependencies


@dataclass(frozen=True)
class Board:
    """One financial year of a programme."""

    year: Period
    rows: list[Row]

    @property
    def quarters(self) -> list[Period]:
        return quarters(self.year)


def board(deliverables: Iterable[DeliverableOut], year: Period) -> Board:
    """The board of one year: the deliverables that have a milestone in it."""
    rows = []
    for each in deliverables:
        placed = [
            (quarter, [one for one in each.milestones if one.first in quarter]) for quarter in quarters(year)
        ]
        if any(ones for _, ones in placed):
            rows.append(Row(each, placed))
    return Board(year, rows)


def quarters(year: Period) -> list[Period]:
    return [Period.quarter(year.first.year, number) for number in (1, 2, 3, 4)]


def years(deliverables: Any) -> list[Period]:
    """The financial years in which any of these deliverables has a milestone, in order."""
    firsts = Milestone.objects.filter(deliverable__in=deliverables.values("pk")).values_list(
        "first", flat=True
    )
    return sorted({Period.containing(each) for each in firsts.distinct()})


def with_milestones(year: Period) -> Any:
    """The milestones of a year."""
    return Milestone.objects.filter(first__range=(year.first, year.last))


def states(deliverables: Any, year: Period, today: date, calendar: Calendar) -> list[tuple[str, str, int]]:
    """How many milestones of the year stand how: the shape, the word, and the number."""
    of_year = with_milestones(year).filter(deliverable__in=deliverables.values("pk"))
    found = Counter(standing(each, today, calendar)[0] for each in of_year)
    return [(shape, word, found[word]) for word, shape in SHAPES.items() if word in found]

"""The programme board: each deliverable a row, each quarter of a year a column, milestones in the cells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from guildhall.kernel.periods import Period
from guildhall.plan.public.outs import DeliverableOut, DependencyOut, MilestoneOut
from guildhall.plan.public.standing import SHAPES


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
    others: list[DeliverableOut]

    @property
    def quarters(self) -> list[Period]:
        return quarters(self.year)

    @property
    def states(self) -> list[tuple[str, str, int]]:
        """How many milestones of the year stand how: the shape, the word, and the number."""
        standing = [mark.standing for row in self.rows for _, marks in row.quarters for mark in marks]
        return [(shape, word, standing.count(word)) for word, shape in SHAPES.items() if word in standing]


def board(deliverables: Iterable[DeliverableOut], year: Period) -> Board:
    """The board of one year; `others` have no milestone in it."""
    rows, others = [], []
    for each in deliverables:
        placed = [
            (quarter, [one for one in each.milestones if one.first in quarter]) for quarter in quarters(year)
        ]
        if any(marks for _, marks in placed):
            rows.append(Row(each, placed))
        else:
            others.append(each)
    return Board(year, rows, others)


def quarters(year: Period) -> list[Period]:
    return [Period.quarter(year.first.year, number) for number in (1, 2, 3, 4)]


def years(deliverables: Iterable[DeliverableOut]) -> list[Period]:
    """The financial years in which there is any milestone, in order."""
    return sorted({Period.containing(one.first) for each in deliverables for one in each.milestones})

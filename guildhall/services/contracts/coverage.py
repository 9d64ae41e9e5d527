"""Which days a system is covered by contracts, and which it is not (CON-1). Pure: no database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from guildhall.kernel.clocks.periods import months_after
from guildhall.kernel.clocks.wording import counted, said

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Span:
    """The days one contract covers, both included; None where nobody has said.

    Without a last day it covers what follows for good, unless another goes on from it: then it has `ended`,
    on a day nobody has said.
    """

    first: date | None
    last: date | None
    ended: bool = False

    def goes_on_after(self, day: date) -> bool:
        """Whether it covers the day that follows without a break."""
        starts = self.first is None or self.first <= day + ONE_DAY
        return starts and (not self.ended if self.last is None else self.last > day)


@dataclass(frozen=True)
class Gap:
    """Days without cover, both included; `last` is None where no end is in sight."""

    first: date
    last: date | None

    @property
    def words(self) -> str:
        """Such as “from 1 January 2019 to 31 March 2019 (3 months)”."""
        if self.last is None:
            return f"from {said(self.first)}, and nobody has said until when"
        return f"from {said(self.first)} to {said(self.last)} ({how_long(self.first, self.last)})"


def how_long(first: date, last: date) -> str:
    """Whole months where it is, else days."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    for number in (months - 1, months):
        if number > 0 and months_after(first, number) == last + ONE_DAY:
            return counted(number, "month")
    return counted((last - first).days + 1, "day")


def gap_after(last: date, others: Iterable[Span], successors: Iterable[date], today: date) -> Gap | None:
    """The days without cover that follow the last day of one contract; None where there are none.

    `others` are the other contracts that cover the same system, `successors` the days by which one was said
    to be in service. A system is needed until its successor is there, or until the next contract begins;
    where nobody has named a successor it is needed still, so a contract that is over leaves a gap.
    """
    others, successors = list(others), list(successors)
    if any(each.goes_on_after(last) for each in others):
        return None
    begins = [each.first - ONE_DAY for each in others if each.first and each.first > last + ONE_DAY]
    awaited = [day for day in successors if day > last]
    ends = [*([min(begins)] if begins else []), *([max(awaited)] if awaited else [])]
    if ends:
        return Gap(last + ONE_DAY, min(ends))
    return Gap(last + ONE_DAY, None) if last < today and not successors else None

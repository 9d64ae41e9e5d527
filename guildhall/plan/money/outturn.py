"""A year's budget beside what the ledger says of its months, and where the year will end.

The budget is spread evenly over twelve months. The year's end is projected in a straight line: what the
months since April came to, over their number, times twelve. Too few months, or one that is missing among
them, and nobody can say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from guildhall.kernel.periods import Period
from guildhall.plan.models import LedgerLine
from guildhall.plan.models.budgets import Money
from guildhall.plan.money.ledger import PENCE, current
from guildhall.plan.service import plans

# Fewer months than this say nothing of a year.
FEWEST = 3
MONTHS = 12
METHOD = (
    "The year’s end is projected in a straight line: the months since April, divided by their number, times "
    f"twelve. It takes at least {FEWEST} months, and none may be missing among them. It knows no seasons."
)
# Of these, more than the budget is worse; of everything else less is.
COSTS = frozenset({Money.EXPENDITURE, Money.CASH_LIMIT})
EARNED = (Money.INCOME, Money.GRANT, Money.RECHARGE)

Months = tuple[Decimal | None, ...]


@dataclass(frozen=True)
class Projection:
    """Where the year ends, or None; and the sentence for it."""

    value: Decimal | None
    told: str


@dataclass(frozen=True)
class Line:
    """One area's money of one kind in one year: its budget, where it has one, and its months from April."""

    area: str
    kind: Money
    year: Period
    budget: Decimal | None
    months: Months

    @property
    def each_month(self) -> Decimal | None:
        """A twelfth of the budget."""
        return None if self.budget is None else rounded(self.budget / MONTHS)

    @property
    def known(self) -> list[Decimal]:
        return [each for each in self.months if each is not None]

    @property
    def to_date(self) -> Decimal | None:
        return sum(self.known, Decimal(0)) if self.known else None

    @property
    def budget_to_date(self) -> Decimal | None:
        """The budget of as many months as are known."""
        return None if self.budget is None else rounded(self.budget * len(self.known) / MONTHS)

    @property
    def variance(self) -> Decimal | None:
        """What is known so far, less its budget."""
        return apart(self.to_date, self.budget_to_date)

    @property
    def projection(self) -> Projection:
        return straight_line(self.months, self.year)

    @property
    def is_worse(self) -> bool | None:
        """Whether the year ends worse than its budget; None where nobody can say."""
        gap = apart(self.projection.value, self.budget)
        if gap is None:
            return None
        return gap > 0 if self.kind in COSTS else gap < 0


def rounded(amount: Decimal) -> Decimal:
    return amount.quantize(PENCE, ROUND_HALF_UP)


def apart(actual: Decimal | None, budget: Decimal | None) -> Decimal | None:
    """Actual less budget; None where either is not known."""
    return None if actual is None or budget is None else actual - budget


def straight_line(months: Sequence[Decimal | None], year: Period) -> Projection:
    """Where twelve months from April end if the rest are as those known."""
    names = list(year.months())
    known = [each for each in months if each is not None]
    if len(known) == MONTHS:
        return Projection(sum(known, Decimal(0)), "All twelve months are known.")
    if None in months[: len(known)]:
        missing = names[months.index(None)]
        return Projection(None, f"{missing:%B} is missing: enter it, as 0 if there was nothing.")
    if len(known) < FEWEST:
        return Projection(None, f"Too few months: {len(known)} known, and a projection takes {FEWEST}.")
    return Projection(
        rounded(sum(known, Decimal(0)) / len(known) * MONTHS), f"In a straight line over {len(known)} months."
    )


def lines(plan: Any, year: Period, user: Any) -> list[Line]:
    """The plan's areas with a budget in that year, by kind, with what the ledger says: two queries."""
    budgets: dict[tuple[str, str], Decimal] = {
        (each.area, each.kind): each.amount for each in plan.budget.filter(year=year.first.year)
    }
    (facts,) = (each for each in plans.facts if each.model is LedgerLine)
    entered = current(year.months(), facts.visible_to(user))
    areas = sorted({area for area, _ in budgets})
    return [line for area in areas for line in _of_area(area, year, budgets, entered)]


def worsening(plan: Any, today: date, user: Any) -> list[Line]:
    """After 30 September: the lines of the running year that are projected to end worse than budgeted."""
    year = Period.containing(today)
    if today < date(year.first.year, 10, 1):
        return []
    return [each for each in lines(plan, year, user) if each.is_worse]


def _of_area(
    area: str, year: Period, budgets: Mapping[tuple[str, str], Decimal], entered: Mapping[Any, Decimal]
) -> Iterator[Line]:
    months = {
        kind: tuple(entered.get((month, area, kind)) for month in year.months())
        for kind in Money
        if any((month, area, kind) in entered for month in year.months())
    }
    months[Money.CASH_LIMIT] = _net(months)
    for kind in Money:
        budget = budgets.get((area, kind))
        if budget is not None or (kind in months and kind is not Money.CASH_LIMIT):
            yield Line(area, kind, year, budget, months.get(kind, (None,) * MONTHS))


def _net(months: Mapping[Money, Months]) -> Months:
    """What counts against a cash limit: what was spent less what was earned, where all of it is known."""
    if Money.EXPENDITURE not in months:
        return (None,) * MONTHS
    earned = [months[kind] for kind in EARNED if kind in months]
    return tuple(
        None if spent is None or None in others else spent - sum(each for each in others if each is not None)
        for spent, *others in zip(months[Money.EXPENDITURE], *earned, strict=True)
    )

"""What a benefit is worth: added up, discounted and divided only where that is honest. Needs no Django."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from guildhall.plan.wording import in_words

# The Treasury's social time preference rate (Green Book).
DISCOUNT = Decimal("0.035")
PENNY = Decimal("0.01")


def nominal(amount: Decimal, first: int, last: int) -> Decimal:
    """What a yearly amount comes to from one financial year to another, if it stays the same."""
    return amount * max(last - first + 1, 0)


def present_value(
    yearly: Decimal, years: int, *, rate: Decimal = DISCOUNT, at_start: bool = False
) -> Decimal:
    """What yearly amounts are worth today, each discounted from the end of its year, or from its start."""
    first = 0 if at_start else 1
    return sum((yearly / (1 + rate) ** place for place in range(first, first + years)), Decimal(0)).quantize(
        PENNY
    )


def ratio(benefit: Decimal, benefit_of: str, cost: Decimal, cost_of: str) -> Decimal:
    """Benefit by cost, of one programme. Raises ValueError with a sentence where they are of two."""
    if benefit_of != cost_of:
        raise ValueError(
            f"{in_words(cost, '£')} is what {cost_of} costs, and "
            f"{in_words(benefit, '£')} is what {benefit_of} brings: one is not divided by the other."
        )
    if cost <= 0:
        raise ValueError("A benefit is divided by a cost of more than nothing.")
    return (benefit / cost).quantize(PENNY)


def average(total: Decimal, total_of: str, count: Decimal, count_of: str, *, same: bool) -> Decimal:
    """A sum of money by how many, where both are of the same things. Raises ValueError with a sentence.

    `total_of` and `count_of` say what each counts; `same` whether that is one thing, for the same time.
    """
    if not same:
        raise ValueError(
            f"{in_words(total, '£')} is for {total_of}, and {in_words(count, '')} counts {count_of}: "
            "nobody can divide one by the other."
        )
    if count <= 0:
        raise ValueError("An average is of more than none.")
    return (total / count).quantize(PENNY)


def banked(year: int, saved: Decimal, budgets: Mapping[int, Decimal]) -> tuple[bool, str]:
    """Whether a cashable saving counts, and why: only where the budget line of its year fell by as much.

    `budgets` are the amounts of the budget line it is taken from, by the year each begins in.
    """
    now, before = budgets.get(year), budgets.get(year - 1)
    if now is None or before is None:
        return False, "Not counted: no budget line shows that it was taken out."
    cut = before - now
    if cut >= saved:
        return True, f"Counted: its budget line fell by {in_words(cut, '£')}."
    if cut <= 0:
        return False, "Not counted: its budget line did not fall."
    return False, f"Not counted: its budget line fell by {in_words(cut, '£')} only."

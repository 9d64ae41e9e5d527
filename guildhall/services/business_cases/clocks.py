"""The days of a case: when somebody looks at a trigger, by when to say what follows money that ends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from guildhall.kernel.clocks import ENGLAND_AND_WALES, MonthsBefore, Rule, declare
from guildhall.kernel.deadlines import Clock
from guildhall.services.business_cases.models import BusinessCase, Funding

# What follows is decided in the year's budget: half a year before the money ends is the last one.
LEAD_MONTHS = 6
ON_THE_DAY, BEFORE_IT_ENDS = "case-trigger", "case-funding"
POLICY = "The council’s financial rules"


def _rule(key: str, title: str, receives: str, owes: str, months: int) -> Rule:
    return Rule(
        key=key, title=title, receives=receives, owes=owes, in_force=date(2000, 1, 1),
        period=MonthsBefore(months), law=POLICY, region=ENGLAND_AND_WALES,
    )  # fmt: skip


declare(
    _rule(ON_THE_DAY, "On the day a trigger was agreed for", "The day that was agreed", "A look", 0),
    _rule(BEFORE_IT_ENDS, "Before funding ends", "The end of the funding", "What follows", LEAD_MONTHS),
)


def unfollowed(funding: Any) -> list[Funding]:
    """Of the fundings of a case, those that end with nothing after them, the earliest first."""
    rows = list(funding)
    return sorted(
        (each for each in rows if each.last and not each.then and not _followed(each, rows)),
        key=lambda each: (each.last or date.max, each.pk or 0),
    )


def _followed(funding: Funding, others: list[Funding]) -> bool:
    """Whether another one pays on the day after it ends."""
    after = funding.day_after
    return after is not None and any(
        each is not funding and each.first <= after and (each.last is None or each.last >= after)
        for each in others
    )


def days_of_a_case(case: BusinessCase) -> Iterator[Clock]:
    """The next trigger nobody has answered, and the first funding that nothing follows."""
    if case._state.adding:
        return
    if trigger := case.triggers.filter(answered_on=None).order_by("day", "pk").first():
        yield Clock("trigger", regime=ON_THE_DAY, label="Trigger", starts=trigger.day)
    if ends := unfollowed(case.funding.all()):
        yield Clock("funding", regime=BEFORE_IT_ENDS, label="What follows the funding", starts=ends[0].last)

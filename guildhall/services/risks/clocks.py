"""When a risk is looked at again: a quarter after the last time at the latest, sooner where that was said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from guildhall.kernel.clocks import ENGLAND_AND_WALES, Months, Rule, declare
from guildhall.kernel.deadlines import Clock
from guildhall.services.risks.models import Risk

QUARTER = 3


def _rule(months: int) -> Rule:
    sooner = "" if months == QUARTER else ": sooner than a quarter, as the last review decided"
    return Rule(
        key=f"risk-review-{months}",
        title="Review of a risk",
        receives="What was last known of it",
        owes="The next review",
        in_force=date(2000, 1, 1),
        period=Months(months, rolls=False),
        law=f"The council’s own rule{sooner}",
        region=ENGLAND_AND_WALES,
    )


declare(*(_rule(months) for months in range(1, QUARTER + 1)))


def each_quarter(risk: Risk) -> Iterator[Clock]:
    """One to three months from the last review, or from the day it was raised."""
    yield Clock(
        "review",
        regime=f"risk-review-{risk.review_months}",
        label="Review",
        starts=risk.reviewed_on or risk.opened_on,
    )

"""How long a review may take: the law of the answer it looks at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from guildhall.kernel.clocks import ANY_UK, Rule, WorkingDays, declare
from guildhall.kernel.deadlines import Clock
from guildhall.services.reviews.models import Review

# The law gives a complaint about subject access no time but its acknowledgement (DPA 2018 s.164A):
# the council promises what it promises for every other answer.
declare(
    Rule(
        key="sar-review",
        title="Review of a subject access answer",
        receives="The request for a review",
        owes="The outcome of the review",
        in_force=date(2000, 3, 1),
        period=WorkingDays(20),
        law="The council’s promise",
        days_law="FOIA s.10(6)",
        region=ANY_UK,
    )
)

REVIEW_OF = {
    Review.Regime.FOI: "foi-review",
    Review.Regime.EIR: "eir-review",
    Review.Regime.SAR: "sar-review",
}


def by_regime(review: Review) -> Iterator[Clock]:
    """20 working days, in an exceptional case 40 (s.45 Code 5.4); EIR 40 (reg.11(4))."""
    yield Clock("review", regime=REVIEW_OF[Review.Regime(review.regime)], label="Decision")
    if review.regime == Review.Regime.SAR:
        yield Clock("acknowledgement", regime="dp-complaint", label="Acknowledgement")

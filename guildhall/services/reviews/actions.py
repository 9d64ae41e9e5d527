"""The verbs of a review."""

from __future__ import annotations

from datetime import date
from typing import Any

from guildhall.commons.parties.models import involve
from guildhall.kernel import time
from guildhall.kernel.clocks import rule_in_force
from guildhall.kernel.clocks.wording import said
from guildhall.kernel.deadlines import calendar
from guildhall.kernel.gates import Actor
from guildhall.kernel.records import Record, link
from guildhall.services.reviews import forms
from guildhall.services.reviews.models import Review
from guildhall.services.reviews.service import Stage, reviews


def by_somebody_else(review: Review, by: Any) -> str | None:
    """Nobody reviews their own answer (s.45 Code 5.4; ICO guidance)."""
    if review.answered_by_id and Actor.of(by).id == review.answered_by_id:
        return "A review is decided by somebody else: you answered this request."
    return None


def may_take_longer(review: Review, by: Any) -> str | None:
    """Once, in an exceptional case, before the first time is out; regulation 11 gives no more time."""
    clock = review.deadlines.get(kind="review")
    rule = rule_in_force(clock.regime, clock.starts_on)
    if rule.extension is None:
        return f"{rule.law} allows no more time."
    known = clock.result(review.clock_inputs.all(), calendar())
    if known.history.extended:
        return f"It was extended on {said(known.history.extended.on)}, and that is allowed once."
    if known.notice_by and known.notice_by < time.today():
        return f"Too late: the requester had to be told by {said(known.notice_by)} ({rule.extension.law})."
    return None


@reviews.opening(
    asks=forms.Ask,
    system=True,
    meets="acknowledgement",
    sends="review_acknowledged",
    label="Open a review",
    tells="You asked us to look at our answer again.",
    says="A review of {record.of} was asked for.",
    law="FOIA 2000 s.45 Code part 5; EIR 2004 reg.11; DPA 2018 s.164A",
)
def ask(
    review: Review,
    about: Record,
    regime: str,
    sensitivity: int,
    grounds: str,
    late_because: str,
    answered_by: Any,
    on: date,
) -> None:
    """Open the review of an answer; it counts from the day it was asked for."""
    review.of = about.reference  # type: ignore[attr-defined]
    review.title, review.opened_on = f"Review of {about.title}"[:300], on
    review.regime, review.sensitivity, review.grounds = regime, sensitivity, grounds
    review.late_because, review.answered_by = late_because, answered_by
    review.once_saved(lambda: link(review, about, "reviews"))
    for requester in about.involvements.filter(role="requester").select_related("party"):
        involve(review, requester.party, "requester")


@reviews.action(
    asks=forms.Extend,
    marks="extended",
    gates=(may_take_longer,),
    sends="review_extended",
    label="Take more time",
    tells="We told you that the review takes longer, and why.",
    says="{actor} told the requester that the review takes longer, and why: {reason}",
    law="FOIA 2000 s.45 Code 5.5",
)
def extend(review: Review) -> None:
    """Take up to 40 working days, if the case is exceptional, and tell the requester why."""


@reviews.action(
    to=Stage.DECIDED,
    asks=forms.Decide,
    meets="review",
    gates=(by_somebody_else,),
    sends="review_decided",
    tells="We told you what we decided.",
    says="{actor} {record.outcome_in_words}.",
    law="FOIA 2000 s.45 Code part 5; EIR 2004 reg.11(4)",
)
def decide(review: Review, outcome: str, decision: str, by: Any) -> None:
    """Decide the review, and tell the requester what was decided, why, and how to complain further."""
    review.outcome, review.decision = outcome, decision
    review.decided_by_id = Actor.of(by).id


@reviews.action(
    to=Stage.WITHDRAWN,
    asks=forms.Withdraw,
    tells="You took it back.",
    says="{actor} closed it: the requester withdrew it. {why}",
)
def withdraw(review: Review) -> None:
    """Close the review because the requester took it back."""

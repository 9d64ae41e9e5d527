"""The declaration: internal reviews."""

from guildhall.kernel.services import Keep, Service
from guildhall.kernel.verbs import STANDARD
from guildhall.services.reviews.clocks import by_regime
from guildhall.services.reviews.models import Review

Stage = Review.Stage

reviews = Service(
    key="reviews",
    name="Internal reviews",
    noun="review",
    about="Answers to information requests, looked at again by somebody who did not give them.",
    record=Review,
    prefix="RV",
    starts=Stage.ASKED,
    ends={Stage.DECIDED, Stage.WITHDRAWN},
    clock=by_regime,
    keeps=Keep(
        years=3,
        after="closed_on",
        blanks=("title", "grounds", "late_because", "decision"),
        because="the time in which the Commissioner or a tribunal may ask",
    ),
    searches=("grounds", "decision"),
    shows=("regime", "grounds", "late_because", "answered_by", "outcome", "decision"),
    roles={
        "Reviewing officer": {"extend", "decide", "withdraw"} | STANDARD,
        "Information officer": {"note"},
        "Head of service": set(),
        "Auditor": set(),
    },
)

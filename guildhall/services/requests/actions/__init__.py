"""The verbs of a request, by subject."""

from guildhall.services.requests.actions.arriving import ask, log, reclassify, triage
from guildhall.services.requests.actions.asking import (
    ask_identity,
    ask_team,
    ask_to_clarify,
    charge_fee,
    clarify,
    extend,
    fee_paid,
    identity_given,
)
from guildhall.services.requests.actions.ending import answer, answer_in_part, lapse, refuse, withdraw
from guildhall.services.requests.actions.publishing import decide_not_to_publish, publish, unpublish
from guildhall.services.requests.actions.reviewing import ask_for_review

__all__ = [
    "answer",
    "answer_in_part",
    "ask",
    "ask_for_review",
    "ask_identity",
    "ask_team",
    "ask_to_clarify",
    "charge_fee",
    "clarify",
    "decide_not_to_publish",
    "extend",
    "fee_paid",
    "identity_given",
    "lapse",
    "log",
    "publish",
    "reclassify",
    "refuse",
    "triage",
    "unpublish",
    "withdraw",
]

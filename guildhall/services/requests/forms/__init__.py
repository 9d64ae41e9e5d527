"""What people are asked about a request for information."""

from guildhall.services.requests.forms.asking import Ask, AskOnline, Log
from guildhall.services.requests.forms.deciding import Answer, AnswerInPart, AskForReview, Refuse, Withdraw
from guildhall.services.requests.forms.handling import (
    AskTeam,
    AskToClarify,
    ChargeFee,
    Clarify,
    Extend,
    FeePaid,
    Identity,
    IdentityGiven,
    Lapse,
    Reclassify,
    Triage,
)
from guildhall.services.requests.forms.publishing import Publish, WhyNotPublished

__all__ = [
    "Answer",
    "AnswerInPart",
    "Ask",
    "AskForReview",
    "AskOnline",
    "AskTeam",
    "AskToClarify",
    "ChargeFee",
    "Clarify",
    "Extend",
    "FeePaid",
    "Identity",
    "IdentityGiven",
    "Lapse",
    "Log",
    "Publish",
    "Reclassify",
    "Refuse",
    "Triage",
    "WhyNotPublished",
    "Withdraw",
]

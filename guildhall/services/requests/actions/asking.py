"""While it is being answered: what is asked of teams and of the requester, and what comes back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError

from guildhall.kernel.clocks.wording import listed, said
from guildhall.kernel.services import action
from guildhall.services.requests import clocks, forms
from guildhall.services.requests.gates import concerns_personal_data, may_be_extended
from guildhall.services.requests.models import InformationRequest
from guildhall.services.requests.service import Stage, requests


@requests.action(
    Stage.RECEIVED,
    Stage.SEARCHING,
    Stage.CLARIFYING,
    Stage.FEE,
    Stage.IDENTITY,
    asks=forms.AskTeam,
    label="Ask teams for their part",
    says="{actor} asked {record.teams_asked} for their part.",
)
def ask_team(request: InformationRequest, teams: Any, question: str, by: Any) -> None:
    """Ask teams for their part. Each gets a record of its own, which says nothing of who asked."""
    request.teams_asked = listed([team.name for team in teams])
    for team in teams:
        request.once_saved(partial(_open_part, request, team, question, by))


def _open_part(request: InformationRequest, team: Any, question: str, by: Any) -> None:
    action("parts", "ask").follow(
        by=by,
        about=request.reference,
        team=team.pk,
        question=question,
        sensitivity=request.sensitivity,
        answer_due=request.due_on,
    )


def _says(words: str, tells: Any, asked: str) -> Any:
    """A sentence that ends with what the law makes of the time."""
    return lambda request: f"{words}; {tells(request, asked)}."


@requests.action(
    Stage.RECEIVED,
    Stage.SEARCHING,
    to=Stage.CLARIFYING,
    asks=forms.AskToClarify,
    marks=clocks.asking(clocks.CLARIFICATION),
    sends="clarification",
    label="Ask what is meant",
    tells="We asked you what you meant.",
    says=_says("{actor} asked what was meant", clocks.meanwhile, clocks.CLARIFICATION),
    law="FOIA 2000 s.1(3), s.16; EIR 2004 reg.9; UK GDPR Art.12A",
)
def ask_to_clarify(request: InformationRequest, question: str) -> None:
    """Ask what is meant, if it is not clear what to look for. Ask soon: the time runs until you do."""
    request.question = question


@requests.action(
    Stage.CLARIFYING,
    to=Stage.SEARCHING,
    asks=forms.Clarify,
    marks=clocks.answering(clocks.CLARIFICATION),
    party=True,
    sends="thank_you",
    label="Make clear what is meant",
    tells="You told us what you meant.",
    says=_says("{record.requester} made clear what was meant", clocks.from_now, clocks.CLARIFICATION),
    law="FOIA 2000 s.1(3), s.10(6); EIR 2004 reg.9(4); UK GDPR Art.12A",
)
def clarify(request: InformationRequest, clarification: str) -> None:
    """Say what is meant, or log what the requester said, with the day it arrived."""
    request.clarification = clarification


@requests.action(
    Stage.RECEIVED,
    Stage.SEARCHING,
    to=Stage.FEE,
    asks=forms.ChargeFee,
    marks=clocks.asking(clocks.FEE),
    sends="fees_notice",
    label="Charge a fee",
    tells="We asked you for a fee.",
    says=_says("{actor} asked for a fee of £{amount}", clocks.meanwhile, clocks.FEE),
    law="FOIA 2000 s.9; EIR 2004 reg.8; UK GDPR Art.12(5)",
)
def charge_fee(request: InformationRequest, amount: Decimal) -> None:
    """Ask for a fee before answering: what it costs to send, or what excess costs."""
    request.fee = amount


@requests.action(
    Stage.FEE,
    to=Stage.SEARCHING,
    asks=forms.FeePaid,
    marks=clocks.answering(clocks.FEE),
    sends="thank_you",
    label="Log the fee as paid",
    tells="Your fee arrived.",
    says=_says("{actor} logged that the fee arrived", clocks.from_now, clocks.FEE),
    law="FOIA 2000 s.10(2); EIR 2004 reg.8(5), (6)",
)
def fee_paid(request: InformationRequest, on: date) -> None:
    """Log that the fee arrived, and on which day."""
    last = clocks.reckoning(request).lapses_on
    if last and on > last:
        raise ValidationError({"on": f"The last day to pay was {said(last)}: it has lapsed"})


@requests.action(
    Stage.RECEIVED,
    Stage.SEARCHING,
    to=Stage.IDENTITY,
    asks=forms.Identity,
    marks=clocks.asking(clocks.IDENTITY),
    gates=(concerns_personal_data,),
    sends="identity",
    label="Ask for proof of identity",
    tells="We asked you to show us that it is you.",
    says=_says("{actor} asked for proof of identity", clocks.meanwhile, clocks.IDENTITY),
    law="UK GDPR Art.12(6)",
)
def ask_identity(request: InformationRequest, proof: str) -> None:
    """Ask for proof of identity, where there is real doubt that it is them."""
    request.proof = proof


@requests.action(
    Stage.IDENTITY,
    to=Stage.SEARCHING,
    asks=forms.IdentityGiven,
    marks=clocks.answering(clocks.IDENTITY),
    sends="thank_you",
    label="Log the proof of identity",
    tells="We saw that it is you.",
    says=_says("{actor} logged that proof of identity arrived", clocks.from_now, clocks.IDENTITY),
    law="UK GDPR Art.12(3), (6)",
)
def identity_given(request: InformationRequest) -> None:
    """Log that proof of identity arrived, and on which day. Keep no copy of it."""


@requests.action(
    Stage.RECEIVED,
    Stage.SEARCHING,
    asks=forms.Extend,
    marks="extended",
    gates=(may_be_extended,),
    sends="extension",
    label="Take more time",
    tells="We told you that we need more time, and why.",
    says="{actor} told the requester that it takes longer, and why: {reason}",
    law="FOIA 2000 s.10(3), s.17(2); EIR 2004 reg.7; UK GDPR Art.12A",
)
def extend(request: InformationRequest) -> None:
    """Take more time, on a ground the law allows, and tell the requester why before the first time is out."""

"""A request arrives, and somebody decides which law it falls under."""

from __future__ import annotations

from datetime import date
from typing import Any

from guildhall.commons.parties.models import involve, known_or_new
from guildhall.kernel.records import Sensitivity, title_from
from guildhall.services.requests.forms import Ask, Log, Reclassify, Triage
from guildhall.services.requests.forms.asking import ABOUT
from guildhall.services.requests.models import InformationRequest
from guildhall.services.requests.service import Stage, requests


@requests.opening(
    asks=Ask,
    public=True,
    sends="acknowledgement",
    label="Ask for information",
    tells="We received your request.",
    says="{name} asked for information.",
    law="FOIA 2000 s.1, s.8; EIR 2004 reg.5; UK GDPR Art.15",
)
def ask(
    request: InformationRequest, about: str, wanted: str, name: str, email: str, address: str, prefers: str
) -> None:
    """Ask the council for information it holds. It counts from the day it arrives, even at 11:59pm."""
    _, request.regime = ABOUT[about or "other"]
    request.prefers = prefers
    _received(request, wanted, name, email=email, address=address)


@requests.opening(
    asks=Log,
    sends="acknowledgement",
    label="Log a request",
    tells="We received your request.",
    says="{actor} logged a request from {name}.",
    law="FOIA 2000 s.1, s.8; EIR 2004 reg.5; UK GDPR Art.15",
)
def log(
    request: InformationRequest,
    wanted: str,
    name: str,
    email: str,
    phone: str,
    address: str,
    channel: str,
    regime: str,
    prefers: str,
    on: date,
) -> None:
    """Log a request that came by post, e-mail, telephone or in person, with the day it arrived."""
    request.opened_on, request.channel, request.regime, request.prefers = on, channel, regime, prefers
    _received(request, wanted, name, email=email, phone=phone, address=address)


def _received(request: InformationRequest, wanted: str, name: str, **points: str) -> None:
    request.title = title_from(wanted)
    request.wanted, request.requester = wanted, name
    _keep_close(request)
    involve(request, known_or_new(name, **points), "requester")


def _keep_close(request: InformationRequest) -> None:
    """Somebody's own data is at least personal, whoever decided otherwise."""
    if request.is_personal:
        request.sensitivity = max(request.sensitivity, Sensitivity.PERSONAL)


@requests.action(
    Stage.RECEIVED,
    to=Stage.SEARCHING,
    asks=Triage,
    label="Decide who answers, and under which law",
    tells="We began to look for the information.",
    says="{actor} decided that it falls under {record.law}.",
)
def triage(request: InformationRequest, regime: str, sensitivity: int | None, owner: Any, team: Any) -> None:
    """Decide which law the request falls under and who answers it; the day of receipt stays."""
    request.regime = regime
    request.sensitivity = sensitivity or request.sensitivity
    request.owner, request.team = owner or request.owner, team or request.team
    _keep_close(request)


@requests.action(
    asks=Reclassify,
    sends="reclassified",
    label="Move it to another law",
    tells="We told you which law we answer under; it still counts from the day it arrived.",
    says="{actor} moved it to {record.law}; it still counts from the day it arrived. {reason}",
    law="FOIA 2000 s.39, s.40(1)",
)
def reclassify(request: InformationRequest, regime: str) -> None:
    """Answer it under another law. The day of receipt stays; what only the old law waited for does not."""
    request.regime = regime
    if request.stage in {Stage.FEE, Stage.IDENTITY}:
        request.stage = Stage.SEARCHING
    _keep_close(request)

"""What the public may read of a request: everything answered, unless there is a reason."""

from __future__ import annotations

from datetime import date

from guildhall.services.requests import forms
from guildhall.services.requests.gates import (
    is_published,
    nobodys_own_data,
    not_restricted,
    not_yet_published,
)
from guildhall.services.requests.models import InformationRequest
from guildhall.services.requests.service import Stage, requests


@requests.action(
    Stage.ANSWERED,
    Stage.REFUSED,
    asks=forms.Publish,
    gates=(nobodys_own_data, not_restricted, not_yet_published),
    label="Publish it in the disclosure log",
    tells="We published the answer. Your name is not in it, unless it may be published.",
    says="{actor} published it.",
    law="FOIA 2000 s.19; EIR 2004 reg.4",
)
def publish(
    request: InformationRequest, public_title: str, summary: str, public_answer: str, appears_on: date
) -> None:
    """Show everybody what one person asked and was told, without saying who."""
    request.public_title, request.summary, request.public_answer = public_title, summary, public_answer
    request.published_on, request.not_published_because = appears_on, ""


@requests.action(
    Stage.ANSWERED,
    Stage.REFUSED,
    asks=forms.WhyNotPublished,
    gates=(is_published,),
    label="Take it out of the disclosure log",
    says="{actor} took it out of the disclosure log: {reason}",
)
def unpublish(request: InformationRequest, reason: str) -> None:
    """Take it out of public sight, with the reason."""
    request.published_on, request.not_published_because = None, reason


@requests.action(
    Stage.ANSWERED,
    Stage.REFUSED,
    asks=forms.WhyNotPublished,
    gates=(nobodys_own_data, not_yet_published),
    label="Decide not to publish it",
    says="{actor} decided not to publish it: {reason}",
)
def decide_not_to_publish(request: InformationRequest, reason: str) -> None:
    """Leave it out of the disclosure log, with the reason."""
    request.not_published_because = reason

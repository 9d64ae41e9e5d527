"""When the requester is not content with the answer."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from guildhall.kernel.services import action
from guildhall.services.requests import forms
from guildhall.services.requests.gates import (
    last_day_for_review,
    may_still_be_reviewed,
    no_review_is_open,
)
from guildhall.services.requests.models import InformationRequest
from guildhall.services.requests.service import Stage, requests


@requests.action(
    Stage.ANSWERED,
    Stage.REFUSED,
    asks=forms.AskForReview,
    gates=(no_review_is_open, may_still_be_reviewed),
    party=True,
    label="Ask for a review",
    tells="You asked us to look at our answer again.",
    says="{record.requester} asked for a review of the answer.",
    law="FOIA 2000 s.45 Code part 5; EIR 2004 reg.11; DPA 2018 s.164A",
)
def ask_for_review(request: InformationRequest, grounds: str, late_because: str, by: Any, on: date) -> None:
    """Ask for the answer to be looked at again by somebody else, within 40 working days."""
    if on > last_day_for_review(request) and not late_because:
        raise ValidationError({"late_because": "Say why it should be reviewed although the time is over"})
    request.once_saved(lambda: _open_review(request, grounds, late_because, by, on))


def _open_review(request: InformationRequest, grounds: str, late_because: str, by: Any, on: date) -> None:
    action("reviews", "ask").follow(
        by=by,
        on=on,
        about=request.reference,
        regime=request.regime,
        sensitivity=request.sensitivity,
        grounds=grounds,
        late_because=late_because,
        answered_by=request.answered_by_id,
    )

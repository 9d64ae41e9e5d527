"""What the law forbids, as sentences for the person who tried."""

from __future__ import annotations

from datetime import date
from typing import Any

from guildhall.kernel import time
from guildhall.kernel.clocks import ANY_UK
from guildhall.kernel.clocks.periods import months_after
from guildhall.kernel.clocks.wording import said
from guildhall.kernel.deadlines import calendar
from guildhall.kernel.gates import Actor
from guildhall.kernel.prepared import Prepared
from guildhall.kernel.records import Record, Sensitivity
from guildhall.services.requests.clocks import reckoning, rule
from guildhall.services.requests.models import InformationRequest

Stage = InformationRequest.Stage

# How long the council waits for a requester before it closes their request: council policy,
# after the s.45 Code's two months for clarification.
PATIENCE_IN_MONTHS = 2
# A review is asked for within this many working days of the answer (s.45 Code 5.3, EIR reg.11(2)).
REVIEW_WITHIN = 40


def may_be_extended(request: InformationRequest, by: Any) -> str | None:
    """Once, on a ground the law knows, and before the first time is out."""
    law, known = rule(request), reckoning(request)
    if law.extension is None:
        return f"The law of {said(request.opened_on)} allows no more time ({law.law})."
    if known.history.extended:
        return f"It was extended on {said(known.history.extended.on)}, and the law allows that once."
    if known.notice_by is None or known.notice_by < time.today():
        return _too_late(known.notice_by, law.extension.law)
    return None


def _too_late(notice_by: date | None, law: str) -> str:
    if notice_by is None:
        return "Nothing is due, so there is nothing to extend."
    return f"Too late to extend: the requester had to be told by {said(notice_by)} ({law})."


def has_waited_long_enough(request: InformationRequest, by: Any) -> str | None:
    """A fee has its day in law; for everything else the council waits two months."""
    pays_until = reckoning(request).lapses_on
    last = pays_until or months_after(waiting_since(request), PATIENCE_IN_MONTHS)
    if time.today() > last:
        return None
    return f"The requester has until {said(last)} to {'pay' if pays_until else 'answer'}."


def waiting_since(request: InformationRequest) -> date:
    """The day it came to wait where it waits now."""
    asked = request.events.filter(to_stage=request.stage).exclude(from_stage=request.stage)
    day: date = asked.order_by("-sequence").values_list("effective_on", flat=True)[0]
    return day


def concerns_personal_data(request: InformationRequest, by: Any) -> str | None:
    return None if request.is_personal else "Who asks makes no difference under this law."


def last_day_for_review(request: InformationRequest) -> date:
    """The last day on which a review may be asked for as of right."""
    assert request.closed_on is not None, "only an answer can be reviewed"  # noqa: S101
    return calendar().add_working_days(request.closed_on, REVIEW_WITHIN, ANY_UK)


def may_still_be_reviewed(request: InformationRequest, by: Any) -> str | None:
    """Within 40 working days of the answer; later only at the council's discretion, with a reason."""
    last = last_day_for_review(request)
    if time.today() <= last or Actor.of(by).kind == "staff":
        return None
    return f"A review could be asked for until {said(last)}. Write to us if there was a good reason to wait."


def no_review_is_open(request: InformationRequest, by: Any) -> str | None:
    review = _open_reviews(request=request.pk)
    return f"It is being reviewed already: {review[0].reference}." if review else None


_open_reviews = Prepared(
    lambda request: Record.objects.filter(links__target=request, links__kind="reviews", closed_on=None).only(
        "reference"
    )[:1]
)


def nobodys_own_data(request: InformationRequest, by: Any) -> str | None:
    return "Somebody’s own data is never published." if request.is_personal else None


def not_restricted(request: InformationRequest, by: Any) -> str | None:
    restricted = request.sensitivity >= Sensitivity.RESTRICTED
    return "What is restricted is never published." if restricted else None


def not_yet_published(request: InformationRequest, by: Any) -> str | None:
    return "It is published already." if request.published_on else None


def is_published(request: InformationRequest, by: Any) -> str | None:
    return None if request.published_on else "It is not published."

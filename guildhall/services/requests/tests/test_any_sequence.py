"""Whatever is done to a request, in whatever order the gates allow, some things stay true."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guildhall.kernel import time
from guildhall.kernel.actions import Invalid, Refused
from guildhall.kernel.deadlines import calendar
from guildhall.kernel.events import flaws
from guildhall.kernel.records import Sensitivity
from guildhall.services.requests.actions import log
from guildhall.services.requests.models import Regime
from guildhall.services.requests.service import requests

# What each verb is told, under each law; each says enough to be valid wherever the gates let it.
SAID: dict[str, Callable[[Any], dict[str, Any]]] = {
    "triage": lambda request: {"regime": request.regime},
    "reclassify": lambda request: {
        "regime": next(each for each in Regime.values if each != request.regime),
        "reason": "It seemed so.",
    },
    "ask_to_clarify": lambda request: {"question": "Which year?"},
    "clarify": lambda request: {"clarification": "2025"},
    "charge_fee": lambda request: {"amount": "12.50", "reason": "Copies."},
    "fee_paid": lambda request: {},
    "ask_identity": lambda request: {"proof": "A passport."},
    "identity_given": lambda request: {},
    "extend": lambda request: {
        "complex": True,
        "voluminous": True,
        "exemptions": ["s.43(2)"],
        "because": "number",
        "reason": "It is large.",
    },
    "answer": lambda request: {"outcome": "granted", "answer": "412."},
    "answer_in_part": lambda request: {"answer": "412.", **withheld(request)},
    "refuse": lambda request: withheld(request),
    "withdraw": lambda request: {},
    "lapse": lambda request: {},
    "ask_for_review": lambda request: {"grounds": "It is short.", "late_because": "They were away."},
    "publish": lambda request: {"public_title": "Fines", "public_answer": "412."},
    "unpublish": lambda request: {"reason": "It is old."},
    "decide_not_to_publish": lambda request: {"reason": "It is old."},
    "note": lambda request: {"note": "They rang."},
    "hold": lambda request: {"reason": "The tribunal asked."},
    "release": lambda request: {"reason": "The tribunal decided."},
}
CODES = {"foi": "s.43(2)", "eir": "reg.12(5)(e)", "sar": "DPA Sch.2 para.16"}

steps = st.lists(st.tuples(st.sampled_from(sorted(SAID)), st.integers(0, 40)), min_size=1, max_size=12)


def withheld(request: Any) -> dict[str, Any]:
    code = CODES[request.regime]
    return {"exemptions": [code], "reasons": "Prices.", "public_interest": "On balance."}


@contextmanager
def undone() -> Iterator[None]:
    """What hypothesis does in one example is gone before the next."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    regime=st.sampled_from(Regime.values),
    received=st.dates(date(2026, 2, 5), date(2026, 12, 31)),
    steps=steps,
)
def test_whatever_is_done_the_record_stays_true(cast, regime, received, steps):
    amira, day = cast["amira"], received
    with undone():
        with time.pretend(day):
            request = _received(amira, regime, day)
        for verb, days in steps:
            day += timedelta(days=days)
            with time.pretend(day):
                request = _try(request, verb, amira)
                _stays_true(request)


def _received(amira: Any, regime: str, day: date) -> Any:
    asked = {"wanted": "How many fines?", "name": "Nora Bell", "email": "nora@example.org", "channel": "web"}
    return log(by=amira, regime=regime, on=day, **asked)


def _try(request: Any, verb: str, amira: Any) -> Any:
    """Does it, or is told why not; what is refused leaves the record as it was."""
    before = (request.version, request.stage, request.event_head)
    try:
        return requests.actions[verb](request, by=amira, **SAID[verb](request))
    except (Refused, Invalid):
        request.refresh_from_db()
        assert (request.version, request.stage, request.event_head) == before
        return request


def _stays_true(request: Any) -> None:
    response = request.deadlines.get()
    assert request.is_open == (request.stage not in requests.ends)
    assert (request.outcome != "") == (request.stage in requests.ends)
    assert request.urgent_on == (request.due_on if request.is_open and request.due_on else date.max)
    assert request.sensitivity >= (Sensitivity.PERSONAL if request.regime == "sar" else Sensitivity.ORDINARY)
    assert list(flaws(requests.spine.filter(pk=request.pk))) == []
    if request.is_open:
        due = response.result(request.clock_inputs.order_by("effective_on", "pk"), calendar()).due
        assert request.due_on == response.due_on == due
        assert request.in_time is None
    else:
        ended = response.met_on or request.closed_on
        assert request.in_time == (response.due_on is None or ended <= response.due_on)
    assert not (request.published_on and request.regime == "sar")

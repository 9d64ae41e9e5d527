"""A council that asks how it did, on the first of June 2018."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from guildhall.commons.parties.models import known_or_new
from guildhall.commons.satisfaction.answering import answer
from guildhall.commons.satisfaction.inviting import invite
from guildhall.kernel import delivery, time
from guildhall.kernel.gates import SYSTEM
from guildhall.services.satisfaction import actions

TODAY = date(2018, 6, 1)


@pytest.fixture
def today(db: None) -> Iterator[date]:
    """It is Friday 1 June 2018."""
    with time.pretend(TODAY):
        yield TODAY


@pytest.fixture
def survey(today: date) -> Any:
    """Everybody who calls the helpdesk is asked, since a year ago."""
    with time.pretend(TODAY - timedelta(days=365)):
        return actions.begin(
            by=SYSTEM, title="Calls", of_service="contacts", channel="call", percent=100, cap_days=0
        )


@pytest.fixture
def customers(survey: Any) -> Callable[..., None]:
    """So many call on a day and answer with these scores."""

    def called(on: date, scores: list[int], *, topic: str = "Council tax", comment: str = "") -> None:
        with time.pretend(on):
            for place, score in enumerate(scores):
                who = known_or_new(f"Caller {place}", email=f"caller{place}@example.org")
                about = f"contacts.contact {on} {topic} {place}"
                asked = invite(who, about=about, channel="call", service="contacts", topic=topic)
                delivery.sweep_outbox()
                answer(asked, score=score, got="yes", comment=comment)

    return called

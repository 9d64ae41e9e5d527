"""A week in March 2018 at the council: who is signed in, and what lies on the desk."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from guildhall.kernel import time
from guildhall.kernel.gates import SYSTEM
from guildhall.services.requests.actions import ask
from guildhall.services.requests.service import requests

WEDNESDAY = date(2018, 3, 14)


@pytest.fixture
def today() -> Iterator[date]:
    """It is Wednesday 14 March 2018."""
    with time.pretend(WEDNESDAY):
        yield WEDNESDAY


@pytest.fixture
def asked(db: None) -> Callable[..., Any]:
    """Makes a request that somebody asked so many days before Wednesday 14 March 2018."""

    def ask_then(
        days_ago: int = 0, wanted: str = "Which roads were gritted?", name: str = "Jo Castle"
    ) -> Any:
        email = f"{name.lower().replace(' ', '.')}@example.org"
        with time.pretend(WEDNESDAY - timedelta(days=days_ago)):
            return ask(by=SYSTEM, wanted=wanted, name=name, email=email)

    return ask_then


@pytest.fixture
def published(cast: Any, asked: Callable[..., Any], today: date) -> Callable[..., Any]:
    """Makes a request that was answered and is in the disclosure log."""
    verbs = requests.actions

    def publish(title: str = "Gritted roads", name: str = "Jo Castle", told: str = "All of them.") -> Any:
        by = cast["amira"]
        record = verbs["triage"](asked(2, f"Private words about {title}", name), by=by, regime="foi")
        record = verbs["answer"](record, by=by, outcome="granted", answer="Private answer")
        return verbs["publish"](
            record,
            by=by,
            public_title=title,
            summary=f"About {title}",
            public_answer=told,
            appears_on=WEDNESDAY,
        )

    return publish

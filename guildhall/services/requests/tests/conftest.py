"""A request, and the people who handle it, on a day in March 2026."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from guildhall.kernel import time
from guildhall.services.requests.actions import log, triage

MONDAY = date(2026, 3, 2)


@pytest.fixture
def people(cast: Any) -> Iterator[Any]:
    with time.pretend(MONDAY):
        yield cast


@pytest.fixture
def amira(people: Any) -> Any:
    return people["amira"]


@pytest.fixture
def received(amira: Any) -> Any:
    """Makes requests that arrived on a day, under a law."""

    def receive(regime: str = "foi", on: date = MONDAY, **said: Any) -> Any:
        asked = {
            "wanted": "How many parking fines were given in Albert Road in 2025?",
            "name": "Nora Bell",
            "email": "nora.bell@example.org",
            "channel": "email",
        }
        with time.pretend(on):
            return log(by=amira, regime=regime, on=on, **{**asked, **said})

    return receive


@pytest.fixture
def searching(amira: Any, received: Any) -> Any:
    """Makes requests somebody is working on."""

    def search(regime: str = "foi", on: date = MONDAY, **said: Any) -> Any:
        with time.pretend(on):
            return triage(received(regime, on, **said), by=amira, regime=regime)

    return search

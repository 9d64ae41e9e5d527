"""A request that Parking holds the answer to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from guildhall.kernel import time
from guildhall.kernel.records import Team
from guildhall.kernel.services import action

MONDAY = date(2026, 3, 2)


@pytest.fixture
def people(cast: Any) -> Iterator[Any]:
    with time.pretend(MONDAY):
        yield cast


@pytest.fixture
def request_of(people: Any) -> Callable[..., Any]:
    """Makes requests by Nora Bell."""

    def make(regime: str = "foi") -> Any:
        request = action("requests", "log")(
            by=people["amira"],
            on=MONDAY,
            regime=regime,
            wanted="How many fines were given in Albert Road?",
            name="Nora Bell",
            email="nora@example.org",
            channel="email",
        )
        return action("requests", "triage")(request, by=people["amira"], regime=regime)

    return make


@pytest.fixture
def part_of(people: Any) -> Callable[..., Any]:
    """Asks Parking for its part of a request, and returns the part."""

    def make(request: Any, *, on: date = MONDAY, team: str = "Parking") -> Any:
        with time.pretend(on):
            action("requests", "ask_team")(
                request,
                by=people["amira"],
                teams=[Team.objects.get(name=team).pk],
                question="How many fines?",
            )
        return request.backlinks.filter(kind="part_of").latest("pk").source.typed()

    return make

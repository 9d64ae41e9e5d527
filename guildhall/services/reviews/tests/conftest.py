"""An answer somebody is not content with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from guildhall.kernel import time
from guildhall.kernel.services import action

ANSWERED = date(2026, 3, 16)


@pytest.fixture
def people(cast: Any) -> Iterator[Any]:
    with time.pretend(ANSWERED):
        yield cast


@pytest.fixture
def review_of(people: Any) -> Callable[..., Any]:
    """Makes reviews of Amira's answers, asked for on a day."""

    def make(regime: str = "foi", on: date = date(2026, 3, 27), **said: Any) -> Any:
        request = action("requests", "log")(
            by=people["amira"],
            on=ANSWERED,
            regime=regime,
            wanted="How many fines were given in Albert Road?",
            name="Nora Bell",
            email="nora@example.org",
            channel="email",
        )
        action("requests", "answer")(request, by=people["amira"], outcome="granted", answer="412 fines.")
        with time.pretend(on):
            action("requests", "ask_for_review")(
                request, by=people["amira"], grounds="It leaves out 2024.", **said
            )
        return request.backlinks.get(kind="reviews").source.typed()

    return make

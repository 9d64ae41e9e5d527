"""A council with risks, on the first of June 2018."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from guildhall.kernel import time
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.services import action

TODAY = date(2018, 6, 1)


@pytest.fixture
def today(db: None) -> Iterator[date]:
    """It is Friday 1 June 2018."""
    with time.pretend(TODAY):
        yield TODAY


@pytest.fixture
def raised(today: date) -> Callable[..., Any]:
    """Raises a risk, by name as the plan does."""

    def raise_it(**given: Any) -> Any:
        return action("risks", "raise")(by=SYSTEM, **{"title": "Loss of key staff", **given})

    return raise_it


@pytest.fixture
def finds(today: date) -> Callable[..., list[tuple[str, ...]]]:
    """What a duty says of each risk that does not meet it, on a day."""
    from guildhall.services.risks.service import risks

    def found(duty: str, on: date = today) -> list[tuple[str, ...]]:
        return [each.detail for each in risks.duties[duty].findings(SYSTEM, on)]

    return found

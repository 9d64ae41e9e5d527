"""A council with contracts, on the first of June 2018."""

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
def enter(today: date) -> Callable[..., Any]:
    """Enters a contract, by name as other services do."""

    def entered(**given: Any) -> Any:
        said = {"supplier": "Larkspur Software", "what": "Design and print portal", **given}
        return action("contracts", "enter")(by=SYSTEM, **said)

    return entered


@pytest.fixture
def finds(today: date) -> Callable[..., list[tuple[str, ...]]]:
    """What a duty says of each record that does not meet it, on a day."""
    from guildhall.services.contracts.service import contracts

    def found(duty: str, on: date = today) -> list[tuple[str, ...]]:
        return [each.detail for each in contracts.duties[duty].findings(SYSTEM, on)]

    return found

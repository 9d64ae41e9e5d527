"""A council that adopts its code in April 2018, and asks its heads of service about 2017-18."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from guildhall.kernel import time
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.services import service
from guildhall.services.assurance.actions import codes, returns, statements

TODAY = date(2018, 4, 16)


@pytest.fixture
def today(db: None) -> Iterator[date]:
    """It is Monday 16 April 2018."""
    with time.pretend(TODAY):
        yield TODAY


@pytest.fixture
def code(today: date, cast: Any) -> Any:
    return codes.draw_up(by=cast["rowan"], title="Local code of governance")


@pytest.fixture
def give(code: Any, cast: Any) -> Callable[..., Any]:
    """Gives evidence in the code: of F1, by the numbers page, unless said otherwise."""

    def give_it(**given: Any) -> Any:
        told = {"part": "F1", "text": "Risks are looked at"} | given
        linked = {"shown_by", "document", "page", "measure", "duty"} & told.keys()
        return codes.give_evidence(
            code, by=cast["rowan"], **(told if linked else {**told, "page": "/numbers/"})
        )

    return give_it


@pytest.fixture
def asked(today: date, cast: Any) -> Any:
    return returns.ask(by=cast["rowan"], area="Customer services", year=2017, asked_of="Head of service")


@pytest.fixture
def answer(cast: Any) -> Callable[..., Any]:
    """Answers one question of a return: fully, unless said otherwise."""

    def answer_it(asked: Any, question: str, **given: Any) -> Any:
        told = {"says": "fully", "evidence": "The log", **given}
        return returns.answer(asked, by=cast["helen"], question=question, **told)

    return answer_it


@pytest.fixture
def answer_all(answer: Callable[..., Any]) -> Callable[..., Any]:
    """Answers every question, those named otherwise than fully."""

    def answer_them(asked: Any, **otherwise: dict[str, Any]) -> Any:
        for key in asked.asks.questions:
            answer(asked, key, **otherwise.get(key.replace("-", "_"), {}))
        return asked

    return answer_them


@pytest.fixture
def statement(today: date, cast: Any) -> Any:
    return statements.draft(by=cast["rowan"], year=2017)


@pytest.fixture
def finds(today: date) -> Callable[..., list[tuple[str, ...]]]:
    """What a duty says of each record that does not meet it, on a day."""

    def found(key: str, duty: str, on: date = today) -> list[tuple[str, ...]]:
        return [each.detail for each in service(key).duties[duty].findings(SYSTEM, on)]

    return found

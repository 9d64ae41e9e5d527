"""When is an answer due, and why: the clocks, asked over HTTP. The command line gives the same JSON."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from guildhall.kernel import deadlines
from guildhall.kernel.api.problems import OPEN, documented
from guildhall.kernel.clocks import ASKED_FOR, ClockError, ClockEvent, at_stage, deadline
from guildhall.kernel.clocks.reading import read_day, read_event, read_stage

router = Router(tags=["Deadlines"])


class Step(Schema):
    """One sentence of the derivation, the days it speaks of and the law it rests on."""

    on: date
    until: date
    kind: str
    text: str
    law: str


class Answer(Schema):
    """When it is due, and why; `due` is null while something is awaited, which `waiting_for` then names."""

    regime: str
    stage: int | None
    received: date
    due: date | None
    acknowledge_by: date | None
    notice_by: date | None
    target: date | None
    limit: date | None
    lapses_on: date | None
    waiting_for: str | None
    statement: str | None
    provisional: bool
    rule_version: str
    calendar_version: str
    law: list[str]
    steps: list[Step]


class Question(Schema):
    """Which law, when it came, and what has happened since."""

    regime: str = Field("", json_schema_extra={"enum": list(ASKED_FOR)})
    stage: str = ""
    received: str = ""
    event: list[str] = []
    reason: str = ""


@router.get(
    "/deadlines",
    response=Answer,
    operation_id="deadlines",
    url_name="deadlines",
    summary="When is an answer due, and why?",
    openapi_extra={"responses": documented(422, 429), "security": OPEN},
)
def due(request: HttpRequest, asked: Query[Question]) -> dict[str, Any]:
    """`regime` is the law that was asked under; `received` a day like 2026-06-12; `event` a name and a day
    like clarification_received:2026-06-20, as often as needed; `reason` why the time was extended; `stage`
    that of a complaint, 1 unless said.
    """
    return answer(asked.regime, asked.received, asked.event, asked.reason, asked.stage)


def answer(
    regime: str, received: str, events: list[str], reason: str = "", stage: str = ""
) -> dict[str, Any]:
    """The clock's answer as JSON. Raises ClockError with a sentence for a question that cannot be."""
    if not regime or not received:
        raise ClockError("Say which law and when it came, like: regime=foi&received=2026-06-12")
    told = [_with_reason(read_event(text, ":"), reason) for text in events]
    if reason and not any(event.name == "extended" for event in told):
        raise ClockError("reason says why the time was extended: add event=extended:DAY")
    came = read_day(received)
    key = at_stage(regime, read_stage(stage))
    return deadline(key, received=came, events=told, calendar=deadlines.calendar()).as_json()


def _with_reason(event: ClockEvent, reason: str) -> ClockEvent:
    return ClockEvent(event.name, event.on, reason) if event.name == "extended" else event

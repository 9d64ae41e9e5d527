"""How long a request has, and what the law makes of a question, a fee or a proof of identity."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from guildhall.kernel.clocks import ANY_UK, Effect, Result, Rule, Wait, rule_in_force
from guildhall.kernel.clocks.events import equivalents
from guildhall.kernel.deadlines import Clock, calendar

if TYPE_CHECKING:
    from guildhall.services.requests.models import InformationRequest

ONE_DAY = timedelta(days=1)
CLARIFICATION = "clarification_asked"
FEE = "fees_notice"
IDENTITY = "identity_asked"
# What a request waits for in each stage of waiting.
WAITS_FOR = {"clarifying": CLARIFICATION, "fee": FEE, "identity": IDENTITY}


def by_regime(request: InformationRequest) -> Iterator[Clock]:
    """The law of its day: FOIA s.10, EIR reg. 5, or UK GDPR Art. 12, from the day it was received."""
    yield Clock("response", regime=request.regime, label="Answer")


def rule(request: InformationRequest) -> Rule:
    """The rule its answer is due by."""
    return rule_in_force(request.regime, request.opened_on)


def reckoning(request: InformationRequest) -> Result:
    """Its clock's whole answer as things stand: when it is due, by when to extend, until when to pay."""
    # Read from what a page has fetched already: its buttons ask this again and again.
    response = next(each for each in request.deadlines.all() if each.kind == "response")
    inputs = sorted(request.clock_inputs.all(), key=lambda each: (each.effective_on, each.pk))
    return response.result(inputs, calendar())


def wait_for(request: InformationRequest, asked: str) -> Wait | None:
    """What asking does to the clock under its law; None where that law knows no such question."""
    names = equivalents(asked)
    return next((wait for wait in rule(request).waits if wait.asked in names), None)


def out_of_time(request: InformationRequest, on: date) -> bool:
    """Whether the time had already run out on that day: then no question stops or restarts it."""
    return request.due_on is not None and request.due_on < on


def asking(asked: str) -> Callable[[InformationRequest, date], str]:
    """The clock input of asking, in the words of the record's law; none when the time was already out."""

    def marks(request: InformationRequest, on: date) -> str:
        wait = wait_for(request, asked)
        return wait.asked if wait and not out_of_time(request, on) else ""

    return marks


def answering(asked: str) -> Callable[[InformationRequest, date], str]:
    """The clock input of the answer that came; none when the clock is not waiting for it."""

    def marks(request: InformationRequest, on: date) -> str:
        wait = wait_for(request, asked)
        waiting = [each for each in reckoning(request).history.asked if each.received is None]
        return wait.received if wait and any(each.wait == wait for each in waiting) else ""

    return marks


def meanwhile(request: InformationRequest, asked: str) -> str:
    """What happens to the time until the answer arrives, for the timeline and the letter."""
    wait = wait_for(request, asked)
    if wait is None or request.due_on is not None:
        return "the time was already out, so the answer is still overdue"
    return {
        Effect.RESTARTS: f"the {_length(request)} start again when it arrives",
        Effect.PAUSES: "the days until it arrives do not count",
        Effect.STARTS: "time starts to run when it arrives",
    }[wait.effect]


def from_now(request: InformationRequest, asked: str) -> str:
    """What the answer did to the time."""
    wait = wait_for(request, asked)
    if wait is None or request.due_on is None or wait.effect is Effect.PAUSES:
        return "time runs on"
    return f"the {_length(request)} start again" if wait.effect is Effect.RESTARTS else "time starts to run"


def _length(request: InformationRequest) -> str:
    period = rule(request).period
    return period.said if period else "time"


def working_days_taken(request: InformationRequest, on: date) -> int:
    """Working days from the day the law counts from to that day, the days of waiting left out."""
    history = reckoning(request).history
    days = calendar()
    taken = days.working_days_between(history.start, on, ANY_UK)
    for first, last in history.spans:
        before = max(first - ONE_DAY, history.start)
        taken -= max(days.working_days_between(before, min(last, on), ANY_UK), 0)
    return max(taken, 0)

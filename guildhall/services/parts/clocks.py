"""How long a team has for its part: ten working days, or fewer so that the answer goes in time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from guildhall.kernel.clocks import ENGLAND_AND_WALES, Rule, WorkingDays, declare
from guildhall.kernel.deadlines import Clock, calendar
from guildhall.services.parts.models import Part

PROMISE = 10


def _rule(days: int) -> Rule:
    shorter = "" if days == PROMISE else ": fewer than ten, so that the answer itself goes in time"
    return Rule(
        key=f"part-{days}",
        title="A team’s part of an answer",
        receives="The question",
        owes="The team’s part",
        in_force=date(2000, 1, 1),
        period=WorkingDays(days),
        law=f"The council’s own promise{shorter}",
        region=ENGLAND_AND_WALES,
    )


declare(*(_rule(days) for days in range(1, PROMISE + 1)))


def own_promise(part: Part) -> Iterator[Clock]:
    """The council's own promise; the law gives the whole answer its time, not a part."""
    yield Clock("part", regime=f"part-{part.days}", label="Part")


def days_until(asked_on: date, answer_due: date | None) -> int:
    """Working days the team has: ten, but done a working day before the answer itself is due."""
    if answer_due is None:
        return PROMISE
    before = calendar().working_days_between(asked_on, answer_due, ENGLAND_AND_WALES) - 1
    return min(max(before, 1), PROMISE)

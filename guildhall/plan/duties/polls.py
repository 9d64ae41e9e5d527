"""A poll is on the day the law has it: a plan that names another day is changed when the law moves it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from guildhall.kernel.clocks.wording import said
from guildhall.plan.duties.scope import open_plans
from guildhall.plan.loading import EDITIONS
from guildhall.plan.models import KeyDate, Plan
from guildhall.plan.service import plans


@dataclass(frozen=True)
class Moved:
    """Polls that a law moved: how they are called, when they were to be, and what the law says since when."""

    called: list[str]
    was: date
    now: date
    law: str
    since: date


@cache
def moved_polls() -> list[Moved]:
    """The polls that were moved, as committed beside the editions."""
    told = tomllib.loads((EDITIONS / "polls.toml").read_text(encoding="utf-8"))
    return [Moved(**each) for each in told["moved"]]


@plans.judged(
    "Every poll is on the day the law has it",
    settled_by="Correct the key date: its history keeps the day it was.",
    over=open_plans,
    reads=("dates",),
)
def polls_are_where_they_were_moved(plan: Plan, today: date) -> Iterator[str]:
    """A poll on the day it was to be, once a law has moved it."""
    for each in plan.dates.all():
        if each.kind != KeyDate.Kind.ELECTION:
            continue
        title = each.title.lower()
        for moved in moved_polls():
            on_the_old_day = each.first <= moved.was <= (each.last or each.first)
            if on_the_old_day and moved.since <= today and any(name in title for name in moved.called):
                was, now = said(moved.was), said(moved.now)
                yield f"“{each.title}” stands on {was}; the {moved.law} moved it to {now}."

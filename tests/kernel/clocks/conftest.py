"""What every test of a clock needs: a calendar, and short words for asking it."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import settings

from guildhall.kernel.clocks import Calendar, ClockEvent, Result, deadline, load_calendar

settings.register_profile("proof", max_examples=10_000, deadline=None)
settings.register_profile("clocks", max_examples=200, deadline=None)
settings.load_profile("proof" if os.environ.get("GUILDHALL_PROOF") == "1" else "clocks")

Ask = Callable[..., Result]


@pytest.fixture(scope="session")
def calendar() -> Calendar:
    return load_calendar()


@pytest.fixture(scope="session")
def ask(calendar: Calendar) -> Ask:
    """ask("foi", "2026-06-12", clarification_received="2026-06-20"): the clock's answer."""

    def ask(regime: str, received: str, *happened: tuple[str, str], **events: str) -> Result:
        told = [*happened, *events.items()]
        return deadline(
            regime,
            received=date.fromisoformat(received),
            events=[ClockEvent(name, date.fromisoformat(day)) for name, day in told],
            calendar=calendar,
        )

    return ask

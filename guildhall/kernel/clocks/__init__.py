"""Clocks: when is it due, and why? A small library of its own; nothing here knows Django."""

from guildhall.kernel.clocks import regimes  # noqa: F401 - importing the laws declares them
from guildhall.kernel.clocks.calendars import (
    ANY_UK,
    ENGLAND_AND_WALES,
    Calendar,
    load_calendar,
)
from guildhall.kernel.clocks.engine import deadline
from guildhall.kernel.clocks.events import ClockError, ClockEvent, named_for
from guildhall.kernel.clocks.periods import CalendarDays, Months, MonthsBefore, WorkingDays
from guildhall.kernel.clocks.result import Day, Result, Step
from guildhall.kernel.clocks.rules import (
    ASKED_FOR,
    REGIMES,
    Effect,
    Extension,
    Rule,
    Wait,
    declare,
    no_regime,
    rule_in_force,
)

__all__ = [
    "ANY_UK",
    "ASKED_FOR",
    "ENGLAND_AND_WALES",
    "REGIMES",
    "Calendar",
    "CalendarDays",
    "ClockError",
    "ClockEvent",
    "Day",
    "Effect",
    "Extension",
    "Months",
    "MonthsBefore",
    "Result",
    "Rule",
    "Step",
    "Wait",
    "WorkingDays",
    "deadline",
    "declare",
    "load_calendar",
    "named_for",
    "no_regime",
    "rule_in_force",
]

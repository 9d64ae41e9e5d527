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
    REGIMES,
    Effect,
    Extension,
    Rule,
    Wait,
    declare,
    known_regimes,
    rule_in_force,
)

__all__ = [
    "ANY_UK",
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
    "known_regimes",
    "load_calendar",
    "named_for",
    "rule_in_force",
]

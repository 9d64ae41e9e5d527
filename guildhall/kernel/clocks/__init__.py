"""Clocks: when is it due, and why? A small library of its own; nothing here knows Django."""

from guildhall.kernel.clocks import (  # importing the laws declares them
    complaint_regimes,  # noqa: F401
    democracy,  # noqa: F401
    regimes,  # noqa: F401
)
from guildhall.kernel.clocks.calendars import (
    ANY_UK,
    ENGLAND_AND_WALES,
    PROCEEDINGS,
    Calendar,
    load_calendar,
)
from guildhall.kernel.clocks.engine import deadline
from guildhall.kernel.clocks.events import ClockError, ClockEvent, named_for
from guildhall.kernel.clocks.periods import (
    CalendarDays,
    ClearDays,
    DaysBeginningWith,
    Months,
    MonthsBefore,
    WorkingDays,
)
from guildhall.kernel.clocks.result import Day, Result, Step
from guildhall.kernel.clocks.rules import (
    ASKED_FOR,
    REGIMES,
    Acknowledgement,
    Effect,
    Extension,
    Rule,
    Wait,
    at_stage,
    declare,
    no_regime,
    rule_in_force,
    stages_of,
)

__all__ = [
    "ANY_UK",
    "ASKED_FOR",
    "ENGLAND_AND_WALES",
    "PROCEEDINGS",
    "REGIMES",
    "Acknowledgement",
    "Calendar",
    "CalendarDays",
    "ClearDays",
    "ClockError",
    "ClockEvent",
    "Day",
    "DaysBeginningWith",
    "Effect",
    "Extension",
    "Months",
    "MonthsBefore",
    "Result",
    "Rule",
    "Step",
    "Wait",
    "WorkingDays",
    "at_stage",
    "deadline",
    "declare",
    "load_calendar",
    "named_for",
    "no_regime",
    "rule_in_force",
    "stages_of",
]

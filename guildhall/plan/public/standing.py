"""How a milestone stands: in a word, in a shape, and in days."""

from __future__ import annotations

from datetime import date

from guildhall.kernel.clocks.calendars import Calendar
from guildhall.plan.milestones import rate_milestone
from guildhall.plan.models import Milestone

OVERDUE = "Overdue"
# Nobody need tell colours apart: each state has its word, and a shape of its own.
SHAPES = {
    "Done": "●",
    "Done late": "◐",
    "In time": "◇",
    "A little late": "◈",
    "Late": "◆",
    "Not yet due": "○",
    OVERDUE: "▲",
}


def standing(milestone: Milestone, today: date, calendar: Calendar) -> tuple[str, str]:
    """The word, and the sentence with the rule that gave it."""
    rating = rate_milestone(
        due(milestone), today, calendar, done_on=milestone.done_on, forecast_on=milestone.forecast_on
    )
    return rating.label or OVERDUE, rating.because


def due(milestone: Milestone) -> date:
    """Its own day, or the last of its quarter."""
    return milestone.due_on or milestone.last


def days_late(milestone: Milestone, today: date) -> int:
    """From its day to when it came, is forecast, or today where it is overdue; 0 when in time."""
    came = milestone.done_on or max(milestone.forecast_on or today, today)
    return max(0, (came - due(milestone)).days)

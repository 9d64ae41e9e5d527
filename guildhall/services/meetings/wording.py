"""Days and hours as papers of a meeting say them."""

from __future__ import annotations

from datetime import date, datetime
from datetime import time as time_of_day

from guildhall.kernel.clocks.wording import MONTHS

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def plain_day(day: date) -> str:
    """Wednesday 14 March 2018."""
    return f"{WEEKDAYS[day.weekday()]} {short_day(day)}"


def short_day(day: date) -> str:
    """14 March 2018."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def hour(at: time_of_day | datetime | None) -> str:
    """5pm; 10.30am; midday. Nothing where there is no hour."""
    if at is None:
        return ""
    if (at.hour, at.minute) == (12, 0):
        return "midday"
    minutes = f".{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'am' if at.hour < 12 else 'pm'}"

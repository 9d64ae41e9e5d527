"""No deadline on a day nobody works."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from guildhall.kernel.clocks.calendars import load_calendar
from guildhall.plan.duties.scope import standing
from guildhall.plan.milestones import not_worked
from guildhall.plan.models import Deliverable
from guildhall.plan.service import deliverables


@deliverables.judged(
    "No deadline falls on a day nobody works",
    settled_by="Make it due on the working day before.",
    over=standing,
    reads=("promises", "milestones"),
)
def due_on_working_days(deliverable: Deliverable, today: date) -> Iterator[str]:
    """Promises and milestones due on a weekend or a bank holiday, with the day to take instead."""
    calendar = load_calendar()
    due = [(each.text, each.due_on) for each in deliverable.promises.all()]
    due += [(each.text, each.due_on) for each in deliverable.milestones.all() if not each.done_on]
    for text, day in due:
        if day and (why := not_worked(day, calendar)):
            yield f"“{text}”: {why[0].lower()}{why[1:]}"

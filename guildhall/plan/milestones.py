"""How a milestone stands, by the days: when it was due, is forecast, and was reached."""

from __future__ import annotations

from datetime import date, timedelta

from guildhall.kernel.clocks.calendars import ENGLAND_AND_WALES, Calendar
from guildhall.kernel.clocks.wording import counted, said
from guildhall.plan.rag import Colour, Rating

# A milestone forecast no later than this is amber.
NEARLY = 10


def rate_milestone(
    due_on: date, today: date, calendar: Calendar, *, done_on: date | None = None,
    forecast_on: date | None = None,
) -> Rating:  # fmt: skip
    """Green when done in time, blue when done late; before that by its forecast, counted in working days.

    Without a forecast it has no colour until it is due, and is red from the day after. A forecast that has
    passed without the milestone being reached is no forecast.
    """
    if done_on:
        return _done(due_on, done_on)
    if forecast_on and forecast_on >= today:
        return _forecast(due_on, forecast_on, calendar)
    if today <= due_on:
        return Rating(Colour.NONE, f"It is due by {said(due_on)}.", "Not yet due")
    if forecast_on:
        return Rating(
            Colour.RED,
            f"It was forecast for {said(forecast_on)}; that has passed, and so has {said(due_on)}.",
        )
    return Rating(Colour.RED, f"It was due by {said(due_on)}, and nobody has said when it will come.")


def _done(due_on: date, done_on: date) -> Rating:
    if done_on <= due_on:
        return Rating(Colour.GREEN, f"It was reached on {said(done_on)}, by {said(due_on)}.", "Done")
    return Rating(Colour.BLUE, f"It was reached on {said(done_on)}, after {said(due_on)}.", "Done late")


def _forecast(due_on: date, forecast_on: date, calendar: Calendar) -> Rating:
    if forecast_on <= due_on:
        return Rating(Colour.GREEN, f"It is forecast for {said(forecast_on)}, by {said(due_on)}.", "In time")
    late = calendar.working_days_between(due_on, forecast_on, ENGLAND_AND_WALES)
    told = f"It is forecast for {said(forecast_on)}, {counted(late, 'working day')} after {said(due_on)}"
    if late <= NEARLY:
        return Rating(Colour.AMBER, f"{told}: up to {NEARLY} is amber.", "A little late")
    return Rating(Colour.RED, f"{told}: more than {NEARLY} is red.", "Late")


def working_day_before(day: date, calendar: Calendar) -> date:
    """The day itself when it is a working day in England, or else the last one before it."""
    while not calendar.is_working(day, ENGLAND_AND_WALES):
        day -= timedelta(days=1)
    return day


def warned(day: date | None, calendar: Calendar) -> str:
    """The same as an aside in a sentence, for a day that is nobody's to refuse; empty for a working day."""
    why = not_worked(day, calendar) if day else None
    return f" ({why[0].lower()}{why[1:].rstrip('.')})" if why else ""


def not_worked(day: date, calendar: Calendar) -> str | None:
    """Why nobody would be there on a deadline, and the day to offer instead; None for a working day."""
    if calendar.is_working(day, ENGLAND_AND_WALES):
        return None
    return (
        f"Nobody works on {said(day)}: {said(working_day_before(day, calendar))} is the working day before."
    )

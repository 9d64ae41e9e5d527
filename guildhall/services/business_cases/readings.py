"""How the figure of a trigger stands: as it was answered, or as its measure counts it up to the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from guildhall.kernel import time
from guildhall.kernel.clocks.wording import said
from guildhall.kernel.measures import measure
from guildhall.kernel.periods import Period
from guildhall.services.business_cases.models import Trigger


@dataclass(frozen=True)
class Reading:
    """A figure, whether it means that what was agreed is done, and the sentence for it."""

    value: Decimal | None
    pulled: bool | None
    told: str


def read(trigger: Trigger, today: date | None = None) -> Reading:
    """The figure as it was answered; before that, as it stands in the financial year up to its day."""
    if trigger.value is not None and trigger.answered_on:
        return _told(trigger, trigger.value, f"answered on {said(trigger.answered_on)}")
    until = min(trigger.day, today or time.today())
    if not trigger.measure:
        return Reading(None, None, "Nobody has said yet")
    start = Period.containing(trigger.day).first
    if until < start:
        return Reading(None, None, "Its year has not begun")
    try:
        value = measure(trigger.measure).value(Period(start, until, f"{start} to {until}"))
    except KeyError:
        return Reading(None, None, "No service counts it any more")
    if value is None:
        return Reading(None, None, "There is nothing to count yet")
    return _told(trigger, value, f"up to {said(until)}")


def _told(trigger: Trigger, value: Decimal, when: str) -> Reading:
    pulled = trigger.pulled_by(value)
    stands = "not as it should be" if pulled else "as it should be"
    return Reading(value, pulled, f"{value.normalize():,f} {trigger.unit}, {when}: {stands}")

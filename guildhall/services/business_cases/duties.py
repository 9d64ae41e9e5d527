"""What must be true of every business case. General rules: none of them knows a case by name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef

from guildhall.kernel.clocks.periods import months_after
from guildhall.kernel.clocks.wording import said
from guildhall.services.business_cases.actions import shortfall
from guildhall.services.business_cases.clocks import LEAD_MONTHS, POLICY, unfollowed
from guildhall.services.business_cases.models import BusinessCase, Trigger
from guildhall.services.business_cases.panels import in_pounds
from guildhall.services.business_cases.readings import read
from guildhall.services.business_cases.service import Stage, business_cases


def still_open(records: Any, today: date) -> Any:
    return records.open()


def being_delivered(records: Any, today: date) -> Any:
    return records.filter(stage=Stage.DELIVERY)


def with_triggers(records: Any, today: date) -> Any:
    return records.open().filter(Exists(Trigger.objects.filter(case=OuterRef("pk"), answered_on=None)))


@business_cases.judged(
    "Something follows every funding that ends",
    law=f"{POLICY}: decided {LEAD_MONTHS} months before, with the year’s budget",
    settled_by="Add the funding that follows, say who pays from then on, or say that the work stops with it.",
    over=still_open,
    reads=("funding",),
)
def funding_is_followed(case: BusinessCase, today: date) -> Iterator[str]:
    """Money that ends within half a year, or has ended, with nothing after it."""
    for each in unfollowed(case.funding.all()):
        if each.last and months_after(each.last, -LEAD_MONTHS) <= today:
            ends = "ended" if each.last < today else "ends"
            amount = in_pounds(each.amount)
            yield f"{amount} from {each.source} {ends} on {said(each.last)}, and nothing follows."


def what_the_day_brought(case: BusinessCase, today: date) -> Iterator[str]:
    """Each trigger whose day has come: how the figure stands, and what was agreed."""
    for each in case.triggers.all():
        if each.day <= today and not each.answered_on:
            should = f"{each.get_direction_display()} {each.threshold.normalize():,f} {each.unit}"
            yield f"{each.figure} should be {should} on {said(each.day)}. {read(each, today).told}."
            yield f"If it is not: {each.then} {each.owner_role} was to look."


@business_cases.duty(
    "A trigger is answered on its day",
    law=f"{POLICY}: what was agreed at the gate",
    settled_by="Say what the figure is, and what is done.",
    over=with_triggers,
    detail=what_the_day_brought,
)
def triggers_are_answered(records: Any, today: date) -> Any:
    due = Trigger.objects.filter(case=OuterRef("pk"), answered_on=None, day__lte=today)
    return records.filter(Exists(due)).prefetch_related("triggers")


@business_cases.judged(
    "An approved case is paid for",
    law=POLICY,
    settled_by="Add the funding that is missing, or correct what it costs.",
    over=being_delivered,
    reads=("funding", "options"),
)
def approved_is_funded(case: BusinessCase, today: date) -> Iterator[str]:
    """What the preferred option costs beyond all that is funded."""
    if (short := shortfall(case)) > 0:
        yield f"{in_pounds(short)} of its cost is funded by nobody."

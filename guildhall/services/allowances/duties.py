"""What must be true of members' allowances."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from guildhall.kernel.clocks.periods import months_after
from guildhall.services.allowances.models import AllowanceYear
from guildhall.services.allowances.panels import in_pounds
from guildhall.services.allowances.reckoning import forecast
from guildhall.services.allowances.service import allowances

# "As soon as reasonably practicable after the end of a year": a quarter is.
PUBLISHED_WITHIN = 3


def still_open(records: Any, today: date) -> Any:
    return records.open()


def what_is_missing(year: AllowanceYear, today: date) -> Iterator[str]:
    found = forecast(year, today)
    yield (
        f"A whole year of the scheme with every place filled costs {in_pounds(found.whole)}; "
        f"the budget is {in_pounds(found.budget)}. {in_pounds(found.structural)} a year are not covered."
    )
    yield f"This year will cost {in_pounds(found.year)}."


@allowances.duty(
    "The budget covers the scheme of allowances",
    law="LGA 2003 s.25, s.28",
    settled_by="Raise the budget, or have the council change the scheme.",
    over=still_open,
    detail=what_is_missing,
)
def covered(records: Any, today: date) -> Any:
    """A structural deficit: every place filled, the scheme costs more in a year than is budgeted."""
    short = [each.pk for each in records if forecast(each, today).structural > 0]
    return records.filter(pk__in=short)


@allowances.duty(
    "The annual statement is published soon after the year",
    law="SI 2003/1021 reg.15(3)",
    settled_by="Publish the statement.",
    over=still_open,
)
def published(records: Any, today: date) -> Any:
    over = months_after(today, -PUBLISHED_WITHIN)
    late = [each.pk for each in records if each.period.last < over]
    return records.filter(pk__in=late)

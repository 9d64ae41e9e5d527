"""What is asked of members' allowances."""

from __future__ import annotations

from guildhall.kernel.measures import Total
from guildhall.kernel.periods import Period
from guildhall.services.allowances.models import AllowanceYear
from guildhall.services.allowances.service import allowances


@allowances.measure("Members’ allowances, as published", unit="£", better="")
def paid(period: Period) -> Total:
    """What the statements of the financial years that end in the period say was paid, in pounds."""
    first = period.last.replace(year=period.last.year - 1, month=4, day=1)
    stated = AllowanceYear.objects.filter(stage=AllowanceYear.Stage.PUBLISHED)
    ends_here = period.first <= period.last.replace(month=3, day=31) <= period.last
    return Total(stated.filter(first=first) if ends_here else stated.none(), "paid")

"""After the half year, no area is heading for worse than its budget without somebody answering for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from guildhall.kernel.clocks.wording import said
from guildhall.kernel.gates import SYSTEM
from guildhall.plan.models import Plan
from guildhall.plan.money.outturn import worsening
from guildhall.plan.service import plans
from guildhall.plan.wording import in_words


def adopted(records: Any, today: date) -> Any:
    """Plans that stand today."""
    return records.filter(stage=Plan.Stage.ADOPTED, first__lte=today, last__gte=today)


def heading(plan: Plan, today: date) -> Iterator[str]:
    for line in worsening(plan, today, SYSTEM):
        yield (
            f"{line.area}, {line.kind.label.lower()}: {in_words(line.projection.value, '£')} projected by "
            f"{said(line.year.last)}, and the budget is {in_words(line.budget, '£')}. {line.projection.told}"
        )


@plans.duty(
    "Projections have improved by mid-year",
    settled_by="Review the service: a later ledger shows it improved, or an exception says what was decided.",
    over=adopted,
    detail=heading,
)
def improved_by_mid_year(records: Any, today: date) -> Any:
    """From 1 October on, plans with an area that is projected to end the year worse than its budget."""
    if today < date(today.year, 10, 1) and today >= date(today.year, 4, 1):
        return records.none()
    with_budgets = records.filter(budget__isnull=False).distinct()
    return records.filter(pk__in=[each.pk for each in with_budgets if worsening(each, today, SYSTEM)])

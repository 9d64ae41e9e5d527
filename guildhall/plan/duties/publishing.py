"""A plan is out before the time it is for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import F

from guildhall.kernel.clocks.wording import said
from guildhall.kernel.periods import Period
from guildhall.plan.duties.scope import open_plans
from guildhall.plan.models import Plan
from guildhall.plan.service import plans


def how_late(plan: Plan, today: date) -> Iterator[str]:
    if plan.published_in:
        yield f"It came out in {plan.published_in:%B %Y}; it begins on {said(plan.first)}."
        begun = Period.containing(plan.first)
        if plan.published_in > begun.last:
            yield f"Its first year, {begun}, had ended by then."


@plans.duty(
    "A plan is published before it begins",
    settled_by="Publish the next one in time; let the years it still covers begin after it came out.",
    over=open_plans,
    detail=how_late,
)
def published_in_time(records: Any, today: date) -> Any:
    return records.filter(published_in__gt=F("first"))

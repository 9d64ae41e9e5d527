"""A plan that runs is reviewed each quarter, and what its reviews agree is done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef

from guildhall.kernel.clocks.wording import said
from guildhall.kernel.periods import Period
from guildhall.plan.models import AgreedAction, Plan, PlanReview
from guildhall.plan.service import plans

UNDER_WAY = AgreedAction.objects.filter(review__plan=OuterRef("pk"), done_on=None, dropped_on=None)


def quarter_before(today: date) -> Period:
    """The last quarter that is over."""
    return Period.quarter_of(Period.quarter_of(today).first - timedelta(days=1))


def running(records: Any, today: date) -> Any:
    """Adopted plans in their years, once they have run for a whole quarter."""
    begun = quarter_before(today).first
    return records.filter(stage=Plan.Stage.ADOPTED, first__lte=begun, last__gte=today)


def last_review(plan: Plan, today: date) -> Iterator[str]:
    """When it was last reviewed."""
    last = max((each.on for each in plan.reviews.all()), default=None)
    yield f"The management team last reviewed it on {said(last)}." if last else "Nobody has reviewed it."


@plans.duty(
    "A plan is reviewed each quarter",
    settled_by="Review it.",
    over=running,
    detail=last_review,
)
def reviewed_each_quarter(records: Any, today: date) -> Any:
    """Those not reviewed since the last whole quarter began."""
    held = PlanReview.objects.filter(plan=OuterRef("pk"), on__gte=quarter_before(today).first)
    return records.exclude(Exists(held)).prefetch_related("reviews")


def overdue(plan: Plan, today: date) -> Iterator[str]:
    for review in plan.reviews.all():
        for each in review.actions.all():
            if each.done_on is None and each.dropped_on is None and each.due_on < today:
                yield f"“{each.text}” was to be done by {said(each.due_on)}, by the {each.owner_role}."


@plans.duty(
    "What a review of the plan agreed is done",
    settled_by="Say that it is done, or drop it and say why.",
    over=lambda records, today: records.open().filter(Exists(UNDER_WAY)),
    detail=overdue,
)
def agreed_actions_are_done(records: Any, today: date) -> Any:
    late = UNDER_WAY.filter(due_on__lt=today)
    return records.filter(Exists(late)).prefetch_related("reviews__actions")

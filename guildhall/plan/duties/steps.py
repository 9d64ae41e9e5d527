"""Steps and milestones belong together."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef

from guildhall.plan.duties.scope import standing
from guildhall.plan.models import Deliverable, KeyAction, Milestone
from guildhall.plan.service import deliverables


def orphans(deliverable: Deliverable, today: date) -> Iterator[str]:
    """Each milestone that carries out nothing."""
    for each in deliverable.milestones.all():
        if each.action_id is None:
            yield f"“{each.text}” ({each.by}) belongs to no step of the work."


@deliverables.duty(
    "Every milestone belongs to a step of the work",
    settled_by="Set the step it is a milestone of.",
    over=standing,
    detail=orphans,
)
def milestones_have_a_step(records: Any, today: date) -> Any:
    loose = Milestone.objects.filter(deliverable=OuterRef("pk"), action=None)
    return records.filter(Exists(loose)).prefetch_related("milestones")


def undated(deliverable: Deliverable, today: date) -> Iterator[str]:
    """Each step without a milestone."""
    begun = {each.action_id for each in deliverable.milestones.all()}
    for each in deliverable.key_actions.all():
        if each.pk not in begun:
            yield f"“{each.text}” has no milestone."


@deliverables.duty(
    "Every step of the work has a milestone",
    settled_by="Say by which quarter, or which day, it is done.",
    over=standing,
    detail=undated,
)
def steps_have_milestones(records: Any, today: date) -> Any:
    dated = Milestone.objects.filter(action=OuterRef("pk"))
    without = KeyAction.objects.filter(~Exists(dated), deliverable=OuterRef("pk"))
    return records.filter(Exists(without)).prefetch_related("milestones", "key_actions")

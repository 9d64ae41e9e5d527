"""A thing is entered once, and linked to each objective it serves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef

from guildhall.kernel.clocks.wording import listed
from guildhall.plan.duties.scope import standing
from guildhall.plan.models import Deliverable
from guildhall.plan.service import deliverables


def _same(title: Any, plan: Any, pk: Any) -> Any:
    """The other open deliverables of a plan with this title, whatever its capitals."""
    return Deliverable.objects.open().filter(title__iexact=title, plan=plan).exclude(pk=pk)


def where_else(deliverable: Deliverable, today: date) -> Iterator[str]:
    """The others, and the objectives of all of them."""
    others = list(
        _same(deliverable.title, deliverable.plan_id, deliverable.pk).prefetch_related("objectives")
    )
    found = sorted({aim.title for each in (deliverable, *others) for aim in each.objectives.all()})
    yield f"It is entered again as {listed([each.reference for each in others])}."
    if found:
        yield f"One entry can serve {listed([f'“{each}”' for each in found])}."


@deliverables.duty(
    "A deliverable is entered once in a plan",
    settled_by="Keep one, link it to every objective it serves, and drop the other.",
    over=standing,
    detail=where_else,
)
def entered_once(records: Any, today: date) -> Any:
    same = _same(OuterRef("title"), OuterRef("plan"), OuterRef("pk"))
    return records.filter(Exists(same)).prefetch_related("objectives")

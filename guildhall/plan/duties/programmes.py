"""What comes round comes round in its year; what a plan below delivers serves the plan above."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef

from guildhall.kernel.periods import Period
from guildhall.plan.duties.scope import standing
from guildhall.plan.models import Objective, RollingProgramme, Subject
from guildhall.plan.service import deliverables, programmes


def running(records: Any, today: date) -> Any:
    """Programmes that are not ended."""
    return records.open()


def past_its_year(programme: RollingProgramme, today: date) -> Iterator[str]:
    """Each subject whose year is over and that was not looked at."""
    for each in programme.subjects.all():
        if each.done_on is None and each.dropped_on is None and Period.year(each.year).last < today:
            yield f"{each.name} was to be looked at in {Period.year(each.year)}, by the {each.owner_role}."


@programmes.duty(
    "What comes round is done in its year",
    law="Equality Act 2010 s.149, where it is about equality",
    settled_by="Say that it was done, move it to another year and say why, or drop it.",
    over=running,
    detail=past_its_year,
)
def done_in_its_year(records: Any, today: date) -> Any:
    late = Subject.objects.filter(
        programme=OuterRef("pk"), done_on=None, dropped_on=None, year__lt=Period.containing(today).first.year
    )
    return records.filter(Exists(late)).prefetch_related("subjects")


@deliverables.duty(
    "A plan below serves the plan above",
    settled_by="Say which objective of the plan above its objectives serve, or take it out.",
    over=lambda records, today: standing(records, today).exclude(plan__above=None),
)
def serves_the_plan_above(records: Any, today: date) -> Any:
    """Deliverables of a plan under another, none of whose objectives serves one of that."""
    serving = Objective.objects.filter(deliverables=OuterRef("pk"), serves__plan=F("plan__above"))
    return records.exclude(Exists(serving))

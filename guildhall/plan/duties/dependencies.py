"""What a deliverable needs from others is declared, and they have accepted it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef

from guildhall.plan.duties.scope import standing
from guildhall.plan.models import Deliverable, Dependency
from guildhall.plan.service import deliverables

NEEDS_SUPPORT = re.compile(
    r"\b(?:requires?|needs?|depends? (?:up)?on|relies on)\b[^.;]{0,30}?"
    r"\b(?:support from|corporate support)\b",
    re.IGNORECASE,
)


def not_accepted(deliverable: Deliverable, today: date) -> Iterator[str]:
    for each in deliverable.dependencies.all():
        if each.accepted_on is None:
            who = each.needs.title if each.needs else each.provider
            by = f"not accepted yet by {who}" if who else "nobody is named who could accept it"
            yield f"“{each.text}”: {by}."


@deliverables.duty(
    "The other side has accepted every dependency",
    settled_by="Have whoever provides it accept it, or plan without it.",
    over=standing,
    detail=not_accepted,
)
def dependencies_are_accepted(records: Any, today: date) -> Any:
    waiting = Dependency.objects.filter(deliverable=OuterRef("pk"), accepted_on=None)
    return records.filter(Exists(waiting)).prefetch_related("dependencies__needs")


@deliverables.judged(
    "Support it needs from others is a dependency",
    settled_by="Say what it depends on, and who provides it.",
    over=standing,
    reads=("dependencies", "resources"),
)
def support_is_a_dependency(deliverable: Deliverable, today: date) -> Iterator[str]:
    """The text says that it needs others' support, and no dependency is declared."""
    if deliverable.dependencies.all():
        return
    texts = (deliverable.summary, deliverable.risks_as_printed)
    for text in (*texts, *(each.text for each in deliverable.resources.all())):
        for sentence in re.split(r"(?<=[.;])\s+", text):
            if NEEDS_SUPPORT.search(sentence):
                yield f"“{sentence}” No dependency says so."

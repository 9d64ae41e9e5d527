"""One objective has one wording, and somebody has thought of what may keep it from being met."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef

from guildhall.kernel.records import Link
from guildhall.plan.duties.scope import standing
from guildhall.plan.models import Deliverable, Objective
from guildhall.plan.service import objectives


def only_marks_differ(one: str, other: str) -> bool:
    """Whether two wordings have the same words in the same order, and differ in marks or capitals."""
    return re.findall(r"\w+", one.lower()) == re.findall(r"\w+", other.lower())


@objectives.judged(
    "One objective has one wording",
    settled_by="Word it the same everywhere; note which wording stands.",
    over=standing,
    reads=("wordings",),
)
def has_one_wording(objective: Objective, today: date) -> Iterator[str]:
    """Each wording found that is not the objective's own."""
    for each in objective.wordings.all():
        if each.text != objective.title:
            slight = (
                " (only marks or capitals differ)" if only_marks_differ(each.text, objective.title) else ""
            )
            yield f"{each.place or 'Elsewhere'}: “{each.text}” instead of “{objective.title}”{slight}."


@objectives.duty(
    "Every objective has its risks",
    law="The council’s risk management policy",
    settled_by="Raise what may keep it, or what is done for it, from succeeding.",
    over=standing,
)
def has_risks(records: Any, today: date) -> Any:
    """None threatens it, nor anything that is delivered for it."""
    threats = Link.objects.filter(kind="threatens")
    for_it = Deliverable.objects.filter(
        Exists(threats.filter(target=OuterRef("pk"))), objectives=OuterRef("pk")
    )
    return records.filter(~Exists(threats.filter(target=OuterRef("pk"))) & ~Exists(for_it))


@objectives.duty(
    "Every objective is delivered by something",
    settled_by="Set out what will be done for it, or end it.",
    over=standing,
)
def is_delivered(records: Any, today: date) -> Any:
    return records.filter(~Exists(Deliverable.objects.filter(objectives=OuterRef("pk"))))

"""A deliverable is measured, by a number; a target has a date, a baseline and somebody who answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q

from guildhall.plan.duties.scope import standing
from guildhall.plan.models import Deliverable, Promise
from guildhall.plan.service import deliverables

LAW = "Local Government Act 1999 s.3 (best value: continuous improvement)"
# What stands in place of a measure where there is none.
NO_MEASURE = re.compile(
    r"(none|nil|n/a|t\.?b\.?[acd]\.?)\b|(there are )?no (\w+ )?(measures?|metrics|indicators)\b",
    re.IGNORECASE,
)
WITH_A_TARGET = Promise.objects.filter(deliverable=OuterRef("pk")).exclude(target=None)


def without_a_number(deliverable: Deliverable, today: date) -> Iterator[str]:
    """What it promises instead."""
    promises = list(deliverable.promises.all())
    yield from (f"“{each.text}” has no number." for each in promises)
    if not promises:
        yield "It names no measure."


@deliverables.duty(
    "Every deliverable has a measure with a number",
    law=LAW,
    settled_by="Promise a figure: what is counted, the target and its unit.",
    over=standing,
    detail=without_a_number,
)
def has_a_number(records: Any, today: date) -> Any:
    return records.filter(~Exists(WITH_A_TARGET)).prefetch_related("promises")


def names_none(text: str) -> bool:
    """Whether what stands in place of a measure says that there is none."""
    return not text.strip() or NO_MEASURE.match(text.strip()) is not None


@deliverables.judged(
    "Every deliverable says how it is measured",
    law=LAW,
    settled_by="Name what is counted, or say who works out a measure and by when.",
    over=standing,
    reads=("promises",),
)
def says_how_it_is_measured(deliverable: Deliverable, today: date) -> Iterator[str]:
    """Nothing but “None”, “No specific measures” or the like, or nothing at all."""
    promises = list(deliverable.promises.all())
    if all(each.target is None and names_none(each.text) for each in promises):
        yield from (f"Where a measure should stand it says “{each.text}”." for each in promises)
        if not promises:
            yield "It names no measure."


def what_targets_lack(deliverable: Deliverable, today: date) -> Iterator[str]:
    """Of each target, which of the three."""
    for each in deliverable.promises.all():
        if each.target is None:
            continue
        lacks = {
            "date": each.due_on,
            "baseline": each.baseline is not None,
            "owner": each.owner_role or deliverable.answers,
        }
        if missing := [word for word, there in lacks.items() if not there]:
            yield f"The target of “{each.text}” has no {' and no '.join(missing)}."


@deliverables.duty(
    "Every target has a date, a baseline and an owner",
    law=LAW,
    settled_by="Say by when, from what figure, and who answers for it, by role.",
    over=standing,
    detail=what_targets_lack,
)
def targets_are_whole(records: Any, today: date) -> Any:
    """A promise without an owner of its own is its deliverable's lead's, or manager's."""
    nobodys = Q(owner_role="", deliverable__lead="", deliverable__manager="")
    lacking = WITH_A_TARGET.filter(Q(due_on=None) | Q(baseline=None) | nobodys)
    return records.filter(Exists(lacking)).prefetch_related("promises")


@deliverables.judged(
    "A baseline that is to be established has a date",
    law=LAW,
    settled_by="Add a milestone for it, or promise the figure with its baseline.",
    over=standing,
    reads=("promises", "milestones"),
)
def baselines_are_dated(deliverable: Deliverable, today: date) -> Iterator[str]:
    """A promise that speaks of a baseline has one, or a day, or a milestone speaks of it too."""
    if any("baseline" in each.text.lower() for each in deliverable.milestones.all()):
        return
    for each in deliverable.promises.all():
        if "baseline" in each.text.lower() and each.baseline is None and each.due_on is None:
            yield f"“{each.text}”: no milestone establishes it, and it has no date."

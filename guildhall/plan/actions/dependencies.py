"""The verbs of what a deliverable waits for. Who needs something asks; who provides it accepts."""

from __future__ import annotations

from datetime import date
from typing import Any

from guildhall.kernel.gates import Actor
from guildhall.plan.forms.deliverables import AcceptDependency
from guildhall.plan.forms.delivery import DependOn
from guildhall.plan.models import Deliverable, Dependency
from guildhall.plan.service import deliverables


def waits_for_an_answer(deliverable: Deliverable, by: Any) -> str | None:
    """Nobody accepts for the other side what they asked for themselves."""
    waiting = deliverable.dependencies.filter(accepted_on=None)
    if not waiting.exists():
        return "Nothing it depends on waits to be accepted."
    own = Actor.of(by).id
    if own and not waiting.exclude(asked_by=own).exists():
        return "The other side accepts it: you asked for this."
    return None


@deliverables.action(
    asks=DependOn, label="Depend on something", says="{actor}: it depends on {text} ({record.told})."
)
def depend_on(deliverable: Deliverable, row: Dependency, by: Any) -> None:
    """Say what it needs from somebody else, who then accepts it or does not."""
    row.asked_by_id = Actor.of(by).id
    row.save()
    deliverable.told = row.needs.title if row.needs else row.provider or "nobody named"


@deliverables.action(
    asks=AcceptDependency,
    gates=(waits_for_an_answer,),
    label="Accept a dependency",
    says="{actor} agreed to provide {dependency}",
)
def accept_dependency(deliverable: Deliverable, dependency: Dependency, by: Any, on: date) -> None:
    """Agree, for the other side, to provide what the deliverable depends on."""
    dependency.accepted_by_id, dependency.accepted_on = Actor.of(by).id, on
    dependency.save(update_fields=["accepted_by", "accepted_on"])

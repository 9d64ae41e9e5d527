"""The verbs of a deliverable's promises. Whether one is kept is computed, so no verb says it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from guildhall.plan.forms.deliverables import ChangeTarget, DropPromise
from guildhall.plan.forms.parts import correcting
from guildhall.plan.forms.promises import SetPromise
from guildhall.plan.models import Deliverable, Promise
from guildhall.plan.parts import Part
from guildhall.plan.service import deliverables
from guildhall.plan.wording import in_words, told_of

PROMISE = Part("promise", "a promise", "Promises", "promises", ("text",), "set_promise")
# Whoever moves a target or its day says why: these two have a verb that asks.
CorrectPromise = correcting(PROMISE, SetPromise, without=("target", "due_on"))


def has_promises(deliverable: Deliverable, by: Any) -> str | None:
    """While there is one to be given up."""
    return None if deliverable.promises.exists() else "It promises nothing yet."


@deliverables.action(asks=SetPromise, label="Make a promise", says="{actor} promised: {text}{record.told}.")
def set_promise(deliverable: Deliverable, row: Promise) -> None:
    """Promise a figure, bound to a measure; with the short name of a promise that is there, change that."""
    before = Promise.objects.filter(pk=row.pk).first() if row.pk else None
    row.save()
    deliverable.told = f" ({_target(row)}{_instead(before, row)})"


def _target(promise: Promise) -> str:
    if promise.target is None:
        return "no target"
    return f"{promise.get_direction_display()} {_plain(promise.target, promise.unit)}"


def _instead(before: Promise | None, now: Promise) -> str:
    changed = before is not None and _target(before) != _target(now)
    return f", instead of {_target(before)}" if changed and before else ""


def _plain(value: Decimal, unit: str) -> str:
    said = in_words(value, unit)
    return said if unit in {"£", "%"} else f"{said} {unit}"


@deliverables.action(
    asks=CorrectPromise,
    gates=(has_promises,),
    label="Correct a promise",
    says="{actor} corrected the promise “{row}”: {record.told}. {why}",
)
def correct_promise(deliverable: Deliverable, row: Promise, changes: list[tuple[str, str, str]]) -> None:
    """Say a promise otherwise: its words, the measure that reads it, its unit, basis, rule or owner.

    Its target and its day are changed by a verb of their own, which asks why.
    """
    row.save()
    deliverable.told = told_of(changes)


@deliverables.action(
    asks=ChangeTarget,
    gates=(has_promises,),
    label="Change a target",
    says="{actor} changed the target of “{promise}” {record.told}: {why}",
)
def change_target(deliverable: Deliverable, promise: Promise, target: Decimal, due_on: date | None) -> None:
    """Change the target of a promise, or its day, and say why; what it was stays in the history."""
    before = _target(Promise.objects.get(pk=promise.pk))
    promise.target, promise.due_on = target, due_on or promise.due_on
    promise.save(update_fields=["target", "due_on"])
    deliverable.told = f"from {before} to {_target(promise)}"


@deliverables.action(
    asks=DropPromise,
    gates=(has_promises,),
    label="Give up a promise",
    says="{actor} gave up the promise “{promise}”: {why}",
)
def drop_promise(deliverable: Deliverable, promise: Promise) -> None:
    """Give up a promise, and say why; the history keeps what it was."""
    promise.delete()

"""The verbs of a deliverable's life: set out, amended, begun, delivered, carried or dropped."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from guildhall.kernel.records import link
from guildhall.plan.forms import deliverables as forms
from guildhall.plan.forms.plans import BringIn
from guildhall.plan.models import Deliverable, Objective, Plan, Promise
from guildhall.plan.rows import OF_A_DELIVERABLE
from guildhall.plan.rows import bring_in as bring_rows_in
from guildhall.plan.service import deliverables

Stage = Deliverable.Stage


@deliverables.opening(
    asks=forms.SetOut, label="Set out a deliverable", says="{actor} set out a deliverable of {plan.title}."
)
def set_out(
    deliverable: Deliverable, plan: Plan, key: str, title: str, objectives: list[Objective], tier: str,
    kind: str, area: str, manager: str, lead: str, summary: str, risks_as_printed: str, place: str, on: date,
) -> None:  # fmt: skip
    """Set out what will be done, for which objectives, and by whom."""
    deliverable.plan, deliverable.key, deliverable.sensitivity = plan, key, plan.sensitivity
    deliverable.published_on = on if plan.stage == Plan.Stage.ADOPTED else None
    _say(deliverable, title, tier, kind, area, manager, lead, summary, risks_as_printed, place)
    deliverable.once_saved(lambda: deliverable.objectives.set(objectives))


@deliverables.action(
    asks=forms.Amend, label="Change what it is", says="{actor} changed it: {why}{record.told}"
)
def amend(
    deliverable: Deliverable, title: str, objectives: list[Objective], tier: str, kind: str, area: str,
    manager: str, lead: str, summary: str, risks_as_printed: str, place: str,
) -> None:  # fmt: skip
    """Change what it is, whose it is, or which objectives it serves, and say why."""
    _say(deliverable, title, tier, kind, area, manager, lead, summary, risks_as_printed, place)
    if {each.pk for each in deliverable.objectives.all()} != {each.pk for each in objectives}:
        deliverable.objectives.set(objectives)
        named = ", ".join(each.title for each in objectives) or "no objective"
        deliverable.told = f" (now for: {named})"


def _say(
    deliverable: Deliverable, title: str, tier: str, kind: str, area: str, manager: str, lead: str,
    summary: str, risks_as_printed: str, place: str,
) -> None:  # fmt: skip
    deliverable.title, deliverable.tier, deliverable.kind, deliverable.area = title, tier, kind, area
    deliverable.manager, deliverable.lead, deliverable.summary = manager, lead, summary
    deliverable.risks_as_printed, deliverable.place = risks_as_printed, place


@deliverables.action(
    system=True, label="Publish it with its plan", says="{actor} adopted the plan it is part of."
)
def publish(deliverable: Deliverable, on: date) -> None:
    """Let the public read it, because its plan was adopted."""
    deliverable.published_on = deliverable.published_on or on


@deliverables.action(
    Stage.PLANNED, to=Stage.UNDER_WAY, asks=forms.Begin, label="Begin it", says="{actor} began it."
)
def start(deliverable: Deliverable) -> None:
    """Say that work on it has begun."""


@deliverables.action(
    to=Stage.DELIVERED, asks=forms.Deliver, label="Deliver it", says="{actor} delivered it: {evidence}"
)
def deliver(deliverable: Deliverable) -> None:
    """Say that it is there, and what shows it."""


@deliverables.action(
    to=Stage.CARRIED,
    asks=forms.Carry,
    label="Carry it into another plan",
    says="{actor} carried it into {into.title} as {record.told}: {why}",
)
def carry(deliverable: Deliverable, into: Plan, why: str, by: Any, on: date) -> None:
    """Carry what is not done into another plan, and say why.

    It is set out there with its promises, what it takes and its steps; by when, that plan must say anew.
    """
    again = set_out.follow(
        by=by, on=on, plan=into.pk, key=_free(into, deliverable.key), title=deliverable.title,
        tier=deliverable.tier, kind=deliverable.kind, area=deliverable.area, manager=deliverable.manager,
        lead=deliverable.lead, summary=deliverable.summary, risks_as_printed=deliverable.risks_as_printed,
    )  # fmt: skip
    for rows in (deliverable.promises, deliverable.resources, deliverable.key_actions):
        _copy(rows.order_by("pk"), again)
    link(deliverable, again, "carried_to")
    deliverable.ended_because, deliverable.told = why, again.reference


def _copy(rows: Iterable[Any], again: Deliverable) -> None:
    """The same rows for the deliverable it is carried to, without the days the other plan gave them."""
    for row in rows:
        row.pk, row._state.adding, row.deliverable = None, True, again
        if isinstance(row, Promise):
            row.due_on = None
        row.save()


def _free(plan: Plan, key: str) -> str:
    """The key, or the next one that the plan has not."""
    taken = set(plan.deliverables.filter(key__startswith=key).values_list("key", flat=True))
    return next(
        each for each in (key, *(f"{key[:76]}-{number}" for number in range(2, 999))) if each not in taken
    )


@deliverables.action(to=Stage.DROPPED, asks=forms.Drop, label="Drop it", says="{actor} dropped it: {why}")
def drop(deliverable: Deliverable, why: str) -> None:
    """Say that it will not be done, and why."""
    deliverable.ended_because = why


@deliverables.action(
    asks=BringIn, system=True, label="Bring in its rows", says="{actor} brought in {record.told}."
)
def bring_in(deliverable: Deliverable, rows: dict[str, Any], by: Any) -> None:
    """Take over the rows of a printed plan or a spreadsheet, each checked as if it were typed."""
    deliverable.told = bring_rows_in(deliverable, rows, OF_A_DELIVERABLE, by)

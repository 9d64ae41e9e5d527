"""What somebody may read of the plans: adopted ones everybody, drafts those whose roles reach them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from guildhall.kernel import time
from guildhall.kernel.gates import SYSTEM, access
from guildhall.kernel.periods import Period
from guildhall.plan.models import Deliverable, Objective, Plan, Promise
from guildhall.plan.readings import PromiseReading, readings

# What a list tells of a deliverable: the rest of its columns are not read for it.
OWN = ("reference", "service", "stage", "title", "key", "plan", "kind", "manager", "lead")


@dataclass(frozen=True)
class Listed:
    """A deliverable as the plan lists it, with its promises as they stand."""

    deliverable: Deliverable
    readings: list[PromiseReading]


@dataclass(frozen=True)
class Aim:
    """An objective and what will be delivered for it, `more` than is listed; None: it serves no objective."""

    objective: Objective | None
    deliverables: list[Listed] = field(default_factory=list)
    more: int = 0


def readable(records: Any, user: Any) -> Any:
    """Of these plans, objectives or deliverables, those this person may read here."""
    if user is SYSTEM:
        return records
    public = Q(published_on__lte=time.today(), disposed_on=None)
    if user is None or not user.is_staff:
        return records.filter(public)
    return records.filter(public | access(user).sees(records.model.service_key))


def readable_rows(rows: Any, about: str, user: Any) -> Any:
    """Of these rows, those about no record in particular, or about one this person may read."""
    if user is SYSTEM:
        return rows
    may = [readable(model.objects.all(), user).values("pk") for model in (Objective, Deliverable)]
    return rows.filter(Q(**{about: None}) | Q(**{f"{about}__in": may[0]}) | Q(**{f"{about}__in": may[1]}))


def plans(user: Any) -> list[Plan]:
    """The plans this person may read, the latest first."""
    return list(readable(Plan.objects.all(), user).order_by("-last", "-pk"))


def plan(key: str, user: Any) -> Plan | None:
    """The plan of that key, or the latest adopted one where none is named; None where there is none."""
    found = readable(Plan.objects.all(), user)
    found = found.filter(key=key) if key else found.published(time.today())
    latest: Plan | None = found.order_by("-last", "-pk").first()
    return latest


def outline(plan: Plan, user: Any, period: Period, *, most: int | None = None) -> list[Aim]:
    """The plan's objectives in their order, with the deliverables of each; last, those that serve none.

    Of each objective the first `most` are listed, and only those are read.
    """
    mine = readable(Deliverable.objects.filter(plan=plan), user)
    objectives = list(readable(Objective.objects.filter(plan=plan), user).order_by("pk"))
    placed = _placed(mine, [each.pk for each in objectives])
    wanted = {pk for pks in placed.values() for pk in pks[:most]}
    listed = {each.deliverable.pk: each for each in listed_with_promises(mine, wanted, plan, user, period)}
    by_pk = {each.pk: each for each in objectives}
    return [
        Aim(by_pk[pk] if pk else None, [listed[one] for one in pks[:most]], len(pks[most:]) if most else 0)
        for pk, pks in placed.items()
        if pk or pks
    ]


def _placed(mine: Any, objectives: list[int]) -> dict[int | None, list[int]]:
    """The deliverables by the objective they serve, each in its order; under None those that serve none."""
    serves: dict[int, list[int]] = {pk: [] for pk in mine.order_by("pk").values_list("pk", flat=True)}
    pairs = Deliverable.objectives.through.objects.filter(objective__in=objectives)
    for deliverable, objective in pairs.values_list("deliverable", "objective"):
        if deliverable in serves:
            serves[deliverable].append(objective)
    placed: dict[int | None, list[int]] = {pk: [] for pk in objectives}
    placed[None] = [deliverable for deliverable, found in serves.items() if not found]
    for deliverable, found in serves.items():
        for objective in found:
            placed[objective].append(deliverable)
    return placed


def is_shown(promise: Promise, user: Any) -> bool:
    """Whether its figure is for this person: the public reads what its measure lets it."""
    return (user is not None and user.is_staff) or promise.asks is None or promise.asks.public


def listed_with_promises(
    mine: Any, pks: Collection[int], plan: Plan, user: Any, period: Period
) -> list[Listed]:
    """Those of a plan's deliverables, in their order, with their promises as they stand in the period."""
    listed = {each.pk: Listed(each, []) for each in mine.filter(pk__in=pks).only(*OWN).order_by("pk")}
    promises = []
    for promise in Promise.objects.filter(deliverable__in=listed).order_by("pk"):
        promise.deliverable = listed[promise.deliverable_id].deliverable
        promise.deliverable.plan = plan
        if is_shown(promise, user):
            promises.append(promise)
    for reading in readings(promises, period):
        listed[reading.promise.deliverable_id].readings.append(reading)
    return list(listed.values())

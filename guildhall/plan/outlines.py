"""What somebody may read of the plans: adopted ones everybody, drafts those whose roles reach them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch, Q

from guildhall.kernel import time
from guildhall.kernel.gates import access
from guildhall.kernel.periods import Period
from guildhall.plan.models import Deliverable, Objective, Plan, Promise
from guildhall.plan.readings import PromiseReading, readings


@dataclass(frozen=True)
class Listed:
    """A deliverable as the plan lists it, with its promises as they stand."""

    deliverable: Deliverable
    readings: list[PromiseReading]


@dataclass(frozen=True)
class Aim:
    """An objective and what will be delivered for it; None for what serves no objective."""

    objective: Objective | None
    deliverables: list[Listed] = field(default_factory=list)


def readable(records: Any, user: Any) -> Any:
    """Of these plans, objectives or deliverables, those this person may read here."""
    public = Q(published_on__lte=time.today(), disposed_on=None)
    if user is None or not user.is_staff:
        return records.filter(public)
    return records.filter(public | access(user).sees(records.model.service_key))


def plans(user: Any) -> list[Plan]:
    """The plans this person may read, the latest first."""
    return list(readable(Plan.objects.all(), user).order_by("-last", "-pk"))


def plan(key: str, user: Any) -> Plan | None:
    """The plan of that key, or the latest adopted one where none is named; None where there is none."""
    found = readable(Plan.objects.all(), user)
    found = found.filter(key=key) if key else found.published(time.today())
    latest: Plan | None = found.order_by("-last", "-pk").first()
    return latest


def outline(plan: Plan, user: Any, period: Period) -> list[Aim]:
    """The plan's objectives in their order, with the deliverables of each; last, those that serve none."""
    shown = readable(Deliverable.objects.filter(plan=plan), user).order_by("pk")
    shown = shown.prefetch_related("promises", Prefetch("objectives", Objective.objects.only("pk")))
    listed = _listed(list(shown), user, period)
    aims = [Aim(each) for each in readable(Objective.objects.filter(plan=plan), user).order_by("pk")]
    by_pk, loose = {each.objective.pk: each for each in aims if each.objective}, Aim(None)
    for each in listed:
        serves = [by_pk[one.pk] for one in each.deliverable.objectives.all() if one.pk in by_pk]
        for aim in serves or [loose]:
            aim.deliverables.append(each)
    return [*aims, loose] if loose.deliverables else aims


def is_shown(promise: Promise, user: Any) -> bool:
    """Whether its figure is for this person: the public reads what its measure lets it."""
    return (user is not None and user.is_staff) or promise.asks is None or promise.asks.public


def _listed(deliverables: list[Deliverable], user: Any, period: Period) -> list[Listed]:
    found: dict[int, list[PromiseReading]] = {}
    shown = (one for each in deliverables for one in each.promises.all() if is_shown(one, user))
    for reading in readings(shown, period):
        found.setdefault(reading.promise.deliverable_id, []).append(reading)
    return [Listed(each, found.get(each.pk, [])) for each in deliverables]

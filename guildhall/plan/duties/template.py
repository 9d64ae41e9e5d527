"""A deliverable has every part that those of its plan have: what half of them say, all say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, Exists, OuterRef, Q

from guildhall.kernel.clocks.wording import listed
from guildhall.kernel.periods import Period
from guildhall.plan.duties.scope import standing
from guildhall.plan.models import Deliverable, Dependency, KeyAction, Milestone, Plan, Promise, Resource
from guildhall.plan.service import deliverables

# Fewer deliverables than this show no pattern.
ENOUGH = 4


class Part(NamedTuple):
    """Something a deliverable may say: which deliverables it concerns, and when one has it."""

    name: str
    concerns: Q
    there: Q


def _has(rows: Any, **which: Any) -> Q:
    return Q(Exists(rows.objects.filter(deliverable=OuterRef("pk"), **which)))


def _between(period: Period) -> Q:
    return _has(Milestone, first__gte=period.first, first__lte=period.last)


EVERY = Q(pk__isnull=False)
PARTS = (
    Part("manager", EVERY, ~Q(manager="")),
    Part("summary", EVERY, ~Q(summary="")),
    Part("measure", EVERY, _has(Promise)),
    Part("step of the work", EVERY, _has(KeyAction)),
    Part("milestone", EVERY, _has(Milestone)),
    Part("dependency", EVERY, _has(Dependency)),
    Part("word of money", EVERY, _has(Resource, kind=Resource.Kind.FINANCIAL)),
    Part("word of people", EVERY, _has(Resource, kind=Resource.Kind.HUMAN)),
    Part("word of ICT", EVERY, _has(Resource, kind=Resource.Kind.ICT)),
)


def parts_of(plan: Plan) -> list[Part]:
    """What a deliverable of the plan may say; in a year with milestones, one in each quarter."""
    quarters = [
        Part(f"milestone in {Period.quarter(year.first.year, each)}", _between(year),
             _between(Period.quarter(year.first.year, each)))
        for year in plan.years
        for each in range(1, 5)
    ]  # fmt: skip
    return [*PARTS, *quarters]


def _peers(records: Any, today: date) -> Any:
    """Team plans have a form of their own."""
    return standing(records, today).exclude(tier=Deliverable.Tier.TEAM)


Usual = list[tuple[Part, int, int]]
# Of each plan, what its usual parts rest on, and those: they are asked for anew with every finding.
_kept: dict[int, tuple[tuple[Any, ...], Usual]] = {}


def usual(plan: Plan, today: date) -> Usual:
    """The parts that half of those they concern have, with how many have them, of how many.

    Reckoned once for as long as no deliverable of the plan changes: the same heads are the same records.
    """
    heads = plan.deliverables.order_by("pk").values_list("event_head", flat=True)
    rest_on = (today, plan.first, plan.last, plan.closed_on, *heads)
    known = _kept.get(plan.pk)
    if known is None or known[0] != rest_on:
        known = _kept[plan.pk] = (rest_on, _usual(plan, today))
    return known[1]


def _usual(plan: Plan, today: date) -> Usual:
    parts = parts_of(plan)
    counts = {
        f"{what}_{number}": Count("pk", filter=condition)
        for number, part in enumerate(parts)
        for what, condition in (("of", part.concerns), ("have", part.concerns & part.there))
    }
    told = _peers(Deliverable.objects.filter(plan=plan), today).aggregate(**counts)
    found = [(part, told[f"have_{number}"], told[f"of_{number}"]) for number, part in enumerate(parts)]
    return [(part, have, of) for part, have, of in found if of >= ENOUGH and 2 * have >= of]


def what_it_lacks(deliverable: Deliverable, today: date) -> Iterator[str]:
    """Each part it has not, and how many others of its plan have."""
    parts = usual(deliverable.plan, today)
    flags = {f"lacks_{number}": part.concerns & ~part.there for number, (part, _, _) in enumerate(parts)}
    told = Deliverable.objects.filter(pk=deliverable.pk).annotate(**flags).values(*flags).get()
    lacking = [each for number, each in enumerate(parts) if told[f"lacks_{number}"]]
    if lacking:
        yield f"It has no {listed([f'{part.name} ({have} of {of} have)' for part, have, of in lacking])}."


@deliverables.duty(
    "A deliverable has every part that others of its plan have",
    settled_by="Add what is missing; where there is nothing to say, say so in its place.",
    over=_peers,
    detail=what_it_lacks,
)
def has_every_part(records: Any, today: date) -> Any:
    lacking = Q(pk__in=())
    for plan in Plan.objects.open().filter(pk__in=records.values("plan")):
        for part, have, of in usual(plan, today):
            if have < of:
                lacking |= Q(plan=plan) & part.concerns & ~part.there
    return records.filter(lacking).select_related("plan")

"""The verb that opens the next plan from the one that stands."""

from __future__ import annotations

from datetime import date
from typing import Any

from guildhall.kernel.clocks.wording import counted
from guildhall.kernel.records import link
from guildhall.plan.actions import deliverables, objectives, plans
from guildhall.plan.forms.forward import CARRY, CHANGE, DROP, CopyForward, Decision
from guildhall.plan.models import Deliverable, Objective, Plan
from guildhall.plan.service import plans as service

FINISHED = Deliverable.Stage.DELIVERED


@service.action(
    Plan.Stage.ADOPTED,
    asks=CopyForward,
    label="Copy it forward into a new plan",
    says="{actor} opened the draft {title} from it: {record.told}.",
)
def copy_forward(
    plan: Plan, key: str, title: str, first: date, last: date, decisions: list[Decision], by: Any, on: date
) -> None:
    """Open the next plan as a draft, and say of every unfinished deliverable: carry, change or drop, and why.

    Its objectives are set out again; finished deliverables stay. All of it happens, or nothing.
    """
    new = plans.enter.follow(
        by=by, on=on, key=key, title=title, directorate=plan.directorate, first=first, last=last,
        audience=plan.audience, purpose=plan.purpose,
    )  # fmt: skip
    again = {each.pk: _again(each, new, by, on) for each in plan.objectives.open().order_by("pk")}
    for each in decisions:
        if each.way == DROP:
            deliverables.drop.follow(each.deliverable, by=by, on=on, why=each.why)
        else:
            _carry(each, new, again, by, on)
    _structure_again(plan, new, by, on)
    link(new, plan, "arises_from")
    plan.told = _told(plan, decisions)


def _again(objective: Objective, new: Plan, by: Any, on: date) -> Objective:
    made: Objective = objectives.set_out.follow(
        by=by, on=on, plan=new.pk, key=objective.key, title=objective.title, number=objective.number,
        description=objective.description, owner_role=objective.owner_role,
        corporate_priority=objective.corporate_priority,
    )  # fmt: skip
    return made


def _structure_again(plan: Plan, new: Plan, by: Any, on: date) -> None:
    """The teams and posts that still stand, each after those above it."""
    standing = [each for each in plan.structure.select_related("team", "reports_to").order_by("pk")
                if each.last is None or each.last >= new.first]  # fmt: skip
    left, there = {each.pk: each for each in standing}, set()
    while left:
        for line in [each for each in left.values() if not {each.team_id, each.reports_to_id} & left.keys()]:
            above = {name: one.key for name in ("team", "reports_to")
                     if (one := getattr(line, name)) and one.pk in there}  # fmt: skip
            service.actions["add_structure_line"].follow(
                new, by=by, on=on, key=line.key, kind=line.kind, title=line.title, fte=line.fte,
                grade=line.grade, first=line.first, last=line.last, **above,
            )  # fmt: skip
            there.add(line.pk)
            del left[line.pk]


def _carry(decision: Decision, new: Plan, again: dict[int, Objective], by: Any, on: date) -> None:
    """Into the new plan, for the same objectives; and worded otherwise, where that was decided."""
    old = decision.deliverable
    carried = deliverables.carry.follow(old, by=by, on=on, into=new.pk, why=decision.why)
    copy = Deliverable.objects.get(reference=carried.told)
    changed = {"title": decision.title} if decision.way == CHANGE else {}
    serves = [again[each.pk].pk for each in old.objectives.all() if each.pk in again]
    if changed or serves:
        deliverables.amend.follow(copy, by=by, on=on, objectives=serves, why=decision.why, **changed)


def _told(plan: Plan, decisions: list[Decision]) -> str:
    """How much was delivered, and what became of the rest."""
    whole = plan.deliverables.count()
    done = plan.deliverables.filter(stage=FINISHED).count()
    share = f" ({100 * done / whole:.0f}%)" if whole else ""
    ways = {CARRY: "carried", CHANGE: "carried and changed", DROP: "dropped"}
    found = [each.way for each in decisions]
    became = [f"{found.count(way)} {word}" for way, word in ways.items() if way in found]
    return ", ".join([f"{done} of {counted(whole, 'deliverable')} delivered{share}", *became])

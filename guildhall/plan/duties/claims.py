"""What a plan claims of its deliverables is marked on them, so that it can be tested."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from guildhall.kernel.clocks.wording import counted
from guildhall.plan.duties.scope import open_plans
from guildhall.plan.duties.texts import READS, of_plan
from guildhall.plan.models import Deliverable, Plan
from guildhall.plan.service import plans

KINDS = tuple(Deliverable.Kind.values)


@plans.judged(
    "Both kinds of deliverable are marked where a plan claims both",
    settled_by="Mark each deliverable as operational or developmental, or drop the claim.",
    over=open_plans,
    reads=(*READS["plans"][1], "objectives__deliverables"),
    beside=("objectives", "deliverables"),
)
def claims_are_marked(plan: Plan, today: date) -> Iterator[str]:
    """Of each objective, which of the kinds that the plan claims none of its deliverables is marked as."""
    claim = next((each for each in of_plan(plan) if all(kind in each.words.lower() for kind in KINDS)), None)
    if claim is None:
        return
    for objective in plan.objectives.all():
        marked = {each.kind for each in objective.deliverables.all()}
        if objective.closed_on is None and (missing := [kind for kind in KINDS if kind not in marked]):
            of = counted(len(objective.deliverables.all()), "deliverable")
            yield f"“{objective.title}”: of its {of} none is marked {' or '.join(missing)} ({claim.where})."

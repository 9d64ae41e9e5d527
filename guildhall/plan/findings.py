"""What is found of one plan: of itself, its objectives and deliverables, their risks and contracts."""

from __future__ import annotations

from datetime import date
from typing import Any

from guildhall.kernel.duties import Duty, all_duties
from guildhall.kernel.gates import SYSTEM
from guildhall.plan.models import Deliverable, Objective, Plan


def counted_findings(plan: Plan, today: date) -> list[tuple[Duty, int]]:
    """Each duty that something of the plan does not meet, with how many records, most first."""
    of_plan = _of(plan)
    found = [
        (duty, duty.broken(SYSTEM, today).filter(**of_plan[duty.service.key]).distinct().count())
        for duty in all_duties()
        if duty.service.key in of_plan
    ]
    return sorted((each for each in found if each[1]), key=lambda each: (-each[1], each[0].key))


def _of(plan: Plan) -> dict[str, dict[str, Any]]:
    """By a service's key, which of its records belong to the plan."""
    its = {
        *Objective.objects.filter(plan=plan).values_list("pk", flat=True),
        *Deliverable.objects.filter(plan=plan).values_list("pk", flat=True),
    }
    linked = {"links__target__in": its}
    return {
        "plans": {"pk": plan.pk},
        "objectives": {"plan": plan},
        "deliverables": {"plan": plan},
        "risks": {**linked, "links__kind": "threatens"},
        "contracts": {**linked, "links__kind": "serves"},
    }

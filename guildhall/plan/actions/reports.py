"""The verb of a plan's quarterly report: the director signs what it says."""

from __future__ import annotations

from datetime import date
from typing import Any

from guildhall.kernel.gates import Actor
from guildhall.kernel.periods import Period
from guildhall.plan.forms.figures import SignOffQuarter
from guildhall.plan.models import Plan, SignOff
from guildhall.plan.reports import standing
from guildhall.plan.service import plans


def promises_something(plan: Plan, by: Any) -> str | None:
    """A report of nothing is not signed."""
    return None if plan.deliverables.exists() else "It has no deliverable to report on."


@plans.action(
    Plan.Stage.DRAFT,
    Plan.Stage.CONSULTED,
    Plan.Stage.ADOPTED,
    asks=SignOffQuarter,
    gates=(promises_something,),
    label="Sign off a quarter’s report",
    says="{actor} signed off the report of {quarter}{record.told}.",
)
def sign_off_quarter(plan: Plan, quarter: Period, by: Any, on: date) -> None:
    """Sign the report of a quarter as it stands; what changes later shows as changed since."""
    place = {"plan": plan, "first": quarter.first, "last": quarter.last}
    version = SignOff.objects.filter(**place).count() + 1
    SignOff.objects.create(
        **place, version=version, signed_by_id=Actor.of(by).id, signed_on=on, stood=standing(plan, quarter)
    )
    plan.told = f", for the {_nth(version)} time" if version > 1 else ""


def _nth(number: int) -> str:
    return {2: "second", 3: "third", 4: "fourth"}.get(number, f"{number}th")

"""The verb that states an average of two figures of a plan."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import slugify

from guildhall.plan.actions.plans import STANDING
from guildhall.plan.forms.averages import POUNDS, StateAverage
from guildhall.plan.models import Figure, Plan
from guildhall.plan.parts import page_of
from guildhall.plan.service import plans
from guildhall.plan.wording import in_words


def has_a_sum_and_a_number(plan: Plan, by: Any) -> str | None:
    """While it states a sum of money and how many of something."""
    units = set(plan.figures.values_list("unit", flat=True))
    return None if POUNDS in units and units - {POUNDS, "%"} else "It states no sum of money and no number."


@plans.action(
    *STANDING, asks=StateAverage, gates=(has_a_sum_and_a_number,), label="State an average",
    beside=page_of("figures"), says="{actor} stated the average {name}: {record.told}.",
)  # fmt: skip
def state_average(plan: Plan, total: Figure, count: Figure, name: str, value: Decimal) -> None:
    """State a sum of money by how many it is for, reckoned from two figures that are of the same things."""
    key = slugify(name)[:80].strip("-")
    if plan.figures.filter(key=key).exists():
        raise ValidationError("The plan states a figure of that name already.")
    Figure.objects.create(
        plan=plan, key=key, name=name, value=value, unit=POUNDS, first=total.first, last=total.last,
        as_at=total.as_at, own_period=total.own_period, words=f"{total.name} by {count.name}",
    )  # fmt: skip
    plan.told = f"{in_words(value, POUNDS)}, which is {total.name} by {count.name}"

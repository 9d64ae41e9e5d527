"""The verbs of a deliverable's benefits."""

from __future__ import annotations

from typing import Any

from guildhall.kernel.periods import Period
from guildhall.plan.forms.delivery import RecordBenefitYear, SetBenefit
from guildhall.plan.models import Benefit, BenefitYear, Deliverable
from guildhall.plan.service import deliverables
from guildhall.plan.wording import in_words


def has_benefits(deliverable: Deliverable, by: Any) -> str | None:
    """While there is one to count."""
    return None if deliverable.benefits.exists() else "No benefit of it is set down."


@deliverables.action(
    asks=SetBenefit, label="Set down a benefit", says="{actor} set down a benefit: {name}{record.told}."
)
def set_benefit(deliverable: Deliverable, row: Benefit) -> None:
    """Set down what it saves, earns or improves or, with its short name, change what is set down."""
    row.save()
    if row.amount is not None:
        deliverable.told = f" ({in_words(row.amount, '£')} {row.get_per_display().lower()})"


@deliverables.action(
    asks=RecordBenefitYear,
    gates=(has_benefits,),
    label="Record a year of a benefit",
    says="{actor} recorded {benefit} for {record.told}.",
)
def record_benefit_year(deliverable: Deliverable, row: BenefitYear) -> None:
    """Record what was planned for a year, what came, and what shows it."""
    row.save()
    told = [
        f"{word} {in_words(value, '£')}"
        for word, value in (("planned", row.planned), ("came", row.actual))
        if value is not None
    ]
    deliverable.told = f"{Period.year(row.year)} ({', '.join(told) or 'no figure'})"

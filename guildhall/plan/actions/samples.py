"""The verb by which figures from outside come in through a plan's page: whole, or not at all."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse

from guildhall.kernel.imports import Fate
from guildhall.kernel.origins import Row
from guildhall.plan import samples
from guildhall.plan.actions.plans import STANDING
from guildhall.plan.actions.tables import SHOWN
from guildhall.plan.forms.samples import BringInFigures
from guildhall.plan.models import Plan
from guildhall.plan.money.ledger import counted_fates
from guildhall.plan.service import plans


@plans.action(
    *STANDING,
    asks=BringInFigures,
    label="Bring in figures from outside",
    says="{actor} brought in {file.name}: {record.told}.",
    beside=lambda plan: reverse("plan_import_figures", args=[plan.key]),
)
def bring_in_figures(plan: Plan, lines: list[Row], by: Any) -> None:
    """Bring in figures that no service counts, each with who says so: whole, or not at all."""
    results = list(samples.take(lines, by=by, of=plan))
    if refused := [each for each in results if each.fate == Fate.REFUSED]:
        more = [f"And {len(refused) - SHOWN} more lines."] if len(refused) > SHOWN else []
        told = [f"Line {each.line}, {each.key or 'no figure'}: {each.why}." for each in refused[:SHOWN]]
        raise ValidationError([*told, *more])
    plan.told = ", ".join(counted_fates(results))

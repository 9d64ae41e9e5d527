"""The verb by which a spreadsheet of deliverables comes in: whole, or not at all."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse

from guildhall.kernel.imports import Fate, Result
from guildhall.plan import tables
from guildhall.plan.actions.plans import STANDING
from guildhall.plan.forms.tables import BringInTables
from guildhall.plan.models import Plan
from guildhall.plan.money.ledger import counted_fates
from guildhall.plan.service import plans

# More lines than this help nobody who mends a file: the first ones show what is wrong with it.
SHOWN = 20


@plans.action(
    *STANDING,
    asks=BringInTables,
    label="Bring in tables of deliverables",
    says="{actor} brought in {file.name}: {record.told}.",
    beside=lambda plan: reverse("plan_import", args=[plan.key]),
)
def bring_in_tables(plan: Plan, lines: list[tables.Line], by: Any) -> None:
    """Bring in deliverables from a spreadsheet, a table an objective: whole, or not at all."""
    results = tables.take(lines, plan, by=by, whole=True)
    if refused := [each for each in results if each.fate == Fate.REFUSED]:
        more = [f"And {len(refused) - SHOWN} more lines."] if len(refused) > SHOWN else []
        raise ValidationError([*map(said, refused[:SHOWN]), *more])
    plan.told = ", ".join(counted_fates(results))


def said(refused: Result) -> str:
    """What is wrong with a line, in a sentence."""
    return f"Line {refused.line}, {refused.key or 'no deliverable'}: {refused.why}."

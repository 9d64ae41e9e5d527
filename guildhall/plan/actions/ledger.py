"""The verb by which a ledger file comes in through a plan's page."""

from __future__ import annotations

from guildhall.plan.actions.plans import STANDING
from guildhall.plan.forms.ledger import BringInLedger
from guildhall.plan.models import Plan
from guildhall.plan.money import ledger as files
from guildhall.plan.service import plans


@plans.action(
    *STANDING,
    asks=BringInLedger,
    label="Bring in a ledger file",
    says="{actor} brought in the ledger {ledger.batch}: {record.told}.",
)
def bring_in_ledger(plan: Plan, ledger: files.Ledger) -> None:
    """Bring in a file of the ledger, month by month: whole, or not at all where its totals do not agree."""
    plan.told = ", ".join(files.counted_fates(files.take(ledger))) or "no row in it"

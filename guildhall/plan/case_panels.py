"""What a plan tells on the page of a business case: what came of it, as the benefits record it."""

from __future__ import annotations

from typing import Any

from guildhall.commons.design.composites import Column, Table
from guildhall.kernel.pages.panels import panel
from guildhall.plan.benefit_pages import budgets_of, profile
from guildhall.plan.duties.claimed import claims, recorded
from guildhall.plan.models import BudgetLine, Deliverable
from guildhall.plan.wording import in_words


@panel("What came of it", template="plan/panels/tables.html", order=17)
def of_a_case(record: Any, user: Any) -> dict[str, Any] | None:
    """Of each benefit recorded in a plan: what was promised, what came and counts, and who claims it."""
    if record.service != "business_cases":
        return None
    mine = {each.register: each for each in record.worth.all() if each.register}
    benefits = recorded(set(mine)) if mine else {}
    may = Deliverable.objects.visible_to(user).filter(
        pk__in=[each.deliverable_id for each in benefits.values()]
    )
    seen = {each.pk: each.plan_id for each in may}
    shown = {name: each for name, each in benefits.items() if each.deliverable_id in seen}
    if not shown:
        return None
    budgets = {plan: budgets_of(BudgetLine.objects.filter(plan=plan)) for plan in set(seen.values())}
    claimed = claims(set(shown))
    rows = []
    for name, benefit in shown.items():
        told = profile(benefit, budgets[seen[benefit.deliverable_id]])
        others = [each.case.reference for each in claimed.get(name, []) if each.case_id != record.pk]
        rows.append((mine[name].name, name, in_words(mine[name].total, "£"), in_words(told.counted, "£"),
                     ", ".join(others) or "nobody else"))  # fmt: skip
    columns = ("What", "Recorded in", "Promised", "Has come and counts", "Claimed too by")
    return {
        "tables": [Table("What came of it", [Column(each) for each in columns], rows, caption_hidden=True)]
    }

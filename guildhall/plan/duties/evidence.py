"""Evidence fits the principle it is given for: a principle about members is not shown by staff alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from guildhall.plan.duties.scope import open_plans
from guildhall.plan.models import Evidence, Plan
from guildhall.plan.service import plans
from guildhall.services.assurance.framework import LAW, principles


@plans.judged(
    "Evidence fits its principle",
    law=LAW,
    settled_by="Add evidence of those the principle is about, or put it under the principle it shows.",
    over=open_plans,
    reads=("evidence",),
)
def evidence_fits(plan: Plan, today: date) -> Iterator[str]:
    """Whom a principle is about, and none of its evidence is."""
    given: dict[tuple[str, str], list[Evidence]] = {}
    for each in plan.evidence.all():
        given.setdefault((each.edition, each.principle), []).append(each)
    for key, found in given.items():
        known = principles().get(key)
        if known is None:
            yield f"There is no principle {key[1]} in the code of {key[0]}."
            continue
        if sentence := known.unfit(each.about for each in found):
            yield sentence


@plans.judged(
    "Every principle has evidence",
    law=LAW,
    settled_by="Say what was done for it.",
    over=open_plans,
    reads=("evidence",),
)
def principles_have_evidence(plan: Plan, today: date) -> Iterator[str]:
    """The principles of an edition the plan uses that it says nothing of."""
    given = {(each.edition, each.principle) for each in plan.evidence.all()}
    used = {edition for edition, _ in given}
    for (edition, number), each in principles().items():
        if edition in used and (edition, number) not in given:
            yield f"Of principle {number} of {edition}, “{each.name}”, it says nothing."

"""Evidence fits the principle it is given for: a principle about members is not shown by staff alone."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from guildhall.kernel.clocks.wording import listed
from guildhall.plan.duties.scope import open_plans
from guildhall.plan.loading import EDITIONS
from guildhall.plan.models import Evidence, Plan
from guildhall.plan.service import plans


@cache
def principles() -> dict[tuple[str, str], dict[str, Any]]:
    """The principles of both editions of the code, by edition and number."""
    told = tomllib.loads((EDITIONS / "principles.toml").read_text(encoding="utf-8"))
    return {(each["edition"], each["number"]): each for each in told["principles"]}


@plans.judged(
    "Evidence fits its principle",
    law="Delivering Good Governance in Local Government (CIPFA and Solace)",
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
        about = {each.about for each in found}
        if missing := [each for each in known["about"] if each not in about]:
            yield (
                f"Principle {known['number']}, “{known['name']}”, is about {listed(known['about'])}; "
                f"its evidence is about {listed(sorted(about))}, and nothing about {listed(missing)}."
            )


@plans.judged(
    "Every principle has evidence",
    law="Delivering Good Governance in Local Government (CIPFA and Solace)",
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
            yield f"Of principle {number} of {edition}, “{each['name']}”, it says nothing."

"""How a year of risks is lived: raised, treated, looked at each quarter, one accepted, one that happens."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from guildhall.kernel import time
from guildhall.kernel.lives import Life, Story
from guildhall.services.risks import actions
from guildhall.services.risks.models import Category


@dataclass(frozen=True)
class Told:
    """One risk as it is told, with its score before and after what is done about it, and how it goes on."""

    title: str
    cause: str
    effect: str
    log: str
    category: str
    owner: str
    score: list[int]
    mitigation: str
    after: list[int]
    ends: str


RISKS = [
    Told(**each)
    for each in tomllib.loads((Path(__file__).parent / "demo.toml").read_text(encoding="utf-8"))["risks"]
]


def live(life: Life, told: Told) -> Story:
    """It is raised and treated; it is looked at about every quarter, unless nobody does."""
    keeper = life.world.people.cast["rowan"]
    category, _ = Category.objects.get_or_create(name=told.category)  # a council may have struck it out
    risk = life.do(
        actions.raise_it, by=keeper, title=told.title, cause=told.cause, effect=told.effect, log=told.log,
        category=category.pk, owner_role=told.owner, likelihood=told.score[0], impact=told.score[1],
    )  # fmt: skip
    yield life.working_days_on(life.between(2, 8))
    due_on = time.today() + timedelta(days=life.between(60, 90))
    life.do(
        actions.plan_mitigation, risk, by=keeper, text=told.mitigation, owner_role=told.owner, due_on=due_on
    )
    if told.ends != "forgotten":
        life.beside(look_each_quarter, risk)
        yield life.days_on((due_on - time.today()).days - life.between(1, 20))
        yield from _treated(life, risk, told)


def _treated(life: Life, risk: Any, told: Told) -> Story:
    """What was planned is done; then it happens, or somebody lives with what is left of it."""
    keeper, head = life.world.people.cast["rowan"], life.world.people.cast["helen"]
    likelihood, impact = told.after
    life.do(
        actions.complete_mitigation, risk, by=keeper, mitigation=risk.mitigations.get().pk,
        likelihood=likelihood, impact=impact,
    )  # fmt: skip
    yield life.days_on(life.between(20, 50))
    if told.ends == "happened":
        life.do(actions.become_issue, risk, by=keeper, what="Three services are not moved yet.")
    elif told.ends == "accepted":
        until = time.today() + timedelta(days=330)
        why = "More officers would cost more than the delay does."
        life.do(actions.accept, risk, by=head, role="Head of service", reason=why, until=until)


def look_each_quarter(life: Life, risk: Any) -> Story:
    """Somebody looks at it, now and then some days late."""
    keeper = life.world.people.cast["rowan"]
    while True:
        yield life.days_on(life.between(70, 96))
        life.do(actions.review, risk, by=keeper, found="It stands as it did.")

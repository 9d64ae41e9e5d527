"""Plans and published figures, from the editions committed beside the code into their tables.

Run by migrations, so it is given the models of their day; loading twice changes nothing.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from guildhall.kernel.periods import Period
from guildhall.plan.figures import number

EDITIONS = Path(__file__).parent / "editions"


def edition(name: str) -> dict[str, Any]:
    """The contents of one edition's file."""
    return tomllib.loads((EDITIONS / f"{name}.toml").read_text(encoding="utf-8"))


def load_figures(sample: Any, told: dict[str, Any]) -> None:
    """Keeps published figures as samples; `sample` is the model."""
    page = Period.parse(told["year"])
    for key, value in told["figures"].items():
        period = number(key).spans(page)
        sample.objects.update_or_create(
            measure=key,
            first=period.first,
            last=period.last,
            dimension="",
            defaults={"value": value, "source": told["source"]},
        )


def load_plan(models: Any, told: dict[str, Any]) -> None:
    """Keeps a plan with its objectives, deliverables and promises; `models.get_model` finds their tables."""
    plan = _keep(models, "Plan", told, "objectives", key=told["key"])
    for order, objective_told in enumerate(told["objectives"]):
        where = {"plan": plan, "key": objective_told["key"]}
        objective = _keep(models, "Objective", {**objective_told, "order": order}, "deliverables", **where)
        for place, deliverable_told in enumerate(objective_told.get("deliverables", [])):
            where = {"objective": objective, "key": deliverable_told["key"]}
            deliverable = _keep(
                models, "Deliverable", {**deliverable_told, "order": place}, "promises", **where
            )
            for promise_told in deliverable_told.get("promises", []):
                _keep(models, "Promise", promise_told, "", deliverable=deliverable, key=promise_told["key"])


def _keep(models: Any, name: str, told: dict[str, Any], below: str, **where: Any) -> Any:
    fields = {field: value for field, value in told.items() if field not in (below, "key")}
    return models.get_model("plan", name).objects.update_or_create(**where, defaults=fields)[0]

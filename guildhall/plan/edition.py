"""A printed plan, written down as an edition: read, checked, and brought in through the actions."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction

from guildhall.kernel import time
from guildhall.kernel.actions import Action, Invalid, Refused
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.periods import Period
from guildhall.kernel.records import title_from
from guildhall.kernel.services import services
from guildhall.plan.actions import deliverables, objectives, plans
from guildhall.plan.models import Deliverable, Objective, Plan
from guildhall.plan.rows import OF_A_DELIVERABLE, OF_A_PLAN, first_error

EDITIONS = Path(__file__).parent / "editions"

OF_THE_PLAN = (
    "key", "name", "directorate", "first", "last", "audience", "purpose", "published_in", "produced_by",
    "production_reference", "source", "default_period", "status",
)  # fmt: skip
OF_OBJECTIVES = ("key", "number", "title", "description", "owner", "corporate_priority", "wordings")
OF_DELIVERABLES = (
    "key", "objectives", "tier", "kind", "area", "title", "manager", "lead", "summary", "risks_as_printed",
    "place", "risks", "resources", "promises", "actions", "milestones", "dependencies", "years", "benefits",
)  # fmt: skip
OF_RISKS = ("kind", "text", "mitigation", "likelihood", "impact", "log", "cause", "effect", "owner_role")
# What an edition calls otherwise than the questions do.
CALLED = {"name": "title", "owner": "owner_role"}


class EditionError(Exception):
    """What is wrong with an edition, in one line, and where in it."""


def names() -> list[str]:
    """The editions of plans committed beside the code."""
    return sorted(each.stem for each in EDITIONS.glob("plan-*.toml"))


def read(name: str) -> dict[str, Any]:
    """The contents of an edition: one of ours by its name, any other by the path of its file."""
    path = Path(name) if name.endswith(".toml") else EDITIONS / f"{name}.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except OSError:
        raise EditionError(f"There is no edition {name}; there are {', '.join(names())}.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise EditionError(f"{path.name} cannot be read: {error}.") from error


@transaction.atomic
def load(told: Mapping[str, Any]) -> tuple[Plan, bool]:
    """The edition's plan, and whether it was brought in now: one that is here already stays as it is.

    Everything happens on the day the plan came out, or began where that is not known, but never after today.
    Raises EditionError, and then nothing is kept.
    """
    _known(told, (*OF_THE_PLAN, *OF_A_PLAN, "objectives", "deliverables", "contracts"), "the edition")
    if found := Plan.objects.filter(key=told.get("key")).first():
        return found, False
    today = time.today()
    with _day(told.get("published_in") or told.get("first")):
        plan = _open_plan(told)
        aims = _objectives(plan, told.get("objectives", []))
        made = _deliverables(plan, told.get("deliverables", []), aims)
        _contracts(told.get("contracts", []), made)
        plan = _stand(plan, str(told.get("status") or "draft"), today)
    return plan, True


@contextmanager
def _day(day: Any) -> Iterator[None]:
    if not isinstance(day, date):
        raise EditionError("the edition: it says no first day, such as first = 2018-04-01.")
    with time.pretend(min(day, time.today())):
        yield


def _open_plan(told: Mapping[str, Any]) -> Plan:
    fields = {name: told[name] for name in OF_THE_PLAN if name in told and name != "status"}
    plan: Plan = _do("the edition", plans.enter, **_called(fields))
    rows = {kind: _flat(kind, told[kind]) for kind in OF_A_PLAN if kind in told}
    return _bring("the edition", plans.bring_in, plan, rows)


def _objectives(plan: Plan, told: list[dict[str, Any]]) -> dict[str, Objective]:
    made = {}
    for number, each in enumerate(told, 1):
        where = f"objective {each.get('key') or number}"
        _known(each, OF_OBJECTIVES, where)
        fields = {name: value for name, value in each.items() if name != "wordings"}
        objective = _do(where, objectives.set_out, plan=plan.pk, **_called(fields))
        made[objective.key] = objective
        _bring(where, objectives.bring_in, objective, {"wordings": each.get("wordings", [])})
    return made


def _deliverables(
    plan: Plan, told: list[dict[str, Any]], aims: dict[str, Objective]
) -> dict[str, Deliverable]:
    """All are set out before any has its rows: one may depend on another that stands below it."""
    made = {}
    for number, each in enumerate(told, 1):
        where = f"deliverable {each.get('key') or number}"
        _known(each, OF_DELIVERABLES, where)
        fields = {
            name: each[name] for name in OF_DELIVERABLES[: OF_DELIVERABLES.index("risks")] if name in each
        }
        fields["objectives"] = [
            each.pk for each in _named(where, "objective", each.get("objectives", []), aims)
        ]
        deliverable = _do(where, deliverables.set_out, plan=plan.pk, **fields)
        made[deliverable.key] = deliverable
    for deliverable, each in zip(made.values(), told, strict=True):
        where = f"deliverable {deliverable.key}"
        rows = {kind: _flat(kind, each[kind]) for kind in OF_A_DELIVERABLE if kind in each}
        rows["benefit_years"] = _benefit_years(where, each.get("benefits", []))
        _bring(where, deliverables.bring_in, deliverable, rows)
        _risks(where, deliverable, each.get("risks", []))
    return made


def _benefit_years(where: str, benefits: list[dict[str, Any]]) -> list[dict[str, Any]]:
    if unnamed := [each for each in benefits if each.get("years") and not each.get("key")]:
        raise EditionError(f"{where}: the benefit {unnamed[0].get('name')} has years, so it needs a key.")
    return [{"benefit": each["key"], **year} for each in benefits for year in each.get("years", [])]


def _risks(where: str, deliverable: Deliverable, told: list[dict[str, Any]]) -> None:
    if not (raise_risk := _verb("risks", "raise")):
        return
    for number, each in enumerate(told, 1):
        at = f"{where}: risks, row {number}"
        _known(each, OF_RISKS, at)
        text = each.get("text", "")
        asked = {name: value for name, value in each.items() if name != "text"}
        _do(at, raise_risk, title=title_from(text), event=text, about=deliverable, **asked)


def _contracts(told: list[dict[str, Any]], made: dict[str, Deliverable]) -> None:
    if not (enter := _verb("contracts", "enter")):
        return
    entered: dict[str, Any] = {}
    for number, each in enumerate(told, 1):
        where = f"contract {each.get('key') or number}"
        _known(each, (*enter.asks.base_fields, "key"), where)
        asked = {name: value for name, value in each.items() if name != "key"}
        asked["serves"] = _named(where, "deliverable", each.get("serves", []), made)
        if "extends" in each:
            asked["extends"] = _named(where, "contract", [each["extends"]], entered)[0]
        entered[str(each.get("key") or number)] = _do(where, enter, **asked)


def _named(where: str, what: str, keys: list[str], made: Mapping[str, Any]) -> list[Any]:
    """The records made so far, by their keys in the edition."""
    if unknown := [key for key in keys if key not in made]:
        there = f"there are {', '.join(made)}" if made else "there is none before it"
        raise EditionError(f"{where}: there is no {what} {unknown[0]}; {there}.")
    return [made[key] for key in keys]


def _verb(service: str, name: str) -> Action | None:
    """Another service's verb, where that service is installed."""
    found = next((each for each in services() if each.key == service), None)
    return found.actions[name] if found else None


def _stand(plan: Plan, status: str, today: date) -> Plan:
    """Has the plan put out, adopted or replaced, as its edition says it is."""
    if status not in Plan.Stage.values:
        raise EditionError(f"the edition: its status is one of {', '.join(Plan.Stage.values)}, not {status}.")
    if status == Plan.Stage.CONSULTED:
        plan = _do("the edition", plans.consult, plan)
    if status in (Plan.Stage.ADOPTED, Plan.Stage.SUPERSEDED):
        plan = _do("the edition", plans.adopt, plan, decision="the council, as the printed plan has it")
    if status == Plan.Stage.SUPERSEDED:
        with time.pretend(max(time.today(), min(plan.last + timedelta(days=1), today))):
            plan = _do("the edition", plans.supersede, plan)
    return plan


def _bring(where: str, bring_in: Action, record: Any, rows: dict[str, list[dict[str, Any]]]) -> Any:
    """Has the rows brought in, where there are any."""
    return _do(where, bring_in, record, rows=rows) if any(rows.values()) else record


def _do(where: str, action: Action, record: Any = None, **asked: Any) -> Any:
    try:
        return action.perform(record, by=SYSTEM, data=asked).record
    except Invalid as invalid:
        raise EditionError(f"{where}: {first_error(invalid.form)}") from invalid
    except Refused as refused:
        raise EditionError(f"{where}: {refused}") from refused


def _known(told: Mapping[str, Any], known: Iterable[str], where: str) -> None:
    """Refuses what nobody would read: a misspelt name loses what it says."""
    listed = tuple(known)
    if unknown := [name for name in told if name not in listed]:
        raise EditionError(f"{where}: there is no “{unknown[0]}”; there are {', '.join(listed)}.")


def _called(told: Mapping[str, Any]) -> dict[str, Any]:
    """The answers by the names the questions have."""
    return {CALLED.get(name, name): value for name, value in told.items()}


def _flat(kind: str, told: Any) -> list[dict[str, Any]]:
    """Rows as they are asked for: a list of names is a row each, a benefit's years stand apart."""
    if not isinstance(told, list) or not all(isinstance(each, dict) for each in told):
        raise EditionError(f"{kind}: write each as [[{kind}]].")
    if kind == "stakeholders":
        return [{**_but(each, "names"), "name": name} for each in told for name in each.get("names", [None])]
    if kind == "benefits":
        return [_benefit(each) for each in told]
    return [_called(each) for each in told] if kind == "promises" else list(told)


def _benefit(told: dict[str, Any]) -> dict[str, Any]:
    """With its class as its kind, and its years as the days they begin and end."""
    row = {("kind" if name == "class" else name): value for name, value in _but(told, "years").items()}
    if isinstance(first := row.get("first"), int):
        row["first"] = Period.year(first).first
    if isinstance(last := row.get("last"), int):
        row["last"] = Period.year(last).last
    return row


def _but(told: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {each: value for each, value in told.items() if each != name}

"""Figures from outside, brought in from a file: each row taken, there already, or refused and why.

A row for a promise goes through the verb that a person would use; one for a figure of the numbers page, which
belongs to no record, is kept with its source and the day it came.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction

from guildhall.kernel import time
from guildhall.kernel.actions import Invalid, Refused
from guildhall.kernel.figures import Sample
from guildhall.kernel.gates import SYSTEM, Actor
from guildhall.kernel.imports import Fate, Result
from guildhall.kernel.origins import Row
from guildhall.kernel.periods import Period
from guildhall.kernel.spreadsheets import Sheet, Unreadable
from guildhall.plan import typed
from guildhall.plan.actions.figures import enter_figure
from guildhall.plan.figures import NUMBERS, POPULATION, Number
from guildhall.plan.models import Deliverable, Plan, Promise

# What the columns may be called; each heading is for one field.
ALIASES = {
    "figure": "figure", "measure": "figure", "key": "figure",
    "period": "period", "for": "period", "quarter": "period", "month": "period", "year": "period",
    "value": "value", "actual": "value",
    "unit": "unit",
    "source": "source", "says": "source",
    "why": "why", "reason": "why",
}  # fmt: skip
NEEDS = ("figure", "period", "value", "source")


def sheet(path: Path) -> Sheet:
    """The file, its columns named. Raises Unreadable with a sentence."""
    found = Sheet.open(path)
    found.name_columns(ALIASES, {})
    if missing := [each for each in NEEDS if each not in found.fields]:
        raise Unreadable(
            f"No column says {missing[0]}: the file has {', '.join(found.headings)}, "
            f"and needs {', '.join(NEEDS)}; unit and why may be there too."
        )
    return found


def take(
    rows: Iterable[Row], *, by: Any = SYSTEM, dry_run: bool = False, of: Plan | None = None
) -> Iterator[Result]:
    """Takes the rows one by one, and yields what became of each. Read again, every row is unchanged.

    A dry run does the same and undoes it, so that it refuses what would be refused. With `of`, promises of
    other plans are refused.
    """
    seen: dict[tuple[str, str], int] = {}
    for row in rows:
        place = row.cells["figure"].strip(), row.cells["period"].strip()
        if before := seen.get(place):
            yield Result(
                row.line, Fate.REFUSED, place[0], why=f"Line {before} is for the same figure and time."
            )
            continue
        seen[place] = row.line
        with transaction.atomic():
            result = _take(row, by, of)
            transaction.set_rollback(dry_run)
        yield result


def _take(row: Row, by: Any, of: Plan | None) -> Result:
    key = row.cells["figure"].strip()
    try:
        with transaction.atomic():
            fate = _keep(key, row, by, of)
    except (ValueError, Refused) as refusal:
        return Result(row.line, Fate.REFUSED, key, why=_sentence(refusal))
    return Result(row.line, fate, key)


def _keep(key: str, row: Row, by: Any, of: Plan | None) -> Fate:
    if not key:
        raise ValueError("It does not say which figure it is for")
    if not row.cells["source"].strip():
        raise ValueError("It does not say who says so: fill in the source")
    reference, dot, name = key.rpartition(".")
    if dot:
        return _for_promise(reference, name, row, by, of)
    return _for_number(key, row, by)


def _for_promise(reference: str, name: str, row: Row, by: Any, of: Plan | None) -> Fate:
    """Through the verb, so that it is in the deliverable's history, and changes say why."""
    found = Promise.objects.filter(deliverable__reference=reference, key=name).select_related("deliverable")
    promise = (found.filter(deliverable__plan=of) if of else found).first()
    if promise is None:
        raise ValueError(
            f"No promise{f' of {of.title}' if of else ''} has its figures under {reference}.{name}"
        )
    if promise.measure:
        raise ValueError(f"“{promise.text}” is counted from the records: it takes no figures from a file")
    period, value = Period.parse(row.cells["period"]), _value(row, promise.unit)
    before = _before(promise.figure, period)
    if before and (before.value, before.source) == (value, row.cells["source"]):
        return Fate.UNCHANGED
    deliverable = Deliverable.objects.get(pk=promise.deliverable_id)
    enter_figure(
        deliverable, by=by, promise=name, period=period, value=row.cells["value"],
        source=row.cells["source"], why=row.cells.get("why", ""),
    )  # fmt: skip
    return Fate.CHANGED if before else Fate.TAKEN


def _for_number(key: str, row: Row, by: Any) -> Fate:
    number = next((each for each in (*NUMBERS, POPULATION) if each.key == key and _may_be_told(each)), None)
    if number is None:
        raise ValueError(f"No figure from outside is called {key}")
    period, value = Period.parse(row.cells["period"]), _value(row, number.unit)
    before, told = _before(key, period), {"value": value, "source": row.cells["source"]}
    if before and (before.value, before.source) == (value, row.cells["source"]):
        return Fate.UNCHANGED
    if period.last > time.today():
        raise ValueError(f"{period} is not over yet")
    Sample.objects.update_or_create(
        measure=key, first=period.first, last=period.last, dimension="",
        defaults={**told, "entered_on": time.today(), "entered_by_id": Actor.of(by).id},
    )  # fmt: skip
    return Fate.CHANGED if before else Fate.TAKEN


def _may_be_told(number: Number) -> bool:
    """Whether somebody else may say it: what is not counted here, or only from some day on."""
    return number.measure is None or number.measure.since is not None


def _value(row: Row, unit: str) -> Decimal:
    said = row.cells.get("unit", "").strip()
    if said and said.lower() != unit.lower():
        raise ValueError(f"The row is in {said}, and this figure is in {unit}")
    return typed.figure(row.cells["value"], unit)


def _before(figure: str, period: Period) -> Sample | None:
    place = {"measure": figure, "first": period.first, "last": period.last, "dimension": ""}
    return Sample.objects.filter(**place).first()


def _sentence(refusal: Exception) -> str:
    """What is wrong, without the name of the form's field."""
    if isinstance(refusal, Invalid):
        return " ".join(str(each) for errors in refusal.form.errors.values() for each in errors)
    return str(refusal)

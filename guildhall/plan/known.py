"""What is known of many figures over many periods, asked of the database in bulk.

A period that is over has its frozen figure, or the restated one where the records say another now; one that
runs, or was never frozen, is read live from the records. What no service counts was entered by somebody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Min

from guildhall.kernel import time
from guildhall.kernel.clocks.wording import said
from guildhall.kernel.figures import Sample, Snapshot
from guildhall.kernel.measures import Measure, all_measures
from guildhall.kernel.periods import Period
from guildhall.kernel.records import Record
from guildhall.plan.models import Restatement
from guildhall.plan.recount import recounted, restatement

Place = tuple[str, date, date]
Wanted = tuple[str, Period]


@dataclass(frozen=True)
class Known:
    """One figure over one period: its value and, in a sentence, whence it comes."""

    value: Decimal | None = None
    source: str = ""
    restatement: Restatement | None = None


NOTHING = Known()


def known(wanted: Iterable[Wanted]) -> Mapping[Wanted, Known]:
    """What is known of each figure, by its key, over each period: six queries, and the live readings."""
    asked = set(wanted)
    if not asked:
        return {}
    measures = {each.key: each for each in all_measures()}
    samples, frozen, restated = (_placed(model, asked) for model in (Sample, Snapshot, Restatement))
    found: dict[Wanted, Known] = {}
    unread: dict[str, set[Period]] = {}
    wanted_places = {(key, period.first, period.last) for key, period in asked}
    again = recounted({place: each for place, each in frozen.items() if place in wanted_places})
    for place, value in again.items():
        now = restatement(frozen[place], value, restated.pop(place, None), time.today())
        if now:
            restated[place] = now
    for key, period in asked:
        place = (key, period.first, period.last)
        if place in restated:
            found[key, period] = Known(
                restated[place].value, "Counted again from the records", restated[place]
            )
        elif place in frozen:
            kept = frozen[place]
            found[key, period] = Known(
                kept.value, f"Counted from the records on {said(kept.frozen_at.date())}"
            )
        elif place in samples:
            found[key, period] = Known(samples[place].value, entered(samples[place]))
        elif key in measures and period.first <= time.today():
            unread.setdefault(key, set()).add(period)
    begun = _begun(measures[key] for key in unread)
    for key, periods in unread.items():
        measure = measures[key]
        first = measure.since() if measure.since else begun.get(measure.service.key)
        found |= _live(measure, periods, first)
    return found


def entered(sample: Sample) -> str:
    """Who says so, who put it in, and when."""
    if not sample.entered_on:
        return sample.source
    who = f" by {sample.entered_by.get_full_name()}" if sample.entered_by else ""
    return f"{sample.source}; entered{who} on {said(sample.entered_on)}"


def _placed(model: Any, asked: set[Wanted]) -> dict[Place, Any]:
    """The rows of those figures within those periods, in one query."""
    rows = model.objects.filter(
        measure__in={key for key, _ in asked},
        first__gte=min(period.first for _, period in asked),
        last__lte=max(period.last for _, period in asked),
    )
    if model is Sample:
        rows = rows.filter(dimension="").select_related("entered_by")
    return {(each.measure, each.first, each.last): each for each in rows}


def _begun(measures: Iterable[Measure]) -> dict[str, date]:
    """The day of each service's first record: before it, nothing counted is no figure."""
    keys = {each.service.key for each in measures}
    if not keys:
        return {}
    first = (
        Record.objects.filter(service__in=keys).order_by().values("service").annotate(day=Min("opened_on"))
    )
    return dict(first.values_list("service", "day"))


def _live(measure: Measure, periods: set[Period], begun: date | None) -> dict[Wanted, Known]:
    there = [each for each in periods if begun and begun <= each.last]
    return {
        (measure.key, period): Known(value, "Counted from the records now")
        for period, value in measure.over(there).items()
    }

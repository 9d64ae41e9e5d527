"""Every night: where each promised figure is heading by the end of its year, if anything new is known."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from decimal import Decimal

from guildhall.kernel.figures import Sample, Snapshot
from guildhall.kernel.measures import Count, Measure, Sums, Total
from guildhall.kernel.periods import Period
from guildhall.kernel.schedule import every_day
from guildhall.plan.forecast import FLOW, LEVEL, MEAN, Course, Outlook, outlooks
from guildhall.plan.models import Forecast, Promise
from guildhall.plan.upkeep import promised

# How many years back a forecast learns.
YEARS = 5
PLACES = Decimal("0.0001")


@every_day
def forecast_years(today: date) -> None:
    """Works out where every promised figure will be at the end of its year, where anything new is known."""
    year = Period.containing(today)
    courses = dict(_courses(year, today))
    digests = {figure: _digest(course) for figure, course in courses.items()}
    made = Forecast.objects.filter(first=year.first, last=year.last)
    kept = dict(made.values_list("measure", "made_from"))
    fresh = [figure for figure in courses if kept.get(figure) != digests[figure]]
    told = outlooks(courses[figure] for figure in fresh) if fresh else []
    for figure, outlook in zip(fresh, told, strict=True):
        _keep(figure, year, outlook, today, digests[figure])


def _keep(figure: str, year: Period, outlook: Outlook, today: date, digest: str) -> None:
    value, low, high = (
        None if each is None else Decimal(each).quantize(PLACES)
        for each in (outlook.value, outlook.low, outlook.high)
    )
    Forecast.objects.update_or_create(
        measure=figure, first=year.first, last=year.last,
        defaults={
            "value": value, "low": low, "high": high, "told": outlook.told, "made_on": today,
            "made_from": digest,
        },
    )  # fmt: skip


def _courses(year: Period, today: date) -> Iterator[tuple[str, Course]]:
    for measure in promised():
        yield measure.key, (_counted if measure.counted_on else _frozen)(measure, year, today)
    entered = Promise.objects.filter(measure="").exclude(unit="").select_related("deliverable")
    for promise in entered.filter(basis__in=("month", "quarter")):
        yield promise.figure, _entered(promise, year, today)


def _counted(measure: Measure, year: Period, today: date) -> Course:
    """Month by month from the records; a share or a mean with how many each month's is of."""
    months = [each for each in _months(year) if each.last < today]
    answer = measure.ask(Period(months[0].first, months[-1].last, "")) if months else measure.ask(year)
    days = answer.by_day(measure.counted_on)
    begun = min(days, default=today)
    over = [each for each in months if each.last >= begun]
    sums = [_sum(days, each, len(answer.terms())) for each in over]
    adds_up = isinstance(answer, Count | Total)
    weights = () if adds_up else tuple(float(each[-1]) for each in sums)
    return _course(
        [answer.work_out(each) for each in sums], over, year,
        kind=FLOW if adds_up else MEAN, share=measure.unit == "%", weights=weights,
    )  # fmt: skip


def _sum(days: dict[date, Sums], month: Period, terms: int) -> Sums:
    within = [sums for day, sums in days.items() if day in month]
    return tuple(sum((each[place] for each in within), Decimal(0)) for place in range(terms))


def _frozen(measure: Measure, year: Period, today: date) -> Course:
    """A stock has no days: what it was at the end of each month is what was frozen then."""
    kept = {
        (each.first, each.last): each.value
        for each in Snapshot.objects.filter(measure=measure.key, last__lt=today)
    }
    months = [each for each in _months(year) if each.last < today]
    return _course([kept.get((each.first, each.last)) for each in months], months, year, kind=LEVEL)


def _entered(promise: Promise, year: Period, today: date) -> Course:
    """What people entered, month by month or quarter by quarter."""
    kept = {
        (each.first, each.last): each.value
        for each in Sample.objects.filter(measure=promise.figure, dimension="")
    }
    monthly, share = promise.basis == Promise.Basis.MONTH, promise.unit == "%"
    steps = [each for each in (_months(year) if monthly else _quarters(year)) if each.last < today]
    return _course(
        [kept.get((each.first, each.last)) for each in steps], steps, year,
        kind=MEAN if share else FLOW, share=share, cycle=12 if monthly else 4,
    )  # fmt: skip


def _course(
    values: Sequence[Decimal | None], steps: Sequence[Period], year: Period, *, kind: str,
    share: bool = False, cycle: int = 12, weights: tuple[float, ...] = (),
) -> Course:  # fmt: skip
    so_far = sum(each.first >= year.first for each in steps)
    known = tuple(None if each is None else float(each) for each in values)
    return Course(known, so_far, cycle - so_far, cycle, kind, share, weights)


def _months(year: Period) -> list[Period]:
    start = Period.year(year.first.year - YEARS).first
    return [Period.month(day) for day in Period(start, year.last, "").months()]


def _quarters(year: Period) -> list[Period]:
    starts = range(year.first.year - YEARS, year.first.year + 1)
    return [Period.quarter(start, number) for start in starts for number in (1, 2, 3, 4)]


def _digest(course: Course) -> str:
    return hashlib.sha256(json.dumps(asdict(course), sort_keys=True).encode()).hexdigest()

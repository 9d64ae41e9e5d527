"""Frozen figures counted again whenever somebody looks, so that a restatement shows at once.

What was counted is remembered until something is done to a record of the measure's service: a page that is
read twice counts once. What no event tells, such as facts corrected in bulk, the night notices (`upkeep`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from threading import Lock

from guildhall.kernel import time
from guildhall.kernel.events import Event
from guildhall.kernel.figures import Snapshot
from guildhall.kernel.measures import Measure, all_measures
from guildhall.kernel.periods import Period
from guildhall.plan.models import Promise, Restatement

Place = tuple[str, date, date]
# How far back frozen figures are counted again: later changes are history, and no news to anybody.
LOOKED_BACK = timedelta(days=2 * 366)
PLACES = Decimal("0.0001")
# After so many events it is quicker to forget everything than to ask which services they are of.
MANY = 500


@dataclass
class _Memory:
    """What this process counted, since which event: an event is known by its number and its digest."""

    today: date | None = None
    number: int = 0
    digest: str = ""
    values: dict[Place, Decimal | None] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def refresh(self) -> bool:
        """Forgets what may be otherwise by now; whether anything may be remembered at all."""
        latest = Event.objects.order_by("-pk").values_list("pk", "digest").first()
        if latest is None:
            self.values = {}
            return False
        same_past = Event.objects.filter(pk=self.number, digest=self.digest).exists()
        if self.today != time.today() or not same_past or latest[0] - self.number > MANY:
            self.values = {}
        elif latest[0] != self.number:
            new = Event.objects.filter(pk__gt=self.number)
            done_in = set(new.values_list("record__service", flat=True))
            self.values = {place: value for place, value in self.values.items()
                           if place[0].partition(".")[0] not in done_in}  # fmt: skip
        self.today, (self.number, self.digest) = time.today(), latest
        return True


_memory = _Memory()


def recounted(frozen: Mapping[Place, Snapshot]) -> dict[Place, Decimal | None]:
    """What the records say now of these frozen figures; left out is what is too long ago or nobody counts."""
    measures = {each.key: each for each in all_measures()}
    young = [each for each in frozen if each[0] in measures and each[2] >= time.today() - LOOKED_BACK]
    if not young:
        return {}
    with _memory.lock:
        remembers = _memory.refresh()
        known = dict(_memory.values)
    fresh = _count([each for each in young if each not in known], measures)
    if remembers:
        with _memory.lock:
            _memory.values |= fresh
    return {place: fresh[place] if place in fresh else known[place] for place in young}


def _count(places: Iterable[Place], measures: Mapping[str, Measure]) -> dict[Place, Decimal | None]:
    periods: dict[str, list[Period]] = {}
    for key, first, last in places:
        periods.setdefault(key, []).append(Period(first, last, ""))
    return {
        (key, period.first, period.last): None if value is None else value.quantize(PLACES)
        for key, wanted in periods.items()
        for period, value in measures[key].over(wanted).items()
    }


def restatement(
    frozen: Snapshot, value: Decimal | None, standing: Restatement | None, today: date
) -> Restatement | None:
    """That a figure is `value` now and no longer what was frozen; None where it is the same.

    One that stands keeps its reason while the figure is what it was given for; a new one is not saved.
    """
    if frozen.value == value:
        return None
    if standing and standing.value == value:
        return standing
    return Restatement(
        pk=standing.pk if standing else None, measure=frozen.measure, first=frozen.first, last=frozen.last,
        was=frozen.value, value=value, noticed_on=today,
    )  # fmt: skip


def restated_of(deliverables: Iterable[int]) -> list[Restatement]:
    """What the promises of these deliverables have as restated today, noticed by night or only now."""
    promises = Promise.objects.filter(deliverable__in=list(deliverables)).select_related("deliverable")
    figures = {each.figure for each in promises}
    standing = {
        (each.measure, each.first, each.last): each
        for each in Restatement.objects.filter(measure__in=figures)
    }
    since = time.today() - LOOKED_BACK
    frozen = {
        (each.measure, each.first, each.last): each
        for each in Snapshot.objects.filter(measure__in=figures, last__gte=since)
    }
    now = recounted(frozen)
    found = {place: each for place, each in standing.items() if place not in now}
    for place, value in now.items():
        if other := restatement(frozen[place], value, standing.get(place), time.today()):
            found[place] = other
    return sorted(found.values(), key=lambda each: (-each.last.toordinal(), each.measure, each.first))

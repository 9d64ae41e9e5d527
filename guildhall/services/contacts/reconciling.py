"""What the telephone system counted beside what was logged, day by day: the difference, and where it lies."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Max, Sum

from guildhall.kernel import time
from guildhall.kernel.clocks.wording import said
from guildhall.services.contacts.models import CallInterval, CallQueue, Contact, Tally

WEEKS = 4
# Less than one in twenty, and less than five calls, is an adviser who forgot one, and no finding.
SHARE, FEWEST = 20, 5
SUMS = ("offered", "handled", "abandoned", "in_target", "wait")


@dataclass(frozen=True)
class Counted:
    """Calls of one day, or of one half hour: offered, handled and abandoned by the telephone, and logged."""

    at: Any
    offered: int = 0
    handled: int = 0
    abandoned: int = 0
    in_target: int = 0
    wait: int = 0
    longest: int = 0
    logged: int = 0
    told: bool = True

    @property
    def difference(self) -> int:
        """Calls handled and not logged; less than nothing where more were logged than handled."""
        return self.handled - self.logged

    @property
    def is_apart(self) -> bool:
        return self.told and abs(self.difference) >= max(FEWEST, self.handled / SHARE)

    @property
    def average_wait(self) -> int | None:
        """Seconds, over the calls handled."""
        return round(self.wait / self.handled) if self.handled else None

    def __str__(self) -> str:
        more = "more than were logged" if self.difference > 0 else "fewer than were logged"
        counted = f"the telephone handled {self.handled:,} calls, and {self.logged:,} were logged"
        return f"{said(self.at)}: {counted}: {abs(self.difference):,} {more}."


def days(first: date, last: date) -> list[Counted]:
    """Every day from first to last on which there was a call, told or logged."""
    told = {row["on"]: row for row in summed(CallInterval.objects.filter(on__range=(first, last)), "on")}
    calls = Tally.objects.filter(what="channel", key=Contact.Channel.CALL, on__range=(first, last))
    logged = dict(calls.values_list("on", "n"))
    return [counted(day, told.get(day), logged.get(day, 0)) for day in sorted(told.keys() | logged.keys())]


def apart(point: int, today: date) -> list[Counted]:
    """The days of the last four weeks on which a point's queues and its logged calls do not agree."""
    first = today - timedelta(weeks=WEEKS)
    queues = list(CallQueue.objects.filter(point=point).values_list("pk", flat=True))
    if not queues:
        return []
    told = {
        row["on"]: row
        for row in summed(CallInterval.objects.filter(queue__in=queues, on__gte=first, on__lt=today), "on")
    }
    calls = Contact.objects.filter(
        channel=Contact.Channel.CALL, point=point, on__gte=first, on__lt=today, on__in=list(told)
    )
    logged = dict(calls.order_by().values("on").annotate(n=Count("pk")).values_list("on", "n"))
    found = [counted(day, told[day], logged.get(day, 0)) for day in sorted(told)]
    return [each for each in found if each.is_apart]


def half_hours(day: date) -> list[Counted]:
    """One day by the half hour: where a difference lies."""
    told = {_half(row["starts_at"]): row for row in summed(CallInterval.objects.filter(on=day), "starts_at")}
    starts = Contact.objects.filter(on=day, channel=Contact.Channel.CALL).values_list("started_at", flat=True)
    logged = Counter(map(_half, starts))
    return [counted(at, told.get(at), logged.get(at, 0)) for at in sorted(told.keys() | logged.keys())]


def _half(moment: datetime) -> datetime:
    """The half hour a moment lies in, by the city's clock."""
    local = moment.astimezone(time.LONDON)
    return local.replace(minute=local.minute // 30 * 30, second=0, microsecond=0)


def summed(intervals: Any, by: str) -> Any:
    """What the telephone counted in these intervals, by one of their fields."""
    sums = {name: Sum(name) for name in SUMS}
    return intervals.order_by().values(by).annotate(**sums, longest=Max("longest_wait"))


def counted(at: Any, row: Any, logged: int) -> Counted:
    """One such sum beside what was logged; a row of None was never told of."""
    if row is None:
        return Counted(at, logged=logged, told=False)
    return Counted(at, **{name: row[name] for name in (*SUMS, "longest")}, logged=logged)

"""What a supervisor looks up at: how it is now, how today went, where it presses, what tomorrow brings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any

from guildhall.kernel import time
from guildhall.services.contacts import forecasting, reconciling, tallies
from guildhall.services.contacts.hours import Timetable
from guildhall.services.contacts.models import CallForecast, CallInterval, CallQueue, Contact, ServicePoint
from guildhall.services.contacts.reconciling import SUMS, Counted

LATELY = timedelta(minutes=30)


@dataclass(frozen=True)
class Group:
    """Contacts of one topic, or passed to one team: how many, how they ended, and how long they took."""

    name: str
    url: str
    number: int
    resolved: int
    passed: int
    avoidable: int
    seconds: int

    @property
    def minutes(self) -> float:
        """What the middle one took."""
        return self.seconds / 60


@dataclass(frozen=True)
class Board:
    """Everything of one moment. Contacts are those its reader may see; `withheld` counts the day's others."""

    at: datetime
    now: Counted | None
    today: Counted
    halves: list[Counted]
    queues: list[tuple[str, int, Counted]]
    topics: list[Group]
    teams: list[Group]
    channels: dict[str, int]
    contacts: int
    withheld: int
    lately: int
    at_work: int
    points: list[tuple[ServicePoint, str]]
    expected: CallForecast | None
    coming: CallForecast | None

    @property
    def in_target(self) -> float | None:
        """Of the calls handled today, the per cent answered within the target of their queue."""
        return share(self.today)


def share(counted: Counted) -> float | None:
    return 100 * counted.in_target / counted.handled if counted.handled else None


def board(user: Any, at: datetime) -> Board:
    """The board as it stands at that moment, for somebody who works with contacts."""
    day = at.astimezone(time.LONDON).date()
    seen = Contact.objects.visible_to(user).filter(on=day, started_at__lte=at)
    rows = list(seen.select_related("topic", "team").order_by("started_at", "pk"))
    halves = reconciling.half_hours(day)
    told = [each for each in halves if each.told]
    lately = [each for each in rows if each.ended_at > at - LATELY]
    forecasts = {each.on: each for each in CallForecast.objects.filter(on__gte=day).order_by("on")[:3]}
    return Board(
        at=at, now=told[-1] if told else None, today=total(day, halves), halves=halves,
        queues=queues(day), topics=by_topic(rows), teams=by_team(rows),
        channels=dict(Counter(each.channel for each in rows)), contacts=len(rows),
        withheld=sum(tallies.counted("channel", day, day).values()) - len(rows),
        lately=len(lately), at_work=len({each.adviser_id for each in lately if each.adviser_id}),
        points=_points(user, at), expected=forecasts.get(day),
        coming=next((each for on, each in forecasts.items() if on > day), None),
    )  # fmt: skip


def total(day: date, halves: Iterable[Counted]) -> Counted:
    """A day of its half hours; its longest wait is the longest of them."""
    sums = {name: sum(getattr(each, name) for each in halves) for name in (*SUMS, "logged")}
    longest = max((each.longest for each in halves), default=0)
    return Counted(day, **sums, longest=longest, told=any(each.told for each in halves))


def queues(day: date) -> list[tuple[str, int, Counted]]:
    """Each queue with calls that day: its name, its target in seconds, and what the telephone counted."""
    named = {each.pk: each for each in CallQueue.objects.all()}
    rows = reconciling.summed(CallInterval.objects.filter(on=day), "queue")
    counted = ((named[row["queue"]], reconciling.counted(day, row, 0)) for row in rows)
    return [(queue.name, queue.target_seconds, each) for queue, each in sorted(counted, key=_by_name)]


def _by_name(pair: tuple[CallQueue, Counted]) -> str:
    return pair[0].name


def by_topic(rows: list[Contact]) -> list[Group]:
    """The day's contacts by what they were about, the most first."""
    groups = defaultdict(list)
    for each in rows:
        groups[each.topic.name, each.topic.get_absolute_url()].append(each)
    return _ordered(groups)


def by_team(rows: list[Contact]) -> list[Group]:
    """Those passed on by the team they went to, and those the helpdesk saw to itself."""
    groups = defaultdict(list)
    for each in rows:
        groups[str(each.team) if each.team else "The helpdesk itself", ""].append(each)
    return _ordered(groups)


def _ordered(groups: dict[tuple[str, str], list[Contact]]) -> list[Group]:
    found = [_group(name, url, rows) for (name, url), rows in groups.items()]
    return sorted(found, key=lambda each: (-each.number, each.name))


def _group(name: str, url: str, rows: list[Contact]) -> Group:
    outcomes = Counter(each.outcome for each in rows)
    return Group(
        name, url, len(rows), outcomes[Contact.Outcome.RESOLVED], outcomes[Contact.Outcome.PASSED],
        sum(bool(each.avoidable) for each in rows), int(median(each.seconds for each in rows)),
    )  # fmt: skip


def _points(user: Any, at: datetime) -> list[tuple[ServicePoint, str]]:
    seen = ServicePoint.objects.open().visible_to(user).order_by("title")
    return [(each, Timetable.of(each).says(at)) for each in seen.prefetch_related("hours", "closures")]


def last_week(forecast: CallForecast) -> dict[int, int]:
    """The calls of the same half hours a week before, by the minute they begin at."""
    before = forecast.on - timedelta(days=7)
    return forecasting.known(before=before + timedelta(days=1)).get(before, {})

"""A measure asks a question of the records over a period, and answers with the records themselves."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import models

from guildhall.kernel import time
from guildhall.kernel.periods import Period
from guildhall.kernel.records import RecordQuerySet

if TYPE_CHECKING:
    from guildhall.kernel.services import Service

__all__ = [
    "Answer",
    "Behind",
    "Count",
    "History",
    "Mean",
    "Measure",
    "Period",
    "Share",
    "Total",
    "all_measures",
    "measure",
]

ONE_PLACE = Decimal("0.1")
# Fewer than this many withheld records are not counted out to the public (small-number suppression).
SMALL = 5

Sums = tuple[Decimal, ...]


@dataclass(frozen=True)
class Answer(ABC):
    """What a measure answers: the records behind the figure, and the sums the figure is worked out from.

    Where it counts facts, they are what lies behind; they know like records to whom they are visible.
    """

    records: Any

    @abstractmethod
    def terms(self) -> list[tuple[RecordQuerySet, models.Aggregate]]:
        """Each sum as a queryset and what is aggregated over it."""

    def work_out(self, sums: Sums) -> Decimal | None:
        """The figure, from its sums; sums of parts of a period may be added up first."""
        return sums[0]

    def value(self) -> Decimal | None:
        """The figure; None when there is nothing to say, such as a share of no records."""
        return self.work_out(
            tuple(_number(records.aggregate(sum=what)["sum"]) for records, what in self.terms())
        )

    def by_day(self, counted_on: str) -> dict[date, Sums]:
        """The sums of each day that has any, one grouped query a term."""
        days: dict[date, list[Decimal]] = {}
        terms = self.terms()
        for index, (records, what) in enumerate(terms):
            grouped = records.order_by().values(counted_on).annotate(sum=what)
            for day, number in grouped.values_list(counted_on, "sum"):
                days.setdefault(day, [Decimal(0)] * len(terms))[index] = _number(number)
        return {day: tuple(sums) for day, sums in days.items()}


class Count(Answer):
    """An answer that counts: how many records."""

    def terms(self) -> list[tuple[RecordQuerySet, models.Aggregate]]:
        return [(self.records, models.Count("*"))]


@dataclass(frozen=True)
class Share(Answer):
    """An answer that is a percentage: the records, of those they are a share of."""

    of: RecordQuerySet

    def terms(self) -> list[tuple[RecordQuerySet, models.Aggregate]]:
        return [(self.records, models.Count("*")), (self.of, models.Count("*"))]

    def work_out(self, sums: Sums) -> Decimal | None:
        return per_cent(sums)


def per_cent(sums: Sums) -> Decimal | None:
    """The first sum as a percentage of the second; None where that is a share of nothing."""
    part, whole = sums
    return (100 * part / whole).quantize(ONE_PLACE) if whole else None


@dataclass(frozen=True)
class Mean(Answer):
    """An answer that is the average of a field or expression over the records that have one."""

    what: Any

    def terms(self) -> list[tuple[RecordQuerySet, models.Aggregate]]:
        return [(self.records, models.Sum(self.what)), (self.records, models.Count(self.what))]

    def work_out(self, sums: Sums) -> Decimal | None:
        total, number = sums
        return (total / number).quantize(ONE_PLACE) if number else None


@dataclass(frozen=True)
class Total(Answer):
    """An answer that adds up a field or expression over the records."""

    what: Any

    def terms(self) -> list[tuple[RecordQuerySet, models.Aggregate]]:
        return [(self.records, models.Sum(self.what))]


def _number(value: Any) -> Decimal:
    return Decimal(str(value or 0))


@dataclass(frozen=True)
class History:
    """A measure over a period, over the same one a year earlier, and month by month in between."""

    value: Decimal | None
    last_year: Decimal | None
    months: list[tuple[date, Decimal | None]]


@dataclass(frozen=True)
class Behind:
    """The records, or facts, behind a figure that one person may see, and how many there are in all."""

    records: Any
    total: int
    shown: int
    public: bool

    @property
    def withheld(self) -> str:
        """A sentence on those not shown; empty when all are. The public is not told small numbers."""
        missing = self.total - self.shown
        if missing == 0:
            return ""
        if not self.public:
            return f"{missing:,} more {_are(missing)} outside your role."
        if missing < SMALL:
            return f"Fewer than {SMALL} more are not published."
        return f"{missing:,} more are not published."


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


class Measure:
    """A declared question: its unit, which way is better ("up", "down" or ""), and what it is about.

    `counted_on` is the date field by which a record falls into a period; without it, as for a stock such as
    "open on the last day", a measure has no months. `since` asks for the first day there is anything to
    count, where it counts facts; else that is the day of the service's first record.
    """

    def __init__(
        self, service: Service, name: str, ask: Callable[[Period], Answer], *,
        unit: str = "", better: str = "", about: str = "", counted_on: str = "", public: bool = True,
        since: Callable[[], date | None] | None = None,
    ) -> None:  # fmt: skip
        self.service, self.name, self.ask, self.unit, self.better = service, name, ask, unit, better
        self.counted_on, self.public, self.since = counted_on, public, since
        self.about = about or (ask.__doc__ or "").strip()
        if ask.__name__ in service.measures:
            raise ValueError(f"{service.key} has two measures called {ask.__name__}.")
        service.measures[ask.__name__] = self

    def __repr__(self) -> str:
        return f"<Measure {self.key}>"

    @property
    def key(self) -> str:
        return f"{self.service.key}.{self.ask.__name__}"

    def answer(self, period: Period) -> Answer:
        """The answer over a period, from the live records."""
        return self.ask(period)

    def value(self, period: Period) -> Decimal | None:
        """The figure over a period, from the live records."""
        return self.ask(period).value()

    def history(self, period: Period) -> History:
        """The figure, last year's, and the months from then to now, from one grouped query a sum."""
        last_year = period.before
        known = self.reaches(last_year)
        if not self.counted_on:
            return History(self.value(period), self.value(last_year) if known else None, [])
        span = Period(last_year.first, period.last, period.name)
        answer = self.ask(span)
        days = answer.by_day(self.counted_on)
        months = [(first, _over(answer, days, Period.month(first))) for first in span.months()]
        before = _over(answer, days, last_year) if known else None
        return History(_over(answer, days, period), before, months)

    def over(self, periods: Collection[Period]) -> dict[Period, Decimal | None]:
        """The figure over each of several periods: where it has days, from one grouped query a sum."""
        if not self.counted_on or len(periods) < 2:
            return {each: self.value(each) for each in periods}
        span = Period(min(each.first for each in periods), max(each.last for each in periods), "")
        answer = self.ask(span)
        days = answer.by_day(self.counted_on)
        return {each: _over(answer, days, each) for each in periods}

    def reaches(self, period: Period) -> bool:
        """Whether there are records from the period's first month on, or before: else it is not all here."""
        earliest = self.begins_on()
        return earliest is not None and earliest <= Period.month(period.first).last

    def begins_on(self) -> date | None:
        """The first day there is anything to count; None where there is nothing yet."""
        if self.since:
            return self.since()
        opened: date | None = (
            self.service.spine.order_by("opened_on").values_list("opened_on", flat=True).first()
        )
        return opened

    def behind(self, period: Period, user: Any) -> Behind:
        """The records behind the figure: for the public those published, for staff those they may see."""
        records = self.ask(period).records
        public = user is None or not user.is_authenticated or not user.is_staff
        seen = self._published(records) if public else records.visible_to(user)
        return Behind(seen, records.count(), seen.count(), public)

    def _published(self, records: Any) -> Any:
        """A service that declares nothing to publish shows the public nothing."""
        return records.published(time.today()) if self.service.publishes else records.none()


def _over(answer: Answer, days: dict[date, Sums], period: Period) -> Decimal | None:
    within = [sums for day, sums in days.items() if day in period]
    zeros = (Decimal(0),) * len(answer.terms())
    return answer.work_out(tuple(sum(each, Decimal(0)) for each in zip(zeros, *within, strict=True)))


def measure(key: str) -> Measure:
    """The measure of that key, such as "requests.received"; KeyError otherwise."""
    from guildhall.kernel.services import service

    owner, _, name = key.partition(".")
    return service(owner).measures[name]


def all_measures() -> list[Measure]:
    """Every measure of every service, by key."""
    from guildhall.kernel.services import services

    return sorted(
        (each for owner in services() for each in owner.measures.values()), key=lambda each: each.key
    )

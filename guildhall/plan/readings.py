"""What the figures say of promises: read over a period, rated by the promise's rule, and never typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from guildhall.kernel import time
from guildhall.kernel.clocks.wording import said
from guildhall.kernel.periods import Period
from guildhall.plan import bases
from guildhall.plan.known import NOTHING, Known, Wanted, known
from guildhall.plan.models import Promise
from guildhall.plan.rag import Colour, Rating, rag, rag_by_last_year
from guildhall.plan.travel import Travel, travel
from guildhall.plan.wording import in_words


@dataclass(frozen=True)
class PromiseReading:
    """One promise over one period: its figure, the one before it and last year's, and how it is rated."""

    promise: Promise
    period: Period
    known: Known
    previous: Known
    last_year: Known
    today: date

    @property
    def value(self) -> Decimal | None:
        return self.known.value

    @property
    def met(self) -> bool | None:
        return self.promise.kept_by(self.value)

    @property
    def shown(self) -> str:
        return in_words(self.value, self.promise.unit) or "nothing yet"

    @property
    def target(self) -> str:
        """What was promised, in words; empty where the plan names no number."""
        target = in_words(self.promise.target, self.promise.unit)
        return f"{self.promise.get_direction_display()} {target}" if target else ""

    @property
    def due(self) -> bool:
        """Whether it is time to judge: the period is over, and the promise was for then or before."""
        if self.period.last > self.today or bases.is_so_far(self.period):
            return False
        return self.promise.due_on is None or self.promise.due_on <= self.period.last

    @cached_property
    def rating(self) -> Rating:
        """Its colour with the rule in words, by the rule the promise names."""
        promise = self.promise
        if promise.rule == Promise.Rule.LAST_YEAR:
            rated = rag_by_last_year(
                self.value, promise.target, promise.direction, promise.tolerances,
                last_year=self.last_year.value, unit=promise.unit, due=self.due,
            )  # fmt: skip
        else:
            rated = rag(
                self.value, promise.target, promise.direction, promise.tolerances, unit=promise.unit,
                due=self.due,
            )  # fmt: skip
        return replace(rated, because=self._not_yet()) if rated.colour == Colour.BLUE else rated

    def _not_yet(self) -> str:
        year = Period.containing(self.period.last)
        over = year.last if bases.is_so_far(self.period) else self.period.last
        by = max(over, self.promise.due_on or over)
        so_far = f"{self.shown} so far. " if self.value is not None else ""
        return f"{so_far}It is judged on {said(by)}."

    @property
    def travels(self) -> list[Travel]:
        """Which way it went since the period before, and since the same time last year."""
        before, a_year_before = bases.BEFORE[self.promise.basis]
        pairs = {a_year_before: self.last_year} if before == a_year_before else {
            before: self.previous, a_year_before: self.last_year,
        }  # fmt: skip
        found = (
            travel(
                self.value, then.value, self.promise.direction, since, unit=self.promise.unit,
                target=self.promise.target,
            )
            for since, then in pairs.items()
        )  # fmt: skip
        return [each for each in found if each.told]

    @property
    def restated(self) -> str:
        """What the figure was when it was frozen, and why it is another now; empty when it is not."""
        restatement = self.known.restatement
        if restatement is None:
            return ""
        was = in_words(restatement.was, self.promise.unit) or "not known"
        noticed = said(restatement.noticed_on)
        return f"Restated: it was {was} until {noticed}. {restatement.because or 'Nobody has said why yet.'}"


def readings(promises: Iterable[Promise], page: Period) -> list[PromiseReading]:
    """Each promise read on the page of a period; a figure that several promises share is asked for once."""
    listed, today = list(promises), time.today()
    periods = [bases.latest(each.basis, page, today) for each in listed]
    pairs = list(zip(listed, periods, strict=True))
    found = known(wanted for promise, period in pairs for wanted in _wanted(promise, period))
    return [read(promise, period, found, today) for promise, period in pairs]


def history(promise: Promise, page: Period, number: int) -> list[PromiseReading]:
    """The promise over the last periods of its basis up to the page's, oldest first."""
    today = time.today()
    periods = bases.steps_back(promise.basis, bases.latest(promise.basis, page, today), number)
    found = known(wanted for period in periods for wanted in _wanted(promise, period))
    return [read(promise, period, found, today) for period in periods]


def read(promise: Promise, period: Period, found: Mapping[Wanted, Known], today: date) -> PromiseReading:
    """One promise over one period, from what is known."""
    now, before, a_year_before = (found.get(each, NOTHING) for each in _wanted(promise, period))
    return PromiseReading(promise, period, now, before, a_year_before, today)


def _wanted(promise: Promise, period: Period) -> tuple[Wanted, Wanted, Wanted]:
    figure = promise.figure
    before, a_year_before = bases.compared_with(period)
    return (figure, period), (figure, before), (figure, a_year_before)

"""The council's year in numbers: what is known of every declared figure, live where a service has it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from django.urls import reverse

from guildhall.commons.design.composites import Tile
from guildhall.kernel.figures import Figure, Sample, read
from guildhall.kernel.periods import Period
from guildhall.plan.charts import Point, trend_in_words
from guildhall.plan.figures import NUMBERS, Number
from guildhall.plan.wording import in_words, plain


@dataclass(frozen=True)
class Told:
    """What is known of one number for one page: its figure, whose it is, and last year's beside it."""

    number: Number
    page: Period
    period: Period
    value: Decimal | None
    last_year: Decimal | None = None
    origin: str = ""
    figure: Figure | None = None

    @property
    def source(self) -> str:
        """Computed here from the records, or published by somebody."""
        return "live" if self.figure else "published"

    @property
    def shown(self) -> str:
        return in_words(self.value, self.number.unit)

    @property
    def shown_last_year(self) -> str:
        return in_words(self.last_year, self.number.unit)

    @property
    def shown_frozen(self) -> str:
        """What it was when its period ended; empty when nothing was kept."""
        return (
            in_words(self.figure.frozen.value, self.number.unit) if self.figure and self.figure.frozen else ""
        )

    @property
    def months(self) -> list[Point]:
        """Its own months, without last year's."""
        months = self.figure.history.months if self.figure else []
        return [(first, value) for first, value in months if first in self.period]

    @property
    def tile(self) -> Tile:
        """As a printer would like it."""
        return Tile(
            label=self.number.label[0].upper() + self.number.label[1:],
            figure=self.shown,
            period=self.period.name,
            comparisons=[*self._comparisons()],
            trend=[None if value is None else float(value) for _, value in self.months],
            trend_label=trend_in_words(self.months),
            url=self.records or "",
            source="" if self.figure else "published figure",
        )

    def _comparisons(self) -> Iterator[str]:
        if self.shown_last_year:
            yield f"{self.shown_last_year} a year before"
        if self.figure and self.figure.frozen and self.figure.restated:
            frozen_on = self.figure.frozen.frozen_at
            yield f"Restated: it was {self.shown_frozen} on {frozen_on.day} {frozen_on:%B %Y}"
        if self.figure:
            yield "Counted from the records"

    @property
    def own_period(self) -> bool:
        """Whether it is for another time than the page."""
        return self.period != self.page

    @property
    def records(self) -> str | None:
        """Where the records behind it are; None for a figure from outside."""
        return reverse("number_records", args=[self.page.slug, self.number.key]) if self.figure else None

    def as_json(self) -> dict[str, Any]:
        return {
            "key": self.number.key,
            "label": self.number.label,
            "value": None if self.value is None else plain(self.value),
            "unit": self.number.unit,
            "period": self.period.name,
            "source": self.source,
            "records": self.records,
        }


def numbers_for(period: Period, user: Any = None) -> list[Told]:
    """Every number for the page of that period, in its order, but for those this person may not see."""
    samples = _samples(NUMBERS, period)
    shown = (number for number in NUMBERS if _public(number) or (user is not None and user.is_staff))
    begun = cache(_begins)
    return [_tell(number, period, samples, begun) for number in shown]


def _begins(since: Callable[[], date | None]) -> date:
    """The first day there is anything to count; the end of time where there is nothing yet."""
    return since() or date.max


def _public(number: Number) -> bool:
    return number.measure is None or number.measure.public


def _tell(
    number: Number,
    page: Period,
    samples: dict[tuple[str, date, date], Sample],
    begun: Callable[[Any], date],
) -> Told:
    period = number.spans(page)
    now, before = (samples.get(_place(number, each)) for each in (page, page.before))
    since = number.measure.since if number.measure else None
    # Of a time before anything was counted here, what was published then is all there is to tell.
    counted_to = Period.month(period.first).last if now else period.last
    elsewhere = since is not None and begun(since) > counted_to
    if number.measure and not elsewhere:
        figure = read(number.measure, period)
        return Told(number, page, period, figure.value, figure.history.last_year, figure=figure)
    return Told(
        number,
        page,
        period,
        now.value if now else None,
        before.value if before else None,
        now.source if now else "",
    )


def _place(number: Number, page: Period) -> tuple[str, date, date]:
    period = number.spans(page)
    return number.key, period.first, period.last


def _samples(numbers: Iterable[Number], page: Period) -> dict[tuple[str, date, date], Sample]:
    """This page's samples and last year's, in one query."""
    wanted = {_place(number, each) for number in numbers for each in (page, page.before)}
    found = Sample.objects.filter(measure__in={key for key, _, _ in wanted}, dimension="")
    by_place = {(each.measure, each.first, each.last): each for each in found}
    return {place: by_place[place] for place in wanted & by_place.keys()}

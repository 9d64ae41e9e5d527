"""The numbers of one year beside those of another, and by the head where that is fairer and known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from guildhall.kernel.figures import Sample
from guildhall.kernel.periods import Period
from guildhall.plan.figures import POPULATION
from guildhall.plan.numbers import Told, numbers_for
from guildhall.plan.wording import in_words, said_number

TENTH = Decimal("0.1")
HEADS = 1_000


@dataclass(frozen=True)
class Beside:
    """One number in two years, and how many people lived here in each where that is known."""

    then: Told
    now: Told
    residents: tuple[Decimal | None, Decimal | None]

    @property
    def label(self) -> str:
        return self.now.tile.label

    @property
    def change(self) -> str:
        """By how much it changed: in points for a percentage, else in per cent of what it was."""
        was, is_now = self.then.value, self.now.value
        if was is None or is_now is None:
            return ""
        if self.now.number.unit == "%":
            return f"{_signed(is_now - was)} points"
        return f"{_signed((100 * (is_now - was) / was).quantize(TENTH))}%" if was else ""

    @property
    def by_the_head(self) -> str:
        """What it was for each thousand residents then and now; empty where not fairer, or not known."""
        was, is_now = (
            None if value is None or not heads else (HEADS * value / heads).quantize(TENTH)
            for value, heads in zip((self.then.value, self.now.value), self.residents, strict=True)
        )
        if not self.now.number.per_resident or was is None or is_now is None:
            return ""
        return f"{in_words(was, '')}, now {in_words(is_now, '')}"


def beside(then: Period, now: Period, user: Any) -> list[Beside]:
    """Every number known of either year."""
    earlier = {each.number.key: each for each in numbers_for(then, user)}
    residents = _residents(then), _residents(now)
    found = (Beside(earlier[each.number.key], each, residents) for each in numbers_for(now, user))
    return [each for each in found if each.then.shown or each.now.shown]


def left_out(rows: list[Beside], then: Period, now: Period) -> str:
    """Why nothing is given by the head, in a sentence; empty where it is."""
    if any(each.by_the_head for each in rows):
        return ""
    heads = zip((then, now), rows[0].residents if rows else (None, None), strict=True)
    missing = " and ".join(str(period) for period, known in heads if known is None)
    if not missing:
        return ""
    return f"Nothing is given by the head: no source says how many people lived here in {missing}."


def _residents(period: Period) -> Decimal | None:
    found = Sample.objects.filter(measure=POPULATION.key, first=period.first, last=period.last, dimension="")
    return next(iter(found.values_list("value", flat=True)), None)


def _signed(value: Decimal) -> str:
    return f"{'+' if value > 0 else ''}{said_number(value)}"


def as_rows(rows: list[Beside], then: Period, now: Period) -> Iterator[tuple[str, ...]]:
    """The same for a spreadsheet, its headings first."""
    yield ("What", str(then), str(now), "Change", f"For each {HEADS:,} residents")
    for each in rows:
        yield (each.label, each.then.shown, each.now.shown, each.change, each.by_the_head)

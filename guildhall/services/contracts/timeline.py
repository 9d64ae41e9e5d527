"""Coverage by system over a few years, as a strip of bars for each: contracts, and the gaps between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from guildhall.kernel.clocks.wording import said
from guildhall.services.contracts.coverage import Gap, gap_after
from guildhall.services.contracts.models import CoveredSystem

YEARS = 4
WIDTH, HEIGHT = 1000, 24


@dataclass(frozen=True)
class Window:
    """The calendar years that are shown, from 1 January of the first."""

    first_year: int

    @property
    def years(self) -> list[int]:
        return list(range(self.first_year, self.first_year + YEARS))

    @property
    def first(self) -> date:
        return date(self.first_year, 1, 1)

    @property
    def last(self) -> date:
        return date(self.first_year + YEARS - 1, 12, 31)

    def place(self, first: date | None, last: date | None) -> tuple[float, float] | None:
        """Where a span begins and how wide it is; None where it lies outside. No day is the edge."""
        begins, ends = max(first or self.first, self.first), min(last or self.last, self.last)
        if begins > ends:
            return None
        days = (self.last - self.first).days + 1
        return (begins - self.first).days / days * WIDTH, ((ends - begins).days + 1) / days * WIDTH


@dataclass(frozen=True)
class Lane:
    """One system: the contracts that cover it, and the days on which none does."""

    name: str
    critical: bool
    rows: Sequence[Any]
    gaps: Sequence[Gap]
    window: Window
    today: date

    @property
    def shown(self) -> list[Any]:
        """The contracts with a day in the window."""
        return [
            each for each in self.rows if self.window.place(each.contract.starts_on, each.contract.ends_on)
        ]

    @cached_property
    def sentence(self) -> str:
        """The strip for whoever cannot see it."""
        covered = [
            f"{each.contract.kind_word} {each.contract.reference} {_dates(each.contract)}"
            for each in self.rows
        ]
        without = [f"without cover {gap.words}" for gap in self.gaps]
        return f"{self.name}: {'; '.join([*covered, *without])}."

    @property
    def svg(self) -> SafeString:
        """The strip; it stretches to its place, so it carries no text of its own."""
        bars = [
            (
                f"coverage__bar coverage__bar--{each.contract.kind}",
                self.window.place(each.contract.starts_on, each.contract.ends_on),
            )
            for each in self.rows
        ]
        bars += [("coverage__gap", self.window.place(gap.first, gap.last)) for gap in self.gaps]
        bars += [("coverage__today", self.window.place(self.today, self.today))]
        drawn = format_html_join(
            "",
            '<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>',
            (_rectangle(kind, place) for kind, place in bars if place),
        )
        return format_html(
            '<svg class="coverage__strip" role="img" aria-label="{}" viewBox="0 0 {} {}" '
            'preserveAspectRatio="none">{}</svg>',
            self.sentence, WIDTH, HEIGHT, drawn,
        )  # fmt: skip


def _rectangle(kind: str, place: tuple[float, float]) -> tuple[str, str, int, str, int]:
    x, width = place
    if kind == "coverage__today":
        return kind, f"{x:.1f}", 0, "2", HEIGHT
    return kind, f"{x:.1f}", 4, f"{max(width, 2):.1f}", HEIGHT - 8


def _dates(contract: Any) -> str:
    starts = f"from {said(contract.starts_on)}" if contract.starts_on else "from a day nobody has said"
    ends = f"to {said(contract.ends_on)}" if contract.ends_on else "without an end"
    return f"{starts} {ends}"


def lanes(seen: Iterable[CoveredSystem], window: Window, today: date) -> Iterator[Lane]:
    """A lane for each system, critical ones first; gaps are told of critical ones only."""
    ordered = sorted(seen, key=lambda each: (each.key, each.contract.starts_on or date.min, each.pk))
    made = [_lane(list(rows), window, today) for _, rows in groupby(ordered, key=lambda each: each.key)]
    yield from sorted(made, key=lambda lane: (not lane.critical, lane.name.casefold()))


def _lane(rows: list[CoveredSystem], window: Window, today: date) -> Lane:
    critical = any(each.critical for each in rows)
    gaps = [gap for each in rows if critical and (gap := _gap(each, rows, today))]
    return Lane(rows[-1].name, critical, rows, list(dict.fromkeys(gaps)), window, today)


def _gap(row: CoveredSystem, rows: Sequence[CoveredSystem], today: date) -> Gap | None:
    others = [each.contract.span for each in rows if each.pk != row.pk]
    successors = [each.replaced_by for each in rows if each.replaced_by]
    return gap_after(row.contract.ends_on, others, successors, today) if row.contract.ends_on else None

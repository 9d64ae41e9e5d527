"""What moved the weight, and by how much: from what any two entries have in common to what these two have."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from guildhall.commons.design.composites import Column, Table
from guildhall.services.linkage.models import Match

WIDTH, BAR, LABEL, MARGIN = 560, 26, 190, 12
START, END = "Any two entries", "Together"


@dataclass(frozen=True)
class Step:
    """One comparison: what it found, its bits, and the weight before and after it."""

    name: str
    level: str
    bits: float
    before: float

    @property
    def after(self) -> float:
        return self.before + self.bits


def steps(match: Match) -> list[Step]:
    """From the weight that any two entries start with, comparison by comparison, the strongest first."""
    told = sorted(match.evidence.items(), key=lambda each: -abs(each[1][1]))
    weight = match.weight - sum(bits for _, (_, bits) in told)
    found = [Step(START, "before anything is compared", weight, 0.0)]
    for name, (level, bits) in told:
        found.append(Step(name.capitalize(), level, bits, weight))
        weight += bits
    return found


def table(match: Match) -> Table:
    """The same in figures."""
    columns = [
        Column("What was compared"),
        Column("What was found"),
        Column("Bits", numeric=True),
        Column("Weight so far", numeric=True),
    ]
    rows = [(each.name, each.level, f"{each.bits:+.1f}", f"{each.after:.1f}") for each in steps(match)]
    return Table("What moved the weight", columns, rows, caption_hidden=True)


def sentence(match: Match) -> str:
    """What the chart shows, in one sentence."""
    moved = [each for each in steps(match)[1:] if each.bits]
    if not moved:
        return "It was joined by hand: nothing was weighed."
    strongest = moved[0]
    against = [each.name.lower() for each in moved if each.bits < 0]
    spoke = f" Against it: {', '.join(against)}." if against else " Nothing spoke against it."
    return (
        f"Together {match.weight:.1f} bits, by the model alone {chance(match)}. Strongest: "
        f"{strongest.name.lower()}, {strongest.level} ({strongest.bits:+.1f}).{spoke}"
    )


def chance(match: Match) -> str:
    """The probability as one says it: never more certain than a model can be."""
    share = match.probability
    if share > 0.9995:
        return "more than 99.9% likely to be one person"
    return (
        "less than 0.1% likely to be one person" if share < 0.0005 else f"{share:.1%} likely to be one person"
    )


def chart(match: Match) -> SafeString:
    """Bars that start where the one above ends: to the right what speaks for it, to the left what against."""
    found = steps(match)
    edges = [0.0, *(each.after for each in found)]
    low, high = min(edges), max(edges)
    scale = (WIDTH - LABEL - 6 * MARGIN) / ((high - low) or 1)
    height = BAR * (len(found) + 1) + MARGIN
    place = lambda weight: LABEL + 2 * MARGIN + (weight - low) * scale  # noqa: E731  the chart's one axis
    bars = format_html_join("", "{}", ((bar,) for bar in _bars(found, place)))
    total = _bar(END, f"{match.weight:.1f}", place(0), place(match.weight), BAR * len(found), "total")
    return format_html(
        '<svg class="waterfall" role="img" aria-label="{}" viewBox="0 0 {} {}">{}{}</svg>',
        sentence(match),
        WIDTH,
        height,
        bars,
        total,
    )


def _bars(found: list[Step], place: Callable[[float], float]) -> Iterator[SafeString]:
    for at, each in enumerate(found):
        tone = "start" if at == 0 else ("for" if each.bits >= 0 else "against")
        yield _bar(each.name, f"{each.bits:+.1f}", place(each.before), place(each.after), BAR * at, tone)


def _bar(label: str, number: str, start: float, end: float, top: float, tone: str) -> SafeString:
    left, width, y = min(start, end), max(abs(end - start), 1.5), top + MARGIN / 2
    return format_html(
        '<text class="waterfall__label" x="{}" y="{}" text-anchor="end">{}</text>'
        '<rect class="waterfall__bar waterfall__bar--{}" x="{}" y="{}" width="{}" height="{}"/>'
        '<text class="waterfall__number" x="{}" y="{}">{}</text>',
        LABEL, y + 15, label, tone, round(left, 1), y, round(width, 1), BAR - 8, round(left + width + 5, 1),
        y + 15, number,
    )  # fmt: skip

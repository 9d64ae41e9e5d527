"""Columns side by side as SVG, for the hours of a day: a bar, an interval across it, a mark beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 640, 200, 40, 24, 10


@dataclass(frozen=True)
class Bar:
    """One column: its name under it, its height, an interval, and what it is compared with."""

    name: str
    value: float
    low: float | None = None
    high: float | None = None
    mark: float | None = None


def columns(bars: Sequence[Bar], label: str) -> SafeString:
    """The picture; its table stands beside it, and `label` says in a sentence what both show."""
    if not bars:
        return SafeString()
    most = max(max(each.value, each.high or 0, each.mark or 0) for each in bars) or 1
    step = (WIDTH - LEFT) / len(bars)
    shapes = format_html_join("", "{}", ((_bar(each, at, step, most),) for at, each in enumerate(bars)))
    scale = format_html(
        '<path class="columns__scale" d="M{} {}H{}"/><text class="columns__text" x="{}" y="{}">{}</text>'
        '<text class="columns__text" x="{}" y="{}">0</text>',
        LEFT, HEIGHT - BOTTOM, WIDTH, 2, TOP + 8, f"{most:.0f}", 2, HEIGHT - BOTTOM,
    )  # fmt: skip
    return format_html(
        '<svg class="columns" role="img" aria-label="{}" viewBox="0 0 {} {}">{}{}</svg>',
        label, WIDTH, HEIGHT, scale, shapes,
    )  # fmt: skip


def _bar(bar: Bar, at: int, step: float, most: float) -> SafeString:
    left, middle = LEFT + at * step + 2, LEFT + (at + 0.5) * step
    top = _y(bar.value, most)
    shape = format_html(
        '<rect class="columns__bar" x="{}" y="{}" width="{}" height="{}"/>',
        f"{left:.1f}", f"{top:.1f}", f"{max(step - 4, 1):.1f}", f"{HEIGHT - BOTTOM - top:.1f}",
    )  # fmt: skip
    reach = (
        format_html(
            '<path class="columns__reach" d="M{0} {1}V{2}"/>',
            f"{middle:.1f}", f"{_y(bar.low, most):.1f}", f"{_y(bar.high, most):.1f}",
        )
        if bar.low is not None and bar.high is not None
        else SafeString()
    )  # fmt: skip
    mark = (
        format_html(
            '<path class="columns__mark" d="M{0} {1}H{2}"/>',
            f"{left - 1:.1f}", f"{_y(bar.mark, most):.1f}", f"{left + step - 3:.1f}",
        )
        if bar.mark is not None
        else SafeString()
    )  # fmt: skip
    name = (
        format_html(
            '<text class="columns__text columns__name" x="{}" y="{}">{}</text>',
            f"{middle:.1f}", HEIGHT - 6, bar.name,
        )
        if bar.name
        else SafeString()
    )  # fmt: skip
    return format_html("{}{}{}{}", shape, reach, mark, name)


def _y(value: float, most: float) -> float:
    return HEIGHT - BOTTOM - value / most * (HEIGHT - BOTTOM - TOP)

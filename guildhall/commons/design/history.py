"""A figure through its periods as SVG: a line with its target across it, named at both ends; no script."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from guildhall.commons.design.charts import path, runs

WIDTH, HEIGHT = 640, 220
LEFT, RIGHT, TOP, BOTTOM = 8, 120, 24, 28


@dataclass(frozen=True)
class Through:
    """Values of successive periods, oldest first, with what each is called and how it is printed.

    `heading_for` is an interval drawn after the last period: its low, its middle and its high.
    """

    names: Sequence[str]
    values: Sequence[float | None]
    shown: Sequence[str]
    label: str
    target: float | None = None
    target_shown: str = ""
    heading_for: tuple[float, float, float] | None = None

    @property
    def known(self) -> list[float]:
        return [each for each in self.values if each is not None]


def history_chart(told: Through) -> SafeString:
    """The line; nothing where fewer than two periods are known, for one dot has no direction."""
    if len(told.known) < 2:
        return SafeString()
    scale = _Scale(told)
    points = [None if value is None else scale.at(place, value) for place, value in enumerate(told.values)]
    lines = format_html_join(
        "", '<polyline class="history__line" points="{}"/>', ((path(run),) for run in runs(points))
    )
    dots = format_html_join(
        "",
        '<circle class="history__dot" cx="{}" cy="{}" r="3"><title>{}: {}</title></circle>',
        (
            (f"{point[0]:.1f}", f"{point[1]:.1f}", name, shown)
            for point, name, shown in zip(points, told.names, told.shown, strict=True)
            if point
        ),
    )
    return format_html(
        '<svg class="history" role="img" aria-label="{}" viewBox="0 0 {} {}">{}{}{}{}{}</svg>',
        told.label, WIDTH, HEIGHT, _target(told, scale), _interval(told, scale), lines, dots,
        _names(told, scale, points),
    )  # fmt: skip


class _Scale:
    """Where a value of a period lies: from the lowest to the highest that is drawn, the target among them."""

    def __init__(self, told: Through) -> None:
        drawn = [*told.known, *(told.heading_for or ())]
        drawn += [] if told.target is None else [told.target]
        self.low, self.spread = min(drawn), (max(drawn) - min(drawn)) or 1
        steps = len(told.values) - (0 if told.heading_for else 1)
        self.step = (WIDTH - LEFT - RIGHT) / max(steps, 1)

    def at(self, place: int, value: float) -> tuple[float, float]:
        return LEFT + place * self.step, self.y(value)

    def y(self, value: float) -> float:
        return HEIGHT - BOTTOM - (value - self.low) / self.spread * (HEIGHT - TOP - BOTTOM)


def _target(told: Through, scale: _Scale) -> SafeString:
    if told.target is None:
        return SafeString()
    y = f"{scale.y(told.target):.1f}"
    return format_html(
        '<line class="history__target" x1="{}" x2="{}" y1="{}" y2="{}"/>'
        '<text class="history__word" x="{}" y="{}" dy="-4">{}</text>',
        LEFT, WIDTH - RIGHT, y, y, LEFT, y, told.target_shown,
    )  # fmt: skip


def _interval(told: Through, scale: _Scale) -> SafeString:
    if told.heading_for is None:
        return SafeString()
    low, middle, high = told.heading_for
    x, y = scale.at(len(told.values), middle)
    return format_html(
        '<line class="history__interval" x1="{}" x2="{}" y1="{}" y2="{}"/>'
        '<circle class="history__forecast" cx="{}" cy="{}" r="4"/>',
        f"{x:.1f}", f"{x:.1f}", f"{scale.y(low):.1f}", f"{scale.y(high):.1f}", f"{x:.1f}", f"{y:.1f}",
    )  # fmt: skip


def _names(told: Through, scale: _Scale, points: Sequence[tuple[float, float] | None]) -> SafeString:
    """The first and the last period below, and the last figure that is known beside its dot."""
    last = max(place for place, point in enumerate(points) if point)
    point = points[last] or (0.0, 0.0)
    end = scale.at(len(told.names) - 1, scale.low)[0]
    return format_html(
        '<text class="history__word" x="{}" y="{}">{}</text>'
        '<text class="history__word" x="{}" y="{}">{}</text>'
        '<text class="history__figure" x="{}" y="{}" dx="8" dy="-8">{}</text>',
        LEFT, HEIGHT - 8, told.names[0], f"{end:.1f}", HEIGHT - 8, told.names[-1],
        f"{point[0]:.1f}", f"{point[1]:.1f}", told.shown[last],
    )  # fmt: skip

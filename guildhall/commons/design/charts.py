"""Small charts as SVG, without script or inline style; each carries its sentence for a screen reader."""

from collections.abc import Iterator, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH, HEIGHT, MARGIN = 160, 36, 4


def sparkline(values: Sequence[float | None], label: str) -> SafeString:
    """A line through the values, oldest first, with a dot on the newest; a gap where a value is missing.

    Fewer than two values have no direction, so they are given no line.
    """
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return SafeString()
    low, spread = min(known), max(known) - min(known) or 1
    step = (WIDTH - 2 * MARGIN) / (len(values) - 1)
    points = [
        None
        if value is None
        else (MARGIN + at * step, HEIGHT - MARGIN - (value - low) / spread * (HEIGHT - 2 * MARGIN))
        for at, value in enumerate(values)
    ]
    lines = format_html_join(
        "", '<polyline class="sparkline__line" points="{}"/>', ((path(run),) for run in runs(points))
    )
    x, y = next(point for point in reversed(points) if point)
    dot = format_html('<circle class="sparkline__now" cx="{}" cy="{}" r="3"/>', f"{x:.1f}", f"{y:.1f}")
    return format_html(
        '<svg class="sparkline" role="img" aria-label="{}" viewBox="0 0 {} {}">{}{}</svg>',
        label, WIDTH, HEIGHT, lines, dot,
    )  # fmt: skip


def runs(points: Sequence[tuple[float, float] | None]) -> Iterator[list[tuple[float, float]]]:
    """The points between gaps."""
    current: list[tuple[float, float]] = []
    for point in [*points, None]:
        if point:
            current.append(point)
        elif current:
            yield current
            current = []


def path(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)

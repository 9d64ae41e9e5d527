"""A share with its interval as SVG: a dot and a whisker on a scale from 0 to 100, one to a row of a table."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

WIDTH, HEIGHT, MARGIN = 200, 24, 6


def whisker(value: float, low: float, high: float, label: str, *, target: float | None = None) -> SafeString:
    """All in per cent; the label says the same in words. A target is a line across."""
    mark = (
        format_html('<path class="whisker__target" d="M{0} 2V22"/>', _x(target)) if target else SafeString()
    )
    return format_html(
        '<svg class="whisker" role="img" aria-label="{}" viewBox="0 0 200 24">'
        '<path class="whisker__scale" d="M6 12H194"/>{}'
        '<path class="whisker__reach" d="M{} 12H{}"/>'
        '<circle class="whisker__value" cx="{}" cy="12" r="5"/></svg>',
        label, mark, _x(low), _x(high), _x(value),
    )  # fmt: skip


def _x(percent: float | None) -> str:
    return f"{MARGIN + (percent or 0) / 100 * (WIDTH - 2 * MARGIN):.1f}"

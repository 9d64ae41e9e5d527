"""Parts of a whole as SVG: one bar, each part in its state's colour and with its number in it; no script."""

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH, HEIGHT = 640, 44
# A part narrower than this has no room for its number; the table beside the bar has it.
ROOM = 24


def stacked(parts: Sequence[tuple[str, str, int]]) -> SafeString:
    """One bar of parts, each a colour's name, what it means and how many; nothing where there is none."""
    whole = sum(number for _, _, number in parts)
    if not whole:
        return SafeString()
    drawn, x = [], 0.0
    for colour, means, number in parts:
        width = WIDTH * number / whole
        drawn.append((colour, f"{x:.1f}", f"{width:.1f}", f"{means}: {number}", f"{x + width / 2:.1f}",
                      number if width >= ROOM else ""))  # fmt: skip
        x += width
    bars = format_html_join(
        "",
        '<g class="stacked__part stacked__part--{}"><rect x="{}" y="0" width="{}" height="44">'
        "<title>{}</title></rect>"
        '<text class="stacked__number" x="{}" y="29" text-anchor="middle">{}</text></g>',
        drawn,
    )
    label = "; ".join(f"{means}: {number}" for _, means, number in parts)
    return format_html(
        '<svg class="stacked" role="img" aria-label="{}" viewBox="0 0 {} {}">{}</svg>',
        label,
        WIDTH,
        HEIGHT,
        bars,
    )

"""The chamber as a picture: a seat for each member, the groups side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil, cos, pi, sin

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH, HEIGHT, INNER, OUTER = 400, 210, 80, 190
# How many patterns of seats the style sheet has; more groups begin again.
TONES = 6


def hemicycle(groups: Sequence[tuple[str, int]]) -> SafeString:
    """Rows of seats in a half circle, the groups from left to right in the order given."""
    seats = sum(number for _, number in groups)
    if not seats:
        return SafeString()
    tones = [place % TONES + 1 for place, (_, number) in enumerate(groups) for _ in range(number)]
    radius = min(9.0, 60 / _rows(seats) / 2 + 3)
    circles = format_html_join(
        "",
        '<circle class="hemicycle__seat hemicycle__seat--{}" cx="{}" cy="{}" r="{}"/>',
        (
            (tone, f"{x:.1f}", f"{y:.1f}", f"{radius:.1f}")
            for tone, (x, y) in zip(tones, _places(seats), strict=True)
        ),
    )
    told = "The chamber: " + ", ".join(f"{name} {number}" for name, number in groups)
    return format_html(
        '<svg class="hemicycle" role="img" aria-label="{}" viewBox="0 0 {} {}">{}</svg>',
        told, WIDTH, HEIGHT, circles,
    )  # fmt: skip


def keyed(name: str, place: int) -> SafeString:
    """A group's name with the tone its seats have in the picture."""
    tone = place % TONES + 1
    return format_html(
        '<span class="hemicycle__key hemicycle__key--{}" aria-hidden="true"></span> {}', tone, name
    )


def _rows(seats: int) -> int:
    return max(1, min(5, ceil(seats / 14)))


def _places(seats: int) -> Iterator[tuple[float, float]]:
    """Where each seat stands, from left to right; outer rows hold more, as they are longer."""
    rows = _rows(seats)
    radii = [INNER + (OUTER - INNER) * (row + 0.5) / rows for row in range(rows)]
    held = _held(seats, radii)
    angled = [
        ((place + 0.5) / number, radius)
        for number, radius in zip(held, radii, strict=True)
        for place in range(number)
    ]
    for share, radius in sorted(angled):
        angle = pi * (1 - share)
        yield WIDTH / 2 + radius * cos(angle), HEIGHT - 12 - radius * sin(angle)


def _held(seats: int, radii: list[float]) -> list[int]:
    exact = [seats * radius / sum(radii) for radius in radii]
    held = [int(number) for number in exact]
    order = sorted(range(len(radii)), key=lambda row: held[row] - exact[row])
    for row in order[: seats - sum(held)]:
        held[row] += 1
    return held

"""What a line through the months says, in a sentence: for whoever cannot see the line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

Point = tuple[date, Decimal | None]


def trend_in_words(points: Sequence[Point]) -> str:
    """Such as "Month by month: highest in May (172), lowest in December (98)"; empty when all are alike."""
    known = [(day, value) for day, value in points if value is not None]
    if len(known) < 2:
        return ""
    most, fewest = max(known, key=_value), min(known, key=_value)
    if most[1] == fewest[1]:
        return ""
    return f"Month by month: highest in {most[0]:%B} ({most[1]:,}), lowest in {fewest[0]:%B} ({fewest[1]:,})"


def _value(point: tuple[date, Decimal]) -> Decimal:
    return point[1]

"""Figures as people type them: £1,234.50, 97%, 1,619; refused in words where they are something else."""

from __future__ import annotations

import re
from decimal import Decimal

TYPED = re.compile(
    r"(?P<sign>[-−]?)(?P<pound>£?)(?P<number>\d{1,3}(?:,\d{3})+|\d+)(?P<part>\.\d+)?(?P<unit>[^\d.,]*)"
)
MOST = Decimal(10) ** 15
PLACES = 4


def figure(text: str, unit: str) -> Decimal:
    """The number of a figure that should be in this unit. Raises ValueError with a sentence."""
    found = TYPED.fullmatch(text.strip())
    if not found:
        raise ValueError(f"“{text.strip()[:40]}” is not a number: write it as 1234 or 1,234.50")
    typed = "£" if found["pound"] else found["unit"].strip()
    if typed and typed.lower() != unit.lower():
        raise ValueError(f"“{text.strip()[:40]}” is in {typed}, and this figure is in {unit}")
    if len(found["part"] or "") > PLACES + 1:
        raise ValueError(f"Give no more than {PLACES} places after the point")
    value = Decimal(found["number"].replace(",", "") + (found["part"] or ""))
    if value >= MOST:
        raise ValueError(f"“{text.strip()[:40]}” is too large a number")
    if unit == "%" and value > 100 and not found["unit"]:
        raise ValueError(f"{text.strip()} is more than 100%: write {text.strip()}% if that is what is meant")
    return -value if found["sign"] else value

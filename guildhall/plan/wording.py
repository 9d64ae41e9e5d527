"""Figures as they are printed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from guildhall.kernel.clocks.wording import said

MINUS = "−"
# What is told of a change in a long text: how it begins.
SAID = 200


def plain(value: Decimal) -> int | float:
    """A figure as JSON has it: whole numbers whole."""
    return int(value) if value == value.to_integral_value() else float(value)


def said_number(value: Decimal) -> str:
    """A number with its thousands apart and no zeros at its end: "1,619", "4.2", "−32,000"."""
    return f"{MINUS if value < 0 else ''}{plain(abs(value)):,}"


def in_words(value: Decimal | None, unit: str) -> str:
    """A figure as it is printed: "1,619", "97%", "£10,545,518", "£4.3m"; empty when there is none."""
    if value is None:
        return ""
    sign, size = (MINUS if value < 0 else ""), abs(value)
    if unit == "£" and size >= 1_000_000 and size % 100_000 == 0:
        return f"{sign}£{size / 1_000_000:.1f}m"
    if unit == "£":
        return f"{sign}£{size:,.2f}" if size % 1 else f"{sign}£{said_number(size)}"
    return f"{said_number(value)}%" if unit == "%" else said_number(value)


def shown(row: Any, name: str) -> str:
    """One field of a row as people read it: a choice by its label, a day by its name; empty for nothing."""
    display = getattr(row, f"get_{name}_display", None)
    value = display() if display else getattr(row, name)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return said(value)
    if isinstance(value, Decimal):
        return said_number(value)
    return ", ".join(map(str, value)) if isinstance(value, list) else str("" if value is None else value)


def begins(text: str) -> str:
    """A text, or how it begins where it is long."""
    return text if len(text) <= SAID else f"{text[: SAID - 1]}…"


def told_of(changes: Iterable[tuple[str, str, str]]) -> str:
    """What was changed in a row, of each field its label, what it says now and what it said before."""
    return "; ".join(_change(*each) for each in changes)


def _change(label: str, before: str, after: str) -> str:
    return f"{label.rstrip('?').lower()} “{begins(after)}”" + (f", not “{begins(before)}”" if before else "")

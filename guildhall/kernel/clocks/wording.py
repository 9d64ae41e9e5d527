"""Dates and lists as a lay reader says them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


def said(day: date) -> str:
    """Mon 15 June 2026. Written out here because strftime follows the machine's locale."""
    return f"{_short(day)} {MONTHS[day.month - 1]} {day.year}"


def said_span(first: date, last: date) -> str:
    """Sat 13 and Sun 14 June 2026; Mon 15 to Fri 19 June 2026; one day is said alone."""
    if first == last:
        return said(first)
    joint = "and" if (last - first).days == 1 else "to"
    if (first.year, first.month) == (last.year, last.month):
        return f"{_short(first)} {joint} {said(last)}"
    if first.year == last.year:
        return f"{_short(first)} {MONTHS[first.month - 1]} {joint} {said(last)}"
    return f"{said(first)} {joint} {said(last)}"


def listed(words: Sequence[str]) -> str:
    """England; England and Wales; England, Wales and Northern Ireland."""
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def counted(number: int, noun: str) -> str:
    """1 day; 2 days."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def quoted(typed: object) -> str:
    """What was typed, short enough and plain enough to print back on one line."""
    return f"'{plain(typed if isinstance(typed, str) else repr(typed))[:60]}'"


def plain(text: str) -> str:
    """The text on one line, a question mark for each character that cannot be printed."""
    return "".join(letter if letter.isprintable() else "?" for letter in text)


def _short(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {day.day}"

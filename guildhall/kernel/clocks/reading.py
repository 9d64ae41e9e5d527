"""What people and programs type, read as days and events."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from guildhall.kernel.clocks.events import ClockError, ClockEvent
from guildhall.kernel.clocks.wording import quoted

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def read_day(text: object) -> date:
    """2026-06-12 as a date. Raises ClockError, quoting what was typed, if there is none such."""
    if isinstance(text, str) and _DAY.fullmatch(text.strip()):
        try:
            return date.fromisoformat(text.strip())
        except ValueError:
            raise ClockError(f"{quoted(text)} is not a date: there is no such day.") from None
    raise ClockError(f"{quoted(text)} is not a date: write it like 2026-06-12.")


def read_event(text: str, separator: str = "=", reason: str = "") -> ClockEvent:
    """clarification_received=2026-06-20 as an event (the API writes a colon for the sign)."""
    name, found, day = text.partition(separator)
    if not found:
        raise ClockError(f"{quoted(text)} is not an event: write NAME{separator}2026-06-20.")
    return ClockEvent(name.strip(), read_day(day), reason)


def read_question(told: object) -> tuple[str, date, tuple[ClockEvent, ...]]:
    """Regime, day of receipt and events of one line of a batch.

    `{"regime": "foi", "received": "2026-06-12", "events": [["fees_notice", "2026-06-15"]]}`;
    an event may carry a third member, its reason.
    """
    if not isinstance(told, Mapping):
        raise ClockError('Each line must be an object with "regime" and "received".')
    missing = [name for name in ("regime", "received") if not told.get(name)]
    if missing:
        raise ClockError(f"{' and '.join(missing)} missing: say which law and when it came.")
    events = told.get("events") or ()
    if isinstance(events, str | Mapping) or not isinstance(events, Iterable):
        raise ClockError("events must be a list of pairs, name and date.")
    return str(told["regime"]), read_day(told["received"]), tuple(map(_pair, events))


def read_stage(told: object) -> int | None:
    """A stage as it is typed, 1 to 9; None where none is named. Raises ClockError for anything else."""
    text = "" if told is None else str(told).strip()
    if text and not re.fullmatch("[1-9]", text):
        raise ClockError(f"{quoted(told)} is not a stage: use 1, 2 or 3.")
    return int(text) if text else None


def _pair(told: Any) -> ClockEvent:
    if isinstance(told, list | tuple) and len(told) in (2, 3) and isinstance(told[0], str):
        name, day, *reason = told
        return ClockEvent(name, read_day(day), str(reason[0]) if reason else "")
    raise ClockError(f"{quoted(told)} is not an event: write a pair, name and date.")

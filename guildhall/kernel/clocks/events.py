"""What happened to a request, in the only words a clock understands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


class ClockError(ValueError):
    """A date or an event that cannot be; the message is one plain sentence, fit to show."""


@dataclass(frozen=True, slots=True)
class ClockEvent:
    """One thing that moves a clock, on the day the law counts it (not the day it was typed in)."""

    name: str
    on: date
    reason: str = ""


# The same thing in the words of each law, so that a request looked at again under another
# law (information request -> environmental -> personal data) keeps what already happened.
_SAME_ACT = (
    ("clarification_asked", "particulars_asked"),
    ("clarification_received", "particulars_received"),
)


def equivalents(name: str) -> tuple[str, ...]:
    """Names under which other laws know the same act; the name itself comes first."""
    for names in _SAME_ACT:
        if name in names:
            return (name, *(other for other in names if other != name))
    return (name,)


def named_for(known: frozenset[str], events: Iterable[ClockEvent]) -> tuple[ClockEvent, ...]:
    """The events in the words of another law; what that law does not know is left out."""
    translated = []
    for event in events:
        name = next((name for name in equivalents(event.name) if name in known), None)
        if name is not None:
            translated.append(ClockEvent(name, event.on, event.reason))
    return tuple(translated)

"""Whether the records are whole: every chain walked, every count compared, every exported head looked up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from guildhall.kernel import events, heads
from guildhall.kernel.events import Event, Flaw
from guildhall.kernel.records import Record


@dataclass
class Report:
    """What was looked at, and every flaw that was found."""

    records: int = 0
    events: int = 0
    exports: int = 0
    flaws: list[Flaw] = field(default_factory=list)

    def __str__(self) -> str:
        walked = f"{self.records:,} records, {self.events:,} events and {self.exports} daily exports"
        return f"{walked}: {'all whole' if not self.flaws else f'{len(self.flaws)} flaws'}."


def verify() -> Report:
    """Walks everything."""
    counted = Record.objects.count(), Event.objects.count(), len(heads.exports())
    return Report(*counted, flaws=list(_flaws()))


def _flaws() -> Iterator[Flaw]:
    yield from events.flaws(Record.objects.all())
    yield from heads.flaws()

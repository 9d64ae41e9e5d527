"""Whether all is whole: every chain walked, every exported head looked up, every document read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from guildhall.kernel import events, heads
from guildhall.kernel.events import Event, Flaw
from guildhall.kernel.records import Record

Walk = Callable[[], Iterator[Flaw]]
_walks: list[Walk] = []


def walks(walk: Walk) -> Walk:
    """Signs up whoever keeps something beside the records that can be lost: it yields every flaw."""
    _walks.append(walk)
    return walk


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
    for walk in _walks:
        yield from walk()

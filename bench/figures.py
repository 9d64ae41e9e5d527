"""What one measurement says, and what it ought to say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Figure:
    """One thing measured on one database: answers a second, milliseconds, or one number with its unit.

    `cpu` is the milliseconds of processor the server spent on each answer, which other work hardly changes.
    """

    database: str
    records: int
    people: int
    what: str
    rate: float = 0.0
    p50: float = 0.0
    p95: float = 0.0
    worst: float = 0.0
    value: float = 0.0
    cpu: float = 0.0
    note: str = ""

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


class Figures:
    """Everything a run measured, found again by what it was."""

    def __init__(self, found: list[Figure] | None = None) -> None:
        self.all = found or []

    def add(self, figure: Figure) -> None:
        self.all.append(figure)

    def one(self, database: str, records: int, people: int, what: str) -> Figure | None:
        wanted = (database, records, people, what)
        return next((f for f in self.all if (f.database, f.records, f.people, f.what) == wanted), None)

    def databases(self) -> list[str]:
        return list(dict.fromkeys(figure.database for figure in self.all))

    def sizes(self, database: str) -> list[int]:
        return sorted({figure.records for figure in self.all if figure.database == database})

    def people(self) -> list[int]:
        return sorted({figure.people for figure in self.all if figure.people})


@dataclass(frozen=True)
class Target:
    """What was aimed at: a sentence, the number it is about, and whether that number will do."""

    wanted: str
    number: Callable[[Figures, str], float | None]
    least: float | None = None
    most: float | None = None
    unit: str = ""
    only: str = ""

    def met(self, number: float) -> bool:
        return number >= self.least if self.least is not None else number <= (self.most or 0)


def largest(figures: Figures, database: str, what: str, people: int) -> Figure | None:
    """The figure at the largest size that was run."""
    sizes = figures.sizes(database)
    return figures.one(database, sizes[-1], people, what) if sizes else None


def _at_eight(what: str, name: str = "rate") -> Callable[[Figures, str], float | None]:
    def number(figures: Figures, database: str) -> float | None:
        figure = largest(figures, database, what, max(figures.people(), default=0))
        return getattr(figure, name) if figure else None

    return number


def _inside(what: str, name: str) -> Callable[[Figures, str], float | None]:
    def number(figures: Figures, database: str) -> float | None:
        figure = largest(figures, database, what, 0)
        return getattr(figure, name) if figure else None

    return number


def _beside(what: str, floor: str) -> Callable[[Figures, str], float | None]:
    def number(figures: Figures, database: str) -> float | None:
        ours, bare = _at_eight(what)(figures, database), _at_eight(floor)(figures, database)
        return ours / bare if ours and bare else None

    return number


def _grown(what: str) -> Callable[[Figures, str], float | None]:
    def number(figures: Figures, database: str) -> float | None:
        sizes, people = figures.sizes(database), max(figures.people(), default=0)
        if len(sizes) < 2:
            return None
        small, large = (figures.one(database, size, people, what) for size in (sizes[0], sizes[-1]))
        return large.p95 / small.p95 if small and large and small.p95 else None

    return number


TARGETS = (
    Target("Queue page of 50 rows, answers a second", _at_eight("queue"), least=60),
    Target("Queue page beside a bare 50-row Django list", _beside("queue", "floor list"), least=1 / 3),
    Target("Record page, answers a second", _at_eight("record"), least=150),
    Target("Search for a rare word, count and first page", _inside("search rare", "p50"), most=15, unit="ms"),
    Target(
        "Search for a word in a tenth of the records", _inside("search tenth", "p50"), most=150, unit="ms"
    ),
    Target("Queue page, p95 against the smallest size", _grown("queue"), most=1.5, unit="times"),
    Target("Record page, p95 against the smallest size", _grown("record"), most=1.5, unit="times"),
    Target("Create a request over HTTP, a second", _at_eight("create"), least=100, only="SQLite"),
    Target("Two workers together, megabytes", _inside("memory", "value"), most=300, unit="MB"),
    Target("A percentage over a year", _inside("measure", "p50"), most=20, unit="ms"),
    Target(
        "Re-dating the open records (50,000 of a million)", _inside("redating", "value"), most=5, unit="s"
    ),
)

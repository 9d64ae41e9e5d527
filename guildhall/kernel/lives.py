"""Lives: what happens to a record, told as a story and lived through the real actions, each in its own time.

A story is a generator that acts, and yields the moment at which it goes on. A world plays its stories in the
order of their moments. Everything is drawn from the world's seed, so the same seed lives the same year; and
every act has a submission key of its own, so a year that was cut short is taken up where it stopped.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from datetime import time as time_of_day
from random import Random
from typing import Any, TypeVar

from django.db import transaction

from guildhall.kernel import delivery, time
from guildhall.kernel.actions import Action, Refused
from guildhall.kernel.clocks import ANY_UK
from guildhall.kernel.deadlines import calendar

Story = Iterator[datetime]
Thing = TypeVar("Thing")

OPENS, CLOSES = 8 * 60 + 40, 17 * 60 + 10  # office hours, in minutes of the day


@dataclass
class Life:
    """One record's life: its name in the world, and its own chance."""

    name: str
    world: World
    chance: Random
    acts: int = 0
    children: int = 0

    def do(
        self,
        action: Action,
        record: Any = None,
        *,
        by: Any,
        on: date | None = None,
        files: Any = None,
        **data: Any,
    ) -> Any:
        """Does one thing, once, and takes what it sends all the way; returns the record as it then stands."""
        self.acts += 1
        key = f"{self.world.name}:{self.name}:{self.acts}"
        with transaction.atomic(), delivery.by_hand() as queued:
            event = action.perform(record, by=by, data=data, files=files, on=on, submission=key)
            for row in queued:  # what listeners queue is appended while we walk
                delivery.deliver(row.pk)
        return event.record.typed()

    def begin(self, record: Any, **told: Any) -> None:
        """Begins the life of a record that this one has opened, as its own service tells it."""
        self.beside(self.world.stories[record.service], record, **told)

    def beside(self, told: Told, *args: Any, **kwargs: Any) -> None:
        """Begins another thread of the same life, from now."""
        self.children += 1
        self.world.begin(f"{self.name}.{self.children}", told, time.now(), *args, **kwargs)

    def happens(self, probability: float) -> bool:
        return self.chance.random() < probability

    def pick(self, weighted: Mapping[Thing, float]) -> Thing:
        """One of them, the heavier the likelier."""
        return self.chance.choices(list(weighted), weights=list(weighted.values()))[0]

    def one_of(self, things: Sequence[Thing]) -> Thing:
        return self.chance.choice(things)

    def between(self, first: int, last: int) -> int:
        return self.chance.randint(first, last)

    def on(self, day: date) -> datetime:
        """Some moment of that day's office hours."""
        minutes = self.chance.randint(OPENS, CLOSES)
        return datetime.combine(
            day, time_of_day(minutes // 60, minutes % 60, self.between(0, 59)), time.LONDON
        )

    def working_days_on(self, days: int, *, since: date | None = None) -> datetime:
        """Some moment of the day that is so many working days later; later today when that is past."""
        day = calendar().add_working_days(since or time.today(), days, ANY_UK)
        return max(self.on(day), time.now() + timedelta(minutes=self.between(2, 40)))

    def days_on(self, days: int, *, since: date | None = None) -> datetime:
        """The same in days of the calendar, and moved on to a working day."""
        day = (since or time.today()) + timedelta(days=days)
        before = calendar().add_working_days(day - timedelta(days=1), 1, ANY_UK)
        return max(self.on(before), time.now() + timedelta(minutes=self.between(2, 40)))


Told = Callable[..., Story]


@dataclass
class World:
    """Where lives are lived. `stories` says how each service tells the life of a record opened by another."""

    name: str
    seed: int
    people: Any
    last_day: date
    stories: dict[str, Told] = field(default_factory=dict)
    refused: list[tuple[str, str]] = field(default_factory=list)
    _next: list[tuple[datetime, int, str, Story]] = field(default_factory=list)
    _begun: int = 0

    def begin(self, name: str, told: Told, at: datetime, *args: Any, **kwargs: Any) -> None:
        """A story begins at that moment; its life is its first argument."""
        life = Life(name, self, Random(f"{self.seed}:{name}"))  # noqa: S311  a story, not a secret
        self._go_on(at, name, told(life, *args, **kwargs))

    def live(self) -> Iterator[datetime]:
        """Lives all that happens up to the last day; yields the moment of each step once it is lived.

        Where somebody has meanwhile done otherwise with a record, its story ends; `refused` says why.
        """
        while self._next and self._next[0][0].date() <= self.last_day:
            moment, _, name, story = heapq.heappop(self._next)
            with time.pretend(moment):
                try:
                    self._go_on(max(next(story), moment), name, story)
                except StopIteration:
                    pass
                except Refused as refusal:
                    self.refused.append((name, str(refusal)))
            yield moment

    def _go_on(self, at: datetime, name: str, story: Story) -> None:
        self._begun += 1
        heapq.heappush(self._next, (at, self._begun, name, story))

"""Filling bodies with seats of groups as close to each group's share as whole seats come, and every way to.

A transport problem with a convex cost: any way is improved by passing seats round in circles until no circle
gains, which is then best of all. What the last look left undecided tells where the other best ways lie.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product

Row = tuple[int, ...]
Matrix = tuple[Row, ...]
Spans = list[list[tuple[int, int]]]
# On which body, of which group, one more or one less; and from where to where that leads, at what cost.
Seat = tuple[int, int, int]
Step = tuple[int, int, int, Seat]
Left = dict[Row, tuple[int, int]]

# The most best ways that are written out; all of them are counted.
MOST_SHOWN = 50


@dataclass(frozen=True)
class Best:
    """The least cost, how many ways reach it, and those ways, as many as are written out."""

    cost: int
    count: int
    ways: tuple[Matrix, ...]


@dataclass(frozen=True)
class Seating:
    """The groups' members, those in none last, and the bodies' seats.

    `majority` is the place of the group that has a majority on each body; `all_of_one` lets a body be all of
    one group.
    """

    sizes: Row
    bodies: Row
    majority: int | None = None
    all_of_one: bool = False

    @cached_property
    def members(self) -> int:
        return sum(self.sizes)

    def cost(self, place: int, size: int, seats: int) -> int:
        """The squared difference from the exact share, times the square of the members: a whole number."""
        return (seats * self.members - size * self.sizes[place]) ** 2

    def bounds(self, place: int, size: int) -> tuple[int, int]:
        """The fewest and the most seats the group may have on a body of this size."""
        low = size // 2 + 1 if place == self.majority else 0
        grouped = place < len(self.sizes) - 1
        return low, size - 1 if grouped and not self.all_of_one else size

    # --- some way ----------------------------------------------------------------------------

    def any_way(self, seats: Row) -> Matrix | None:
        """Some way to give each group its seats, near its shares; None where there is none."""
        for reach in range(max(self.bodies) + 2):
            spans = [[self._near(place, size, reach) for place in self._places] for size in self.bodies]
            if way := next(iter(self._ways(self._layers(seats, spans), spans)), None):
                return way
        return None

    @cached_property
    def _places(self) -> range:
        return range(len(self.sizes))

    def _near(self, place: int, size: int, reach: int) -> tuple[int, int]:
        near = size * self.sizes[place] // self.members
        low, high = self.bounds(place, size)
        return min(max(low, near - reach), high), max(min(high, near + 1 + reach), low)

    # --- the best ways -----------------------------------------------------------------------

    def best(self, way: Matrix, seats: Row) -> Best:
        """The best ways, from any way at all."""
        held = [list(row) for row in way]
        while circle := self._circle(held):
            for body, place, change in circle:
                held[body][place] += change
        spans = self._undecided(held)
        layers = self._layers(seats, spans)
        cost, count = layers[-1][tuple(0 for _ in seats)]
        shown = zip(self._ways(layers, spans), range(MOST_SHOWN), strict=False)
        return Best(cost, count, tuple(way for way, _ in shown))

    def _steps(self, held: list[list[int]]) -> Iterator[Step]:
        """Each seat that could be given to a group on a body, or taken."""
        bodies = len(self.bodies)
        for body, size in enumerate(self.bodies):
            for place in self._places:
                seats = held[body][place]
                low, high = self.bounds(place, size)
                now = self.cost(place, size, seats)
                if seats < high:
                    more = self.cost(place, size, seats + 1) - now
                    yield bodies + place, body, more, (body, place, 1)
                if seats > low:
                    less = self.cost(place, size, seats - 1) - now
                    yield body, bodies + place, less, (body, place, -1)

    def _circle(self, held: list[list[int]]) -> list[Seat]:
        """Seats to pass round so that the cost falls; none where it cannot (Bellman and Ford)."""
        steps = list(self._steps(held))
        far, came, last = self._distances(steps)
        if last is None:
            return []
        for _ in far:
            last = came[last][0]
        circle, node = [came[last][1]], came[last][0]
        while node != last:
            circle.append(came[node][1])
            node = came[node][0]
        return circle

    def _distances(self, steps: list[Step]) -> tuple[list[int], dict[int, tuple[int, Seat]], int | None]:
        """How far each body and group lies, how one comes there, and one still nearing at the end."""
        far = [0] * (len(self.bodies) + len(self.sizes))
        came: dict[int, tuple[int, Seat]] = {}
        nearing = None
        for _ in range(len(far) + 1):
            nearing = None
            for start, end, costs, seat in steps:
                if far[start] + costs < far[end]:
                    far[end], came[end], nearing = far[start] + costs, (start, seat), end
            if nearing is None:
                break
        return far, came, nearing

    def _undecided(self, held: list[list[int]]) -> Spans:
        """What each cell may be in a best way: one seat more or less where that costs nothing."""
        steps = list(self._steps(held))
        far, _, _ = self._distances(steps)
        spans = [[(seats, seats) for seats in row] for row in held]
        for start, end, costs, (body, place, change) in steps:
            if far[start] + costs == far[end]:
                low, high = spans[body][place]
                spans[body][place] = (low, high + 1) if change > 0 else (low - 1, high)
        return spans

    # --- counting and writing out --------------------------------------------------------------

    def _layers(self, seats: Row, spans: Spans) -> list[Left]:
        """After each body: what may be left of the groups' seats, its least cost, and in how many ways."""
        layers: list[Left] = [{seats: (0, 1)}]
        for size, span in zip(self.bodies, spans, strict=True):
            layers.append(self._after(layers[-1], self._rows(size, span)))
        return layers

    def _after(self, before: Left, rows: list[tuple[Row, int]]) -> Left:
        after: Left = {}
        for left, (cost, count) in before.items():
            for row, more in rows:
                rest = tuple(map(int.__sub__, left, row))
                known = after.get(rest)
                if min(rest) < 0 or (known and known[0] < cost + more):
                    continue
                ways = known[1] if known and known[0] == cost + more else 0
                after[rest] = (cost + more, count + ways)
        return after

    def _rows(self, size: int, span: list[tuple[int, int]]) -> list[tuple[Row, int]]:
        """The ways to fill one body within the spans, and what each costs."""
        spans = [range(low, high + 1) for low, high in span]
        filled = (row for row in product(*spans) if sum(row) == size)
        return [(row, sum(self.cost(p, size, row[p]) for p in self._places)) for row in filled]

    def _ways(self, layers: list[Left], spans: Spans) -> Iterator[Matrix]:
        nothing = tuple(0 for _ in self.sizes)
        if nothing in layers[-1]:
            rows = [self._rows(size, span) for size, span in zip(self.bodies, spans, strict=True)]
            yield from self._leading_to(layers, rows, len(self.bodies), nothing)

    def _leading_to(
        self, layers: list[Left], rows: list[list[tuple[Row, int]]], body: int, left: Row
    ) -> Iterator[Matrix]:
        """The ways to fill so many bodies that leave this, at its least cost."""
        if body == 0:
            yield ()
            return
        cost = layers[body][left][0]
        for row, more in rows[body - 1]:
            before = tuple(map(int.__add__, left, row))
            known = layers[body - 1].get(before)
            if known and known[0] + more == cost:
                for way in self._leading_to(layers, rows, body - 1, before):
                    yield (*way, row)

"""Political balance: which group is due how many seats (Local Government and Housing Act 1989 s.15 to 17).

The four principles of s.15(5) rank: (a) no body is all of one group; (b) a group with a majority of the
council has one on each body; (c) subject to those, each group has its share of all the seats; (d) subject to
those, its share of each body's. Where the law leaves several answers, all are given: the council decides.
Knows nothing of Django; `seating` finds the ways.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from itertools import combinations, product

from guildhall.commons.chamber.seating import Best, Matrix, Row, Seating

NOT_IN_A_GROUP = "Not in a group"


class NoAllocation(Exception):
    """The principles give no allocation here; the message is a sentence saying why."""


@dataclass(frozen=True)
class Council:
    """The political groups of two members or more, by name, and the members who are in none."""

    groups: Mapping[str, int]
    ungrouped: int = 0

    def __post_init__(self) -> None:
        alone = [name for name, members in self.groups.items() if members < 2]
        if alone:
            raise NoAllocation(
                f"{alone[0]} is no political group: it takes two members (SI 1990/1553 reg.8)."
            )
        if len(self.groups) < 2:
            raise NoAllocation(
                "Seats are allocated where members are divided into different political groups: "
                "there is only one group here. Members in none are no group until two sign a notice."
            )
        if self.ungrouped < 0:
            raise NoAllocation("Fewer than no members cannot be outside the groups.")

    @cached_property
    def members(self) -> int:
        return sum(self.groups.values()) + self.ungrouped

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The groups, the largest first, and last those in none."""
        ordered = sorted(self.groups, key=lambda name: (-self.groups[name], name))
        return (*ordered, NOT_IN_A_GROUP)

    @cached_property
    def sizes(self) -> Row:
        return tuple(self.groups.get(name, self.ungrouped) for name in self.names)

    @property
    def majority(self) -> int | None:
        """The place of the group with more than half of the members; None where no group has."""
        return 0 if self.sizes[0] * 2 > self.members else None


@dataclass(frozen=True)
class Totals:
    """How many of all the seats each group is due, and by which way of rounding."""

    method: str
    seats: Row
    said: tuple[str, ...] = ()


@dataclass(frozen=True)
class Allocation:
    """Every best way to give out the seats under one set of totals: a row a body, a column a group."""

    totals: Totals
    count: int
    optima: tuple[Matrix, ...]
    cost: Fraction
    principles: tuple[str, ...] = field(default=())


def shares(council: Council, seats: int) -> tuple[Fraction, ...]:
    """Each group's exact share of so many seats."""
    return tuple(Fraction(seats * size, council.members) for size in council.sizes)


def least_for_majority(bodies: Sequence[int]) -> int:
    """The fewest seats with which a group has a majority of each body."""
    return sum(size // 2 + 1 for size in bodies)


def totals(council: Council, bodies: Sequence[int]) -> tuple[Totals, ...]:
    """What principle (c) gives, subject to (b): by both ways of rounding, and each way a tie can fall."""
    _require_bodies(bodies)
    found = [*_nearest(council, sum(bodies)), *_largest_remainder(council, sum(bodies))]
    raised = [_with_majority(council, bodies, each) for each in found]
    kept: dict[Row, Totals] = {}
    for each in raised:
        before = kept.get(each.seats)
        both = before and before.method != each.method
        kept[each.seats] = Totals("both ways of rounding", each.seats, each.said) if both else each
    return tuple(kept.values())


def _require_bodies(bodies: Sequence[int]) -> None:
    if not bodies:
        raise NoAllocation("There is no body to give seats on.")
    if min(bodies) < 3:
        raise NoAllocation("A body of fewer than three seats is not filled by these principles (s.15).")


def _nearest(council: Council, seats: int) -> Iterator[Totals]:
    """Each group's share to the nearest whole seat; what is left goes to those in no group (reg.16)."""
    exact = shares(council, seats)[:-1]
    ways = [(whole, whole + 1) if part == Fraction(1, 2) else (round(share),)
            for share in exact for whole, part in [divmod(share, 1)]]  # fmt: skip
    for rounded in product(*ways):
        left = seats - sum(rounded)
        if left >= 0 and (left == 0 or council.ungrouped):
            yield Totals("nearest seat", (*map(int, rounded), left))


def _largest_remainder(council: Council, seats: int) -> Iterator[Totals]:
    """Whole shares first, then a seat each to the largest remainders, those in no group among them."""
    exact = shares(council, seats)
    whole = [int(share) for share in exact]
    parts = [share - int(share) for share in exact]
    left = seats - sum(whole)
    if not left:
        yield Totals("largest remainder", tuple(whole))
        return
    last = sorted(parts, reverse=True)[left - 1]
    sure = {place for place, part in enumerate(parts) if part > last}
    tied = [place for place, part in enumerate(parts) if part == last]
    for drawn in combinations(tied, left - len(sure)):
        yield Totals(
            "largest remainder",
            tuple(seat + (place in sure or place in drawn) for place, seat in enumerate(whole)),
        )


def _with_majority(council: Council, bodies: Sequence[int], given: Totals) -> Totals:
    """Principle (b) before (c): the majority's seats are raised, and the rest shared among the others."""
    place, least = council.majority, least_for_majority(bodies)
    if place is None or given.seats[place] >= least:
        return given
    rest = _shared_out(sum(bodies) - least, council.sizes[1:])
    said = (
        f"(b) gives {council.names[0]} {least} seats, a majority on each body; "
        f"its share by (c) would be {given.seats[place]}.",
    )
    return Totals(given.method, (least, *rest), said)


def _shared_out(seats: int, sizes: Sequence[int]) -> Row:
    """Seats among the others by largest remainder, the larger group first where that ties."""
    exact = [Fraction(seats * size, sum(sizes)) for size in sizes]
    whole = [int(share) for share in exact]
    order = sorted(range(len(sizes)), key=lambda place: (whole[place] - exact[place], -sizes[place]))
    for place in order[: seats - sum(whole)]:
        whole[place] += 1
    return tuple(whole)


def allocate(council: Council, bodies: Sequence[int], given: Totals) -> Allocation:
    """The ways to fill each body that come closest to principle (d), under (a), (b) and these totals.

    Closest is the least sum of squared differences from the exact shares. Raises NoAllocation, saying which
    principle stands in the way, where no way is left.
    """
    best = _best(council, bodies, given.seats)
    if best is None:
        raise NoAllocation(_why_none(council, bodies, given))
    said = (*given.said, *_what_bit(council, bodies, given.seats, best))
    return Allocation(given, best.count, best.ways, Fraction(best.cost, council.members**2), said)


def _why_none(council: Council, bodies: Sequence[int], given: Totals) -> str:
    if _best(council, bodies, given.seats, all_of_one=True) is not None:
        return "Principle (a) stands in the way: some body would be all of one group."
    return "Principle (b) stands in the way: these totals give the majority no majority on some body."


def _what_bit(council: Council, bodies: Sequence[int], seats: Row, best: Best) -> Iterator[str]:
    """Which stronger principle moved a seat, seen by leaving it out where a body stands at its bound."""
    at = [
        pair
        for row, size in zip(best.ways[0], bodies, strict=True)
        for pair in _at_bounds(council, row, size)
    ]
    if "a" in at and _cheaper(best, _best(council, bodies, seats, all_of_one=True)):
        yield "(a) moved a seat: no body may be all of one group."
    if "b" in at and _cheaper(best, _best(council, bodies, seats, no_majority=True)):
        yield "(b) moved a seat: the majority group has a majority on each body."
    if best.count > 1:
        yield f"(d) does not decide: {best.count} allocations are equally close. The council chooses."


def _at_bounds(council: Council, row: Row, size: int) -> Iterator[str]:
    if max(row[:-1]) == size - 1:
        yield "a"
    if council.majority is not None and row[council.majority] == size // 2 + 1:
        yield "b"


def _cheaper(best: Best, loose: Best | None) -> bool:
    return loose is not None and loose.cost < best.cost


def _best(
    council: Council,
    bodies: Sequence[int],
    seats: Row,
    *,
    all_of_one: bool = False,
    no_majority: bool = False,
) -> Best | None:
    """The best ways under these totals; None where there is no way at all."""
    majority = None if no_majority else council.majority
    seating = Seating(council.sizes, tuple(bodies), majority=majority, all_of_one=all_of_one)
    start = seating.any_way(seats)
    return None if start is None else seating.best(start, seats)

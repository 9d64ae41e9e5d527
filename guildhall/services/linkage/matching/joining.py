"""Which pairs are joined, which are put before a person, and why: from scored pairs to people.

The weightiest pairs come first. Two groups of rows become one person only where no row of the one contradicts a
row of the other: that is what keeps a household, twins, or a father and son of one name from being chained
together by a row that knows too little of either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from guildhall.services.linkage.matching.names import compatible

Apart = dict[int, set[int]]


class Why(NamedTuple):
    """Why a pair is asked about; `despite` where something speaks against it, so that it must weigh more."""

    sentence: str
    despite: bool = False


ANOTHER_NAME = Why("They have different first names.", despite=True)
ANOTHER_BIRTHDAY = Why("They were born on different days.", despite=True)
NOT_YET_BORN = Why(
    "One was known before the other was born, or as grown up when the other was a child.", despite=True
)
ANOTHER_SEX = Why("By title or first name one is a man and the other a woman.", despite=True)
THIN = Why("It weighs less than what is joined without being asked.")
DIVIDED = Why("One of them fits somebody else nearly as well.")
CONTRADICTED = Why("One has been joined with somebody who contradicts the other.")
KEPT_APART = Why("Somebody has said that they are two people.", despite=True)


class Known(NamedTuple):
    """What tells one row's person from another's, as plain text.

    `born` is the birthday, `born_by` the day by which they must have been born to be written down as they were:
    the day of the row, sixteen years earlier for a Mr or a Mrs. Both as YYYYMMDD.
    """

    forename: str = ""
    middle: str = ""
    born: str = ""
    born_by: str = ""
    sex: str = ""


def contradiction(one: Known, other: Known) -> Why | None:
    """Why the two can hardly be one person; None where they can."""
    if one.born and other.born and one.born != other.born and not _slipped(one.born, other.born):
        return ANOTHER_BIRTHDAY
    if (one.born and other.born_by and one.born > other.born_by) or (
        other.born and one.born_by and other.born > one.born_by
    ):
        return NOT_YET_BORN
    if one.sex and other.sex and one.sex != other.sex:
        return ANOTHER_SEX
    if compatible(one.forename, other.forename):
        return None
    by_middle = (one.middle and one.middle == other.forename) or (
        other.middle and other.middle == one.forename
    )
    return None if by_middle else ANOTHER_NAME


def _slipped(one: str, other: str) -> bool:
    """One digit, two neighbours, day for month, or a first of January where the day was not known."""
    if one[:4] == other[:4] and (
        one[4:6] + one[6:] == other[6:] + other[4:6] or "0101" in (one[4:], other[4:])
    ):
        return True
    wrong = [at for at in range(8) if one[at] != other[at]]
    if len(wrong) == 2 and wrong[1] == wrong[0] + 1:
        return one[wrong[0]] == other[wrong[1]] and one[wrong[1]] == other[wrong[0]]
    return len(wrong) == 1


@dataclass
class Joined:
    """What becomes of the pairs, by their place in what was given."""

    together: list[int] = field(default_factory=list)
    asked: list[tuple[int, Why]] = field(default_factory=list)
    group: dict[int, int] = field(default_factory=dict)


class People:
    """Rows in groups: each row starts as a person of its own."""

    def __init__(self, known: dict[int, Known], apart: Apart | None = None) -> None:
        self.known, self.apart = known, apart or {}
        self.leader: dict[int, int] = {}
        self.members: dict[int, list[int]] = {}

    def group(self, row: int) -> int:
        return self.leader.get(row, row)

    def of(self, group: int) -> list[int]:
        return self.members.get(group) or [group]

    def join(self, one: int, other: int) -> None:
        """Makes two groups one, under the larger's leader."""
        if len(self.of(one)) < len(self.of(other)):
            one, other = other, one
        moved = self.of(other)
        self.members[one] = [*self.of(one), *moved]
        self.members.pop(other, None)
        for row in self.members[one]:
            self.leader[row] = one

    def kept_apart(self, one: int, other: int) -> bool:
        """Whether somebody has said that a row of the one and a row of the other are two people."""
        if not self.apart:
            return False
        others = set(self.of(other))
        return any(not others.isdisjoint(self.apart.get(row, ())) for row in self.of(one))

    def contradicts(self, one: int, other: int) -> bool:
        """Whether any row of the one group contradicts any row of the other."""
        return any(
            contradiction(self.known[left], self.known[right])
            for left in self.of(one)
            for right in self.of(other)
        )


def join(
    pairs: Iterable[tuple[int, int, float]], known: dict[int, Known], *, joins: float, margin: float = 4.0,
    together: Iterable[tuple[int, int]] = (), apart: Apart | None = None,
) -> Joined:  # fmt: skip
    """Goes through the pairs, the weightiest first, and says of each whether it is joined or asked about.

    `joins` is the weight in bits from which a pair is joined without being asked. A row that says no birthday and
    stands within `margin` bits of two people who contradict each other is given to neither. `together` are one
    person already; of `apart` somebody has said that they are two.
    """
    people, result = People(known, apart), Joined()
    for one, other in together:
        if people.group(one) != people.group(other):
            people.join(people.group(one), people.group(other))
    pairs = list(pairs)
    divided = set(_divided(pairs, known, joins, margin))
    for at, (left, right, weight) in enumerate(pairs):
        one, other = people.group(left), people.group(right)
        if one == other:
            continue
        if why := _why_asked(people, (one, other), (left, right), weight < joins, divided):
            result.asked.append((at, why))
        else:
            people.join(one, other)
            result.together.append(at)
    result.asked = list(_still_asked(result.asked, pairs, people))
    result.group = people.leader
    return result


def _still_asked(
    asked: list[tuple[int, Why]], pairs: list[tuple[int, int, float]], people: People
) -> Iterator[tuple[int, Why]]:
    """One question for each two people: not of those who are one by now, nor of those somebody keeps apart."""
    seen = set()
    for at, why in asked:
        two = frozenset((people.group(pairs[at][0]), people.group(pairs[at][1])))
        if len(two) == 2 and two not in seen and not people.kept_apart(*two):
            seen.add(two)
            yield at, why


def _why_asked(
    people: People, groups: tuple[int, int], rows: tuple[int, int], thin: bool, divided: set[int]
) -> Why | None:
    if why := contradiction(people.known[rows[0]], people.known[rows[1]]):
        return why
    if thin:
        return THIN
    if people.kept_apart(*groups):
        return KEPT_APART
    if not divided.isdisjoint(rows):
        return DIVIDED
    return CONTRADICTED if people.contradicts(*groups) else None


def _divided(
    pairs: list[tuple[int, int, float]], known: dict[int, Known], joins: float, margin: float
) -> Iterator[int]:
    """Rows without a birthday whose best partners contradict each other: father and son of one name."""
    best: dict[int, tuple[float, int]] = {}
    for left, right, weight in pairs:
        if weight < joins:
            break
        for row, partner in ((left, right), (right, left)):
            if known[row].born or not known[partner].born or contradiction(known[row], known[partner]):
                continue
            first = best.setdefault(row, (weight, partner))
            if weight >= first[0] - margin and contradiction(known[first[1]], known[partner]):
                yield row

"""Political balance: the vectors, every answer that is equally good, and brute force beside it."""

from itertools import product
from random import Random

import pytest

from guildhall.commons.chamber.balance import (
    NOT_IN_A_GROUP,
    Council,
    NoAllocation,
    Totals,
    allocate,
    least_for_majority,
    totals,
)

PORTSMOUTH = Council({"Con": 19, "LD": 16, "Lab": 6}, ungrouped=1)
BODIES = [10, 9, 7, 7, 6, 6]


def test_portsmouth_of_2018_has_two_sets_of_totals_and_both_are_shown():
    assert PORTSMOUTH.names == ("Con", "LD", "Lab", NOT_IN_A_GROUP)
    assert {(each.method, each.seats) for each in totals(PORTSMOUTH, BODIES)} == {
        ("nearest seat", (20, 17, 6, 2)),
        ("largest remainder", (20, 17, 7, 1)),
    }


def test_portsmouths_bodies_are_filled_in_one_way_only():
    nearest = next(each for each in totals(PORTSMOUTH, BODIES) if each.method == "nearest seat")

    found = allocate(PORTSMOUTH, BODIES, nearest)

    rows = [(4, 4, 1, 1), (4, 3, 1, 1), (3, 3, 1, 0), (3, 3, 1, 0), (3, 2, 1, 0), (3, 2, 1, 0)]
    assert found.count == 1
    assert found.optima == (tuple(rows),)


def test_all_of_south_hollands_seats_are_shared_before_each_bodys():
    council = Council({"Con": 24, "Ind": 12}, ungrouped=1)

    assert [each.seats for each in totals(council, [92])] == [(60, 30, 2)]


def test_a_slim_majority_has_a_majority_on_each_body_though_its_share_is_less():
    council = Council({"LD": 22, "Con": 19}, ungrouped=1)

    (given,) = totals(council, [10, 7, 6])
    found = allocate(council, [10, 7, 6], given)

    assert given.seats == (14, 9, 0)
    assert found.optima == (((6, 4, 0), (4, 3, 0), (4, 2, 0)),)
    assert found.principles[0].startswith("(b) gives LD 14 seats")


def test_a_dead_heat_is_left_to_the_council():
    council = Council({"X": 21, "Y": 21})

    found = [allocate(council, [7, 7, 5], each) for each in totals(council, [7, 7, 5])]

    assert {each.totals.seats for each in found} == {(10, 9, 0), (9, 10, 0)}
    assert [each.count for each in found] == [3, 3]
    assert all("The council chooses" in each.principles[-1] for each in found)


def test_one_group_alone_is_given_no_allocation():
    with pytest.raises(NoAllocation, match="only one group"):
        Council({"Lab": 40}, ungrouped=2)


def test_one_member_is_no_group():
    with pytest.raises(NoAllocation, match="takes two members"):
        Council({"Lab": 40, "Green": 1})


def test_a_body_of_two_is_refused_in_a_sentence():
    with pytest.raises(NoAllocation, match="fewer than three"):
        totals(PORTSMOUTH, [10, 2])


def test_totals_that_leave_no_lawful_way_say_which_principle_stands_in_it():
    council = Council({"A": 12, "B": 2})

    with pytest.raises(NoAllocation, match=r"Principle \(a\)"):
        allocate(council, [3, 3], Totals("by hand", (6, 0, 0)))


def by_force(council, bodies, given):
    """Every way there is, and those of the least cost."""
    members, sizes, majority = council.members, council.sizes, council.majority

    def rows(size):
        for row in product(range(size + 1), repeat=len(sizes)):
            if sum(row) != size or max(row[:-1]) == size:
                continue
            if majority is None or row[majority] > size // 2:
                yield row

    ways = {}
    for way in product(*(list(rows(size)) for size in bodies)):
        if tuple(map(sum, zip(*way, strict=True))) == given.seats:
            ways[way] = sum(
                (seats * members - size * share) ** 2
                for row, size in zip(way, bodies, strict=True)
                for seats, share in zip(row, sizes, strict=True)
            )
    least = min(ways.values(), default=None)
    return {way for way, cost in ways.items() if cost == least}


def random_council(chance):
    groups = chance.randint(2, 3)
    sizes = {f"G{number}": chance.randint(2, 14) for number in range(groups)}
    bodies = [chance.randint(3, 6 if groups == 2 else 4) for _ in range(chance.randint(1, 3))]
    return Council(sizes, ungrouped=chance.choice((0, 0, 1, 2))), bodies


@pytest.mark.parametrize("seed", range(20))
def test_a_thousand_councils_are_filled_as_by_brute_force(seed):
    chance = Random(seed)
    for _ in range(50):
        council, bodies = random_council(chance)
        for given in totals(council, bodies):
            assert sum(given.seats) == sum(bodies)
            forced = by_force(council, bodies, given)
            try:
                found = allocate(council, bodies, given)
            except NoAllocation:
                assert not forced
                continue
            assert found.count == len(forced)
            assert set(found.optima) <= forced


@pytest.mark.parametrize("seed", range(5))
def test_a_majority_always_has_its_majority(seed):
    chance = Random(100 + seed)
    for _ in range(40):
        council, bodies = random_council(chance)
        if council.majority is None:
            continue
        for given in totals(council, bodies):
            assert given.seats[council.majority] >= least_for_majority(bodies)

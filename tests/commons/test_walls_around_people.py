"""Who sees what of a person, by role, service and channel; whoever signs up to tell joins by itself.

The pages and the API are walked by `tests/architecture/test_access_walk.py`, with the same world of canaries.
"""

import pytest

from guildhall.commons.parties import arrivals, finding, timelines
from guildhall.commons.parties.models import Party
from guildhall.commons.parties.own_data import own_data
from guildhall.kernel import outbox, time
from guildhall.kernel.records import Record
from tests.architecture import walk

pytestmark = pytest.mark.django_db

MOST = 500


@pytest.fixture
def world(cast):
    with time.pretend(walk.TODAY):
        yield walk.build(cast)


def by_search(user):
    hits = [
        hit
        for typed in ("canary", "smith", "castle", "quill", "example.org@")
        for hit in finding.find(user, typed).hits
    ]
    return [f"{hit.party} {hit.about} {hit.markers}" for hit in hits]


def by_reference(user):
    return [
        f"{reference} {hit.party}" for reference in REFERENCES for hit in finding.find(user, reference).hits
    ]


def by_count(user):
    return [str(party) for party in Party.objects.visible_to(user)]


def by_teller(user, tell):
    leaves = list(Party.objects.visible_to(user).values_list("pk", flat=True))
    return [f"{each.sentence} {each.url}" for each in tell(user, leaves, MOST)]


def by_arrival(user, kind):
    return (
        [kind.says(row) for row in kind.seen(user)] if kind.key == "part" or kind.key not in OF_LEAVES else []
    )


# What hangs on a leaf is walled by the leaf, which `arrivals.since` asks for.
OF_LEAVES = {"way", "consent"}
REFERENCES: list[str] = []


def channels(user):
    """Every way in which something of a person leaves, with what leaves by it."""
    yield "search", by_search(user)
    yield "reference", by_reference(user)
    yield "count", by_count(user)
    for name, tell in timelines.tellers.items():
        yield f"timeline: {name}", by_teller(user, tell)
    for name, kind in arrivals.kinds.items():
        yield f"arrivals: {name}", by_arrival(user, kind)
    if not user.is_staff:
        yield "own data", [str(own_data(user))]


@pytest.mark.parametrize("player", sorted(walk.STAFF | walk.RESIDENTS))
def test_nothing_behind_a_wall_leaves_by_any_channel(world, player):
    REFERENCES[:] = world.references
    user = world.cast[player]
    hidden = {canary for canary, readers in walk.SEES.items() if player not in readers}
    seen = set(Record.objects.visible_to(user).values_list("reference", flat=True))
    unseen = set(world.references) - seen

    wrong = [
        f"{channel} tells {player} of {secret}: {told}"
        for channel, everything in channels(user)
        for told in everything
        for secret in hidden | unseen
        if secret in told
    ]

    assert not wrong, "\n".join(wrong)


def test_the_matrix_hears_something(world):
    """Without this a matrix in which nothing was told would prove everything."""
    REFERENCES[:] = world.references
    told = dict(channels(world.cast["ines"]))

    assert "CANARYRESTRICTED Smith" in " ".join(told["search"])
    assert world.records["CANARYJOS"].reference in " ".join(told["timeline: Record"])
    assert len(told) >= 3 + len(timelines.tellers) + len(arrivals.kinds)


def test_no_notification_carries_more_than_numbers(world):
    """Letters and notices leave as rows of the outbox: whom they reach is asked when they are written."""
    rows = list(outbox.Outbox.objects.all())

    assert rows
    assert not [row for row in rows if "CANARY" in f"{row.payload} {row.key} {row.error}"]

"""Two entries that are one person are joined, and parted again, and nothing is lost on the way."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guildhall.commons.parties import arrivals, merging
from guildhall.commons.parties.forgetting import forget_idle
from guildhall.commons.parties.models import (
    Consent,
    Involvement,
    Marker,
    Merge,
    Party,
    PartyEvent,
    known_or_new,
)
from guildhall.commons.parties.own_data import own_data
from guildhall.commons.parties.side import side_of
from guildhall.kernel import time
from guildhall.kernel.actions import Refused
from guildhall.kernel.gates import SYSTEM, access
from guildhall.kernel.records import Record
from guildhall.services.requests import actions

pytestmark = pytest.mark.django_db

NOON = time.pretend(date(2018, 3, 14))
REASON = "the same address and date of birth"


def leaf(name="Joan Smith", email=""):
    return known_or_new(name, email=email)


def join(one, other, **told):
    return merging.merge(one, other, by=SYSTEM, reason=REASON, **told)


def part(made):
    return merging.unmerge(made, by=SYSTEM, reason="they are twins")


def fresh(party):
    return Party.objects.get(pk=party.pk)


# What may happen to six entries: two are joined, one saying is taken back, or something comes to one of them.
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("join"), st.integers(0, 5), st.integers(0, 5)),
        st.tuples(st.just("part"), st.integers(0, 30), st.just(0)),
        st.tuples(st.just("arrive"), st.integers(0, 5), st.just(0)),
    ),
    max_size=30,
)


class OnPaper:
    """The same life reckoned another way: sayings as pairs, and persons as what the pairs hold together."""

    def __init__(self, leaves):
        self.leaves, self.sayings, self.came = leaves, {}, {each: [] for each in leaves}

    def persons(self):
        found = {each: {each} for each in self.leaves}
        for one, other in self.sayings.values():
            whole = found[one] | found[other]
            found.update(dict.fromkeys(whole, whole))
        return {frozenset(each) for each in found.values()}

    def are_one(self, one, other):
        return any({one, other} <= person for person in self.persons())


class Rolled(Exception):
    """Everything is taken back before the next life."""


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_no_life_of_joining_and_parting_loses_anything(steps, db):
    with pytest.raises(Rolled), transaction.atomic():
        live_and_take_back(steps)


def live_and_take_back(steps):
    live(steps)
    raise Rolled


def live(steps):
    leaves = [leaf(f"Joan Smith {number}", f"joan{number}@example.org") for number in range(6)]
    paper, made = OnPaper([each.pk for each in leaves]), []
    for what, one, other in steps:
        if what == "join":
            try_to_join(paper, made, leaves[one], leaves[other])
        elif what == "part" and paper.sayings:
            saying = sorted(paper.sayings)[one % len(paper.sayings)]
            part(Merge.objects.get(pk=saying))
            del paper.sayings[saying]
        elif what == "arrive":
            arrive(paper, leaves[one], one)
        look(paper)
    for saying in sorted(paper.sayings, reverse=True):
        part(Merge.objects.get(pk=saying))
    paper.sayings.clear()
    look(paper)


def try_to_join(paper, made, one, other):
    if paper.are_one(one.pk, other.pk):
        with pytest.raises(Refused):
            join(one, other)
    else:
        saying = join(one, other)
        paper.sayings[saying.pk] = (one.pk, other.pk)


def arrive(paper, party, number):
    """Something comes by the leaf's own address, whoever it belongs to by then."""
    known = known_or_new(f"Joan Smith {number}", email=f"JOAN{number}@example.org")
    assert known == party
    consent = Consent.objects.create(
        party=known, purpose="satisfaction", given=True, on=time.today(), evidence="call"
    )
    paper.came[party.pk].append(consent.pk)


def look(paper):
    """Persons are what the sayings hold together, each known by a leaf of theirs; all is where it came."""
    persons = {}
    for each in Party.objects.all():
        persons.setdefault(each.person_id, set()).add(each.pk)
    assert {frozenset(each) for each in persons.values()} == paper.persons()
    assert all(root in whole for root, whole in persons.items())
    for pk, came in paper.came.items():
        assert list(Consent.objects.filter(party=pk).order_by("pk").values_list("pk", flat=True)) == came


def test_a_merge_keeps_who_said_it_why_and_how_likely_it_was(cast):
    one, other = leaf(), leaf("Joan Jones")

    made = merging.merge(
        one, other, by=cast["amira"], reason=REASON, score=0.98, explanation={"postcode": "the same"}
    )

    assert (made.by_name, made.reason, made.score, made.moved) == ("Amira Haddad", REASON, 0.98, [other.pk])
    assert fresh(other).person == one
    assert set(one.leaves()) == {one, other} == set(fresh(other).leaves())
    assert PartyEvent.objects.get(action="merge").sentence.startswith("Amira Haddad joined two entries")


def test_a_person_and_an_organisation_cannot_be_one():
    shop = Party.objects.create(kind="organisation", name="Joan Smith", created_at=time.now())

    with pytest.raises(Refused, match="cannot be one"):
        join(leaf(), shop)


def test_what_is_undone_cannot_be_undone_again():
    made = join(leaf(), leaf("Joan Jones"))
    part(made)

    with pytest.raises(Refused, match="undone already"):
        part(made)


def test_many_are_joined_at_once_as_they_would_be_one_by_one():
    a, b, c, d = (leaf(f"Joan {letter}") for letter in "ABCD")
    pairs = [
        merging.Pair(a.pk, b.pk, 0.99),
        merging.Pair(b.pk, a.pk),
        merging.Pair(c.pk, b.pk),
        merging.Pair(d.pk, 0),
    ]

    made = merging.merge_all(pairs, by=SYSTEM, reason="reckoned")

    assert [(each.one_id, each.other_id, each.kept) for each in made] == [
        (a.pk, b.pk, a.pk),
        (c.pk, b.pk, c.pk),
    ]
    assert {each.person_id for each in (fresh(a), fresh(b), fresh(c))} == {c.pk}
    assert fresh(d).person == d


def test_many_are_joined_in_a_handful_of_statements(django_assert_max_num_queries):
    leaves = [leaf(f"Joan {number}") for number in range(60)]
    pairs = [merging.Pair(one.pk, other.pk) for one, other in zip(leaves[::2], leaves[1::2], strict=True)]

    with django_assert_max_num_queries(9):
        merging.merge_all(pairs, by=SYSTEM, reason="reckoned")


def test_a_person_sees_the_records_of_every_leaf(cast):
    record = actions.ask(by=SYSTEM, wanted="Gritting", name="Joan Jones", email="joan.jones@example.org")
    jones = record.involvements.get().party
    jo = leaf("Jo Castle", cast["jo"].email)
    assert not access(cast["jo"]).owns(record)

    made = merging.merge(jo, jones, by=cast["dev"], reason=REASON)
    assert access(cast["jo"]).owns(record)
    assert record.reference in str(own_data(cast["jo"]))

    part(made)
    assert not access(cast["jo"]).owns(record)
    assert record.reference not in str(own_data(cast["jo"]))


def test_a_reckoning_shows_nobody_the_records_of_another(cast, client_of):
    """It may be wrong: only what staff said is one person opens one leaf's letters to the other."""
    record = actions.ask(by=SYSTEM, wanted="Gritting", name="Joan Jones", email="joan.jones@example.org")
    jones, jo = record.involvements.get().party, leaf("Jo Castle", cast["jo"].email)
    mine = actions.ask(by=SYSTEM, wanted="Trees", name="Jo Castle", email=cast["jo"].email)

    join(jo, jones)

    assert not access(cast["jo"]).owns(record)
    assert access(cast["jo"]).owns(mine)
    assert record.reference not in str(own_data(cast["jo"]))
    assert client_of(cast["jo"]).get(f"/home/{record.reference}/").status_code == 404
    assert "Gritting" not in client_of(cast["jo"]).get("/home/").content.decode()
    assert side_of(record.pk, jo.pk) is None


def test_what_staff_joined_stays_open_beside_a_reckoning(cast):
    """Jo married, which an adviser knows; that she is Joan too was only reckoned."""
    married = actions.ask(by=SYSTEM, wanted="Trees", name="Jo Lake", email="jo.lake@example.org")
    reckoned = actions.ask(by=SYSTEM, wanted="Gritting", name="Joan Jones", email="joan.jones@example.org")
    jo = leaf("Jo Castle", cast["jo"].email)
    merging.merge(jo, married.involvements.get().party, by=cast["dev"], reason="She said so")
    join(jo, reckoned.involvements.get().party)

    assert access(cast["jo"]).owns(married)
    assert not access(cast["jo"]).owns(reckoned)


def test_somebody_is_known_by_any_leafs_name_at_the_address_it_came_from():
    smith, jones = leaf("Joan Smith", "smith@example.org"), leaf("Joan Jones", "jones@example.org")
    made = join(smith, jones)

    assert known_or_new("Joan Smith", email="jones@example.org") == jones

    part(made)
    assert known_or_new("Joan Smith", email="jones@example.org") not in {smith, jones}


def test_what_came_since_is_told_and_can_be_put_on_either_side(cast):
    with time.pretend(date(2018, 3, 1)):
        smith, jones = leaf("Joan Smith", "smith@example.org"), leaf("Joan Jones", "jones@example.org")
        made = join(smith, jones)
    with time.pretend(date(2018, 3, 2)):
        record = actions.ask(by=SYSTEM, wanted="Gritting", name="Joan Smith", email="smith@example.org")
    arrived = [each for each in arrivals.since(made, cast["ines"]) if each.kind.key == "part"]
    assert [record.reference in each.sentence for each in arrived] == [True]

    part(made)
    arrivals.put(arrived[0], fresh(jones), by=cast["amira"])

    assert Involvement.objects.get(record=record.pk).party == jones
    assert not smith.leaves().filter(involvements__record=record.pk).exists()
    assert PartyEvent.objects.filter(party=jones, action="put", actor="Amira Haddad").exists()


def test_what_came_to_one_cannot_be_put_on_a_stranger(cast):
    record = actions.ask(by=SYSTEM, wanted="Gritting", name="Joan Smith", email="smith@example.org")
    arrival = arrivals.Arrival(arrivals.kinds["part"], record.involvements.get())

    with pytest.raises(Refused, match="never joined"):
        arrivals.put(arrival, leaf("Sam Quill"), by=cast["amira"])


def test_the_leaf_nobody_needs_is_emptied_while_the_person_stays():
    record = actions.ask(by=SYSTEM, wanted="Gritting", name="Joan Smith", email="smith@example.org")
    smith, jones = record.involvements.get().party, leaf("Joan Jones", "jones@example.org")
    join(smith, jones, explanation={"email": "jones@example.org"})

    forget_idle([jones.pk])

    assert (fresh(jones).name, fresh(jones).contact_points.count()) == ("[forgotten]", 0)
    assert Merge.objects.get().explanation == {}
    assert fresh(smith).name == "Joan Smith"

    Record.objects.get(pk=record.pk).involvements.all().delete()
    forget_idle([smith.pk])
    assert not Party.objects.exists()


def test_whoever_is_marked_is_kept_until_the_marker_ends():
    marked = leaf()
    today = time.today()
    Marker.objects.create(
        party=marked, kind="contact_plan", why="Threats", what_to_do="By letter only",
        starts_on=today, ends_on=today + timedelta(days=30),
    )  # fmt: skip

    forget_idle([marked.pk])
    assert Party.objects.filter(pk=marked.pk).exists()

    with time.pretend(today + timedelta(days=31)):
        forget_idle([marked.pk])
    assert not Party.objects.exists()

"""A carer sees and does what the person could, where and while they may, and it is told as theirs."""

from datetime import date, timedelta

import pytest

from guildhall.commons.parties import links, verbs
from guildhall.commons.parties.models import Party
from guildhall.commons.parties.own_data import own_data
from guildhall.commons.parties.side import side_of
from guildhall.kernel import time
from guildhall.kernel.actions import Invalid
from guildhall.kernel.gates import SYSTEM, Actor, access
from guildhall.kernel.records import Record, Sensitivity
from guildhall.services.requests import actions

pytestmark = pytest.mark.django_db
WEDNESDAY = date(2018, 3, 14)


@pytest.fixture(autouse=True)
def _wednesday():
    with time.pretend(WEDNESDAY):
        yield


def ask(name, email, wanted="Gritting"):
    return actions.ask(by=SYSTEM, wanted=wanted, name=name, email=email)


@pytest.fixture
def people(cast):
    """Joan Smith, and Jo Castle who cares for her and has asked for something herself."""
    asked, own = ask("Joan Smith", "joan@example.org", "Joans own words"), ask("Jo Castle", cast["jo"].email)
    return asked, asked.involvements.get().party, own.involvements.get().party


def give(joan, carer, by, **told):
    what = {"other": carer.pk, "kind": "carer", "scope": ["requests"], "evidence": "Said so on 14 March"}
    return verbs.relate(joan, by=by, **{**what, **told})


def test_a_carer_sees_and_acts_and_the_story_says_for_whom(client, cast, people):
    record, joan, carer = people
    give(joan, carer, cast["dev"])
    client.force_login(cast["jo"])

    assert "For Joan Smith" in client.get("/home/").content.decode()
    page = client.get(f"/home/{record.reference}/", follow=True)
    assert "You act for Joan Smith" in page.content.decode()
    address = f"{page.redirect_chain[-1][0]}withdraw/"
    assert client.post(address, {"version": record.version}).status_code == 303

    last = record.events.latest("sequence")
    assert (last.actor, last.actor_id) == ("Jo Castle, for Joan Smith,", carer.pk)


def test_without_the_word_of_the_person_nobody_acts(cast, people):
    _, joan, carer = people

    with pytest.raises(Invalid, match="how we know"):
        give(joan, carer, cast["dev"], evidence="")


def test_a_relative_who_does_not_act_sees_nothing(client, cast, people):
    record, joan, carer = people
    give(joan, carer, cast["dev"], scope=[])

    assert not access(Actor("party", carer.pk, "Jo Castle")).owns(record)
    client.force_login(cast["jo"])
    assert client.get(f"/home/{record.reference}/").status_code == 404


@pytest.mark.parametrize("days", [-1, 31])
def test_it_holds_from_its_first_day_to_its_last(cast, people, days):
    record, joan, carer = people
    give(joan, carer, cast["dev"], starts_on=WEDNESDAY, ends_on=WEDNESDAY + timedelta(days=30))
    actor = Actor("party", carer.pk, "Jo Castle")

    assert access(actor).owns(record)
    with time.pretend(WEDNESDAY + timedelta(days=days)):
        assert not access(actor).owns(record)
        assert side_of(record.pk, carer.pk) is None


def test_what_was_taken_back_ends_today(cast, people):
    record, joan, carer = people
    give(joan, carer, cast["dev"])
    verbs.unrelate(joan, by=cast["dev"], one=joan.relationships.get().pk)

    assert not access(Actor("party", carer.pk, "Jo Castle")).owns(record)


@pytest.mark.parametrize(("scope", "sees"), [(["formats"], False), (["requests"], True), (["*"], False)])
def test_what_is_restricted_is_reached_only_where_it_is_named(cast, people, scope, sees):
    record, joan, carer = people
    Record.objects.filter(pk=record.pk).update(sensitivity=Sensitivity.RESTRICTED)
    give(joan, carer, SYSTEM, scope=scope)

    assert access(Actor("party", carer.pk, "Jo Castle")).owns(record) is sees


def test_a_carers_own_data_holds_nothing_of_the_person(cast, people):
    record, joan, carer = people
    give(joan, carer, cast["dev"])

    assert "Joan" not in str(own_data(cast["jo"]))
    assert record.reference not in str(own_data(cast["jo"]))
    assert "acts_in" in str(own_data(Party.objects.get(pk=joan.pk)))


def test_a_carers_link_is_no_other_partys(people):
    record, _, carer = people

    assert side_of(record.pk, carer.pk) is None
    assert links.read(links.token(record.pk, carer.pk)).party_id == carer.pk

"""An adviser finds a person while the caller spells the name, however it is spelt."""

from datetime import date

import pytest

from guildhall.commons.parties import forgetting, merging, spelling, wording
from guildhall.commons.parties.finding import find
from guildhall.commons.parties.models import NameSlip, Party, contact_point, known_or_new
from guildhall.commons.parties.rights import Right, ceiling
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.records import Record, Sensitivity
from guildhall.services.requests import actions

pytestmark = pytest.mark.django_db


def enter(name, *, born_on=None, **points):
    party = known_or_new(name, **points)
    Party.objects.filter(pk=party.pk).update(born_on=born_on)
    wording.write([party.pk])
    return party


def names(user, typed):
    return [hit.party.name for hit in find(user, typed).hits]


@pytest.fixture
def city(db):
    enter("Catherine Thompson", phone="023 9201 0001", address="3 Elm Grove, Portsmouth PO5 1JG")
    enter("Siobhán O’Brien", email="siobhan.obrien@example.org", born_on=date(1981, 5, 3))
    enter("William Ap Rhys", phone="+44 7700 900123")
    enter("Will Smith")
    enter("Łukasz Świątek")
    enter("Margaret Jones", address="9 Castle Road, Southsea, Hants PO5 3DE")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Catherine Thompson", "Catherine Thompson"),
        ("thompson catherine", "Catherine Thompson"),
        ("kathryn thomson", "Catherine Thompson"),
        ("cath thom", "Catherine Thompson"),
        ("Thopmson", "Catherine Thompson"),
        ("siobhan obrien", "Siobhán O’Brien"),
        ("shivaun o'brien", "Siobhán O’Brien"),
        ("brien", "Siobhán O’Brien"),
        ("SIOBHÁN", "Siobhán O’Brien"),
        ("bill rhys", "William Ap Rhys"),
        ("bill reece", "William Ap Rhys"),
        ("will smith", "Will Smith"),
        ("lukasz swiatek", "Łukasz Świątek"),
        ("peggy jones", "Margaret Jones"),
        ("jones po5 3de", "Margaret Jones"),
        ("po53d", "Margaret Jones"),
        ("02392010001", "Catherine Thompson"),
        ("023 92 01 00", "Catherine Thompson"),
        ("07700 900123", "William Ap Rhys"),
        ("+44 (0)7700 900 123", "William Ap Rhys"),
        ("siobhan.obrien@exam", "Siobhán O’Brien"),
        ("3/5/1981", "Siobhán O’Brien"),
    ],
)
def test_a_person_is_found_as_the_caller_says_it(city, cast, typed, name):
    assert names(cast["dev"], typed)[0] == name


@pytest.mark.parametrize(
    "typed", ["", " ", "j", "xyzzy", "\x00", "' OR 1=1 --", '"*" NEAR(', "()&|!:*", "@", "0" * 300]
)
def test_anything_at_all_can_be_typed(city, cast, typed):
    assert names(cast["dev"], typed) == []


def test_whoever_answers_as_typed_comes_before_who_nearly_does(cast):
    enter("Joan Smyth")
    enter("Joan Smith")

    assert names(cast["dev"], "joan smith") == ["Joan Smith", "Joan Smyth"]


def test_a_person_of_two_entries_is_found_once(cast):
    one, other = enter("Joan Smith"), enter("Joan Jones")
    merging.merge(one, other, by=SYSTEM, reason="the same person")

    assert names(cast["dev"], "joan") == ["Joan Smith"]
    assert names(cast["dev"], "jones") == ["Joan Jones"]


def test_whoever_asked_is_found_by_the_reference(cast):
    record = actions.ask(by=SYSTEM, wanted="Gritting", name="Jo Castle", email="jo@example.org")

    assert names(cast["dev"], record.reference.lower()) == ["Jo Castle"]
    Record.objects.filter(pk=record.pk).update(sensitivity=Sensitivity.RESTRICTED)
    assert names(cast["dev"], record.reference) == []


def test_who_is_known_only_behind_a_wall_is_not_found_and_leaves_no_trace(cast):
    record = actions.ask(by=SYSTEM, wanted="Gritting", name="Wren Castle", email="wren@example.org")
    Record.objects.filter(pk=record.pk).update(sensitivity=Sensitivity.RESTRICTED)

    for typed in ("wren castle", "wern", "wren@example.org"):
        found = find(cast["dev"], typed)
        assert (found.hits, found.more, found.sentence) == ([], False, find(cast["dev"], "xyzzy").sentence)
    assert names(cast["ines"], "wren") == ["Wren Castle"]


def test_an_entry_of_a_restricted_source_is_found_by_whoever_reaches_so_far(cast):
    party = enter("Wren Castle")
    Party.objects.filter(pk=party.pk).update(sensitivity=Sensitivity.RESTRICTED, source="Children's system")

    assert names(cast["dev"], "wren") == []
    assert names(cast["ines"], "wren") == ["Wren Castle"]


def test_without_the_right_nobody_is_found(cast, city):
    assert ceiling(cast["tomas"], Right.FIND) is None
    assert names(cast["tomas"], "smith") == []


def test_a_rare_name_is_forgotten_with_the_last_who_bore_it(cast):
    gone, stays = enter("Zebedee Smith"), enter("Joan Smith")

    forgetting.forget_idle([gone.pk])

    assert not NameSlip.objects.filter(word="zebedee").exists()
    assert NameSlip.objects.filter(word="smith").exists()
    assert names(cast["dev"], "smith") == [stays.name]


def test_finding_asks_the_database_a_few_things_however_many_are_found(
    cast, city, django_assert_max_num_queries
):
    for number in range(30):
        enter(f"Joan Smith{number}", email=f"joan{number}@example.org")
    find(cast["dev"], "grants are read once")

    with django_assert_max_num_queries(7):
        assert len(find(cast["dev"], "joan smi").hits) == 20


def test_a_changed_number_is_found_in_the_same_transaction(cast):
    party = enter("Joan Smith")
    contact_point(party, "phone", "023 9201 0777").save()
    wording.write([party.pk])

    assert names(cast["dev"], "02392010777") == ["Joan Smith"]


@pytest.mark.parametrize(
    ("name", "asked_for"),
    [
        ("Ó Briain", {"o", "briain", "obriain"}),
        ("Zoë D’Arcy-Smith", {"zoe", "darcy", "arcy", "smith"}),
        ("Mac Aodha", {"mac", "aodha", "macaodha"}),
    ],
)
def test_a_name_is_asked_for_in_these_words(name, asked_for):
    assert spelling.name_words(name) == asked_for

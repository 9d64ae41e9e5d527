"""Contacts are logged once, counted as they are logged, and seen by those they are for."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guildhall.commons.parties.models import known_or_new
from guildhall.commons.parties.own_data import own_data
from guildhall.kernel import retention, time
from guildhall.kernel.gates import SYSTEM, Actor
from guildhall.kernel.measures import measure
from guildhall.kernel.periods import Period
from guildhall.kernel.records import Sensitivity, Team
from guildhall.services.contacts import logging, tallies
from guildhall.services.contacts.logging import NotLogged
from guildhall.services.contacts.models import Contact, Tally, Topic
from guildhall.services.contacts.tests.conftest import NOW

YEAR = Period.year(2017)


def counted_again():
    """The tallies as an independent statement over the contacts has them."""
    with connection.cursor() as cursor:
        cursor.execute('SELECT "channel", "topic_id", "outcome", "avoidable", "on" FROM contacts_contact')
        rows = cursor.fetchall()
    found = Counter()
    for channel, topic, outcome, avoidable, on in rows:
        day = on if isinstance(on, str) else on.isoformat()
        found["channel", channel, day] += 1
        found["topic", str(topic), day] += 1
        found["outcome", f"{channel}:{outcome}", day] += 1
        found["avoidable", avoidable or "none", day] += 1
    return dict(found)


def kept():
    rows = Tally.objects.filter(n__gt=0).values_list("what", "key", "on", "n")
    return {(what, key, on.isoformat()): n for what, key, on, n in rows}


def test_a_contact_sent_twice_is_there_once(logged):
    first = logged(submission="a" * 24)
    again = logged(submission="a" * 24, note="Sent again")

    assert first == again
    assert Contact.objects.count() == 1
    assert tallies.counted("channel", first.on, first.on) == {"call": 1}


def test_a_contact_lies_on_the_day_it_is_in_the_city(logged):
    start = datetime(2017, 7, 3, 23, 30, tzinfo=UTC)

    assert logged(at=start).on.isoformat() == "2017-07-04"


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"at": NOW + timedelta(hours=1)}, "It has not ended yet: its end is still to come"),
        ({"ended_at": NOW - timedelta(hours=2)}, "It ended before it began"),
        ({"at": NOW - timedelta(days=2), "ended_at": NOW}, "It lasted more than twelve hours"),
        ({"outcome": "passed"}, "Say which team it was passed to"),
    ],
)
def test_what_cannot_be_is_not_logged(logged, said, why):
    with pytest.raises(NotLogged, match=why):
        logged(**said)

    assert not Contact.objects.exists()
    assert not Tally.objects.exists()


def test_whoever_is_no_adviser_logs_nothing(logged, people):
    for player in ("amira", "helen", "ines", "jo"):
        with pytest.raises(NotLogged):
            logged(by=people[player])
    assert logged(by=people["dev"]).pk
    assert logged(by=people["orla"]).pk


def test_about_two_things_is_one_contact_and_as_close_as_the_closer(logged, told):
    child = Topic.objects.get(name="Child protection")

    contact = logged(also=(child,))

    assert [each.topic for each in contact.also_about.all()] == [child]
    assert contact.sensitivity == Sensitivity.RESTRICTED


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    some=st.lists(
        st.tuples(
            st.sampled_from(["call", "visit", "email"]),
            st.sampled_from(["Noise", "Trees", "Blue Badge"]),
            st.sampled_from(["", "chasing", "too_soon"]),
            st.integers(0, 40),
        ),
        max_size=30,
    ),
    at_once=st.booleans(),
)
def test_the_tallies_are_what_the_contacts_are(told, some, at_once):
    said = [
        told(channel=channel, topic=topic, avoidable=why, at=NOW - timedelta(days=days, minutes=9))
        for channel, topic, why, days in some
    ]
    for batch in [said] if at_once else [[each] for each in said]:
        if batch:
            logging.log(batch, by=SYSTEM)

    assert kept() == counted_again()


def test_a_record_that_is_opened_moves_how_the_contact_ended(logged, people):
    from guildhall.kernel.services import action

    contact = logged(by=people["dev"], adviser=people["dev"].pk)
    record = action("requests", "ask")(
        by=SYSTEM, wanted="Bin rounds", name="Ada Lowry", email="ada.lowry@example.org"
    )

    for _ in range(2):
        logging.record_opened(contact, record)

    contact.refresh_from_db()
    assert contact.outcome == Contact.Outcome.OPENED
    assert kept() == counted_again()


def test_the_measures_count_what_was_logged(logged, people):
    team = Team.objects.get(name="Parking")
    logged(avoidable="chasing"), logged(outcome="passed", team=team.pk), logged(channel="visit")
    logged(channel="email", topic="Noise"), logged(at=NOW - timedelta(days=700))

    told = {name: measure(f"contacts.{name}").value(YEAR) for name in (
        "calls", "visits", "emails", "contacts_logged", "contacts_claimed", "avoidable", "resolved",
        "calls_for_information", "services_answered",
    )}  # fmt: skip

    assert {name: float(value) for name, value in told.items()} == {
        "calls": 2, "visits": 1, "emails": 1, "contacts_logged": 4, "contacts_claimed": 4, "avoidable": 25,
        "resolved": 75, "calls_for_information": 1, "services_answered": 2,
    }  # fmt: skip
    assert measure("contacts.calls").history(YEAR).last_year == 1


def test_before_anything_was_logged_a_measure_has_nothing_to_say(logged):
    logged()

    assert measure("contacts.calls").reaches(YEAR) is False
    assert measure("contacts.calls").history(YEAR).last_year is None


def sees(user):
    return {each.note for each in Contact.objects.visible_to(user)}


def test_the_walls_between_contacts(logged, people):
    plain = known_or_new("Sam Quill", email="sam.quill@example.org")
    logged(note="ORDINARY", party=plain.pk)
    logged(note="PERSONAL", topic="Homelessness")
    logged(note="RESTRICTED", topic="Child protection", adviser=people["dev"].pk)
    logged(note="ANOTHERS", topic="Child protection", adviser=people["orla"].pk)

    assert sees(people["dev"]) == {"ORDINARY", "PERSONAL", "RESTRICTED"}, "what he took himself he may read"
    assert sees(people["orla"]) == {"ORDINARY", "PERSONAL", "ANOTHERS"}
    assert sees(people["ines"]) == {"ORDINARY", "PERSONAL", "RESTRICTED", "ANOTHERS"}
    assert sees(people["helen"]) == {"ORDINARY", "PERSONAL"}
    assert sees(people["priya"]) == {"ORDINARY"}
    assert sees(people["amira"]) == sees(people["jo"]) == sees(None) == set()
    assert sees(people["sam"]) == sees(Actor("party", plain.pk, "Sam Quill")) == {"ORDINARY"}


def test_a_resident_is_given_their_own_contacts(logged, people):
    own = known_or_new("Jo Castle", email="jo.castle@example.org")
    logged(note="Hers", party=own.pk), logged(note="Nobody’s")

    facts = own_data(people["jo"])["facts"]

    assert [each["note"] for each in facts] == ["Hers"]
    assert facts[0]["kind"] == "contact"


def test_after_three_years_nobody_is_left_in_a_contact_and_the_numbers_stay(logged, ada, people):
    contact = logged(party=ada.pk, adviser=people["dev"].pk, language="Polish")
    logged(at=NOW - timedelta(days=1), note="")

    with time.pretend(datetime(2021, 3, 15, 9, tzinfo=time.LONDON)):
        retention.dispose(time.today())

    contact.refresh_from_db()
    assert (contact.party, contact.adviser, contact.note, contact.language) == (
        None, None, "[forgotten]", "[forgotten]",
    )  # fmt: skip
    assert measure("contacts.calls").value(YEAR) == 2


def test_a_topic_is_found_by_what_people_call_it(today):
    from guildhall.services.contacts.topics import matching

    assert [each.name for each in matching("household waste collection")] == ["Household waste collection"]
    assert [each.name for each in matching("524")] == ["Household waste collection"]
    assert [each.name for each in matching("black bag")] == ["Household waste collection"]
    assert [each.name for each in matching("PCN")] == ["Parking ticket"]
    assert [each.name for each in matching("parking")] == [
        "Disabled parking bay", "Parking permit", "Parking ticket",
    ]  # fmt: skip
    assert matching("") == matching("zebra") == []

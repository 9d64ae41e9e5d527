"""Every record can be given to somebody, noted on, held, released and made less widely seen."""

from datetime import date

import pytest

from guildhall.demo import cast
from guildhall.kernel import time
from guildhall.kernel.actions import Invalid, Refused
from guildhall.kernel.records import Sensitivity
from guildhall.kernel.services import action, services

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    with time.pretend(date(2026, 3, 2)):
        yield cast.summon()


@pytest.fixture
def request_for_parking(people):
    return action("requests", "log")(
        by=people["amira"],
        wanted="How many fines were given in Albert Road?",
        name="Nora Bell",
        email="nora@example.org",
        channel="email",
        regime="foi",
        on=date(2026, 3, 2),
    )


def test_every_service_has_the_standard_verbs():
    for service in services():
        assert {"assign", "note", "hold", "release", "raise_sensitivity"} <= service.actions.keys()


def test_a_request_is_given_to_an_officer_who_may_see_it(people, request_for_parking):
    assign = action("requests", "assign")

    given = assign(request_for_parking, by=people["amira"], owner=people["bill"].pk)

    assert given.owner == people["bill"]
    assert given.events.last().sentence == "Amira Haddad gave it to Bill Thorne."
    with pytest.raises(Invalid):
        assign(request_for_parking, by=people["amira"], owner=people["jo"].pk)


def test_a_request_goes_back_to_nobody(people, request_for_parking):
    left = action("requests", "assign")(request_for_parking, by=people["amira"])

    assert left.events.last().sentence == "Amira Haddad left it with nobody."


def test_a_legal_hold_is_put_and_ended_once_each_with_its_reason(people, request_for_parking):
    hold, release = action("requests", "hold"), action("requests", "release")
    assert release.why_not(request_for_parking, people["amira"]) == "It is not on legal hold."

    held = hold(request_for_parking, by=people["amira"], reason="The tribunal asked for it.")

    assert held.held
    with pytest.raises(Refused, match="on legal hold already"):
        hold(held, by=people["amira"], reason="Again.")
    assert not release(held, by=people["amira"], reason="The tribunal has decided.").held


def test_a_record_can_be_made_less_widely_seen_and_never_more(people, request_for_parking):
    raise_sensitivity = action("requests", "raise_sensitivity")

    raised = raise_sensitivity(
        request_for_parking, by=people["amira"], sensitivity=Sensitivity.PERSONAL, reason="It names a child."
    )

    assert raised.sensitivity == Sensitivity.PERSONAL
    assert raised.events.last().sentence == "Amira Haddad made it personal: It names a child."
    with pytest.raises(Invalid):
        raise_sensitivity(raised, by=people["amira"], sensitivity=Sensitivity.ORDINARY, reason="It does not.")


def test_nothing_is_logged_before_it_happened(people):
    with pytest.raises(Invalid, match="today or in the past"):
        action("requests", "log")(
            by=people["amira"],
            wanted="Anything.",
            name="Nora Bell",
            channel="post",
            regime="foi",
            on=date(2026, 3, 3),
        )


@pytest.fixture
def two_requests(people, request_for_parking):
    other = action("requests", "log")(
        by=people["amira"],
        wanted="How much was paid in fines in Albert Road?",
        name="Sam Quill",
        email="sam@example.org",
        channel="email",
        regime="foi",
        on=date(2026, 3, 2),
    )
    return request_for_parking, other


def test_two_records_are_linked_and_the_link_taken_back(people, two_requests):
    one, other = two_requests
    relate, unrelate = action("requests", "relate"), action("requests", "unrelate")
    assert unrelate.why_not(one, people["amira"]) == "It is linked to nothing."

    linked = relate(one, by=people["amira"], other=other.reference.lower())

    assert [link.target_id for link in linked.links.filter(kind="relates_to")] == [other.pk]
    assert linked.events.last().sentence == f"Amira Haddad linked it to {other.reference}."
    again = unrelate(linked, by=people["amira"], link=linked.links.get().pk)
    assert again.events.last().sentence == f"Amira Haddad took back the link to {other.reference}."
    assert not again.links.exists()


def test_a_record_is_not_linked_to_itself(people, request_for_parking):
    with pytest.raises(Invalid, match="not of this one"):
        action("requests", "relate")(request_for_parking, by=people["amira"], other="IR-2026-00001")


def test_nobody_finds_out_what_there_is_by_linking_to_it(people, two_requests):
    one, other = two_requests
    action("requests", "raise_sensitivity")(
        other, by=people["amira"], sensitivity=Sensitivity.RESTRICTED, reason="It names a child."
    )

    sentences = []
    for reference in (other.reference, "IR-2026-00999"):
        with pytest.raises(Invalid) as refused:
            action("requests", "relate")(one, by=people["amira"], other=reference)
        sentences.append(str(refused.value).replace(reference, "…"))

    assert sentences[0] == sentences[1]

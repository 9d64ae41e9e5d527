"""What must be true of requests: a finding for each that it is not true of, gone when it is settled."""

from datetime import date, timedelta

import pytest

from guildhall.kernel import time
from guildhall.kernel.delivery import sweep_outbox
from guildhall.kernel.records import Sensitivity
from guildhall.kernel.services import service
from guildhall.services.requests.actions import (
    answer,
    ask_to_clarify,
    clarify,
    decide_not_to_publish,
    extend,
    publish,
    refuse,
    triage,
)
from guildhall.services.requests.models import InformationRequest
from guildhall.services.requests.tests.conftest import MONDAY

ANSWER = {"outcome": "granted", "answer": "412 fines."}
LATE = date(2026, 4, 1)


@pytest.fixture
def found(people):
    """The references a duty finds, as the auditor sees them."""

    def find(duty, today):
        with time.pretend(today):
            broken = service("requests").duties[duty].broken(people["ines"], today)
            return [record.reference for record in broken.order_by("reference")]

    return find


def test_a_late_request_is_found_until_it_is_answered(amira, searching, found):
    request = searching()
    assert found("answered_in_time", date(2026, 3, 31)) == []
    assert found("answered_in_time", LATE) == [request.reference]

    with time.pretend(LATE):
        answer(request, by=amira, **ANSWER)

    assert found("answered_in_time", LATE) == []


def test_a_request_is_acknowledged_within_five_days(received, found):
    request = received()
    assert found("acknowledged", date(2026, 3, 7)) == []
    assert found("acknowledged", date(2026, 3, 8)) == [request.reference]

    sweep_outbox()

    assert found("acknowledged", date(2026, 3, 8)) == []


def test_somebody_nobody_can_write_to_is_found(received, found):
    request = received(email="")
    sweep_outbox()

    assert found("acknowledged", date(2026, 3, 8)) == [request.reference]


def test_an_extension_nobody_was_told_of_is_found(amira, searching, found):
    request = extend(searching(), by=amira, exemptions=["s.43(2)"], reason="Prices.")
    assert found("extension_told", date(2026, 3, 7)) == []
    assert found("extension_told", date(2026, 3, 8)) == [request.reference]

    sweep_outbox()

    assert found("extension_told", date(2026, 3, 8)) == []


def test_a_request_that_waits_for_its_requester_is_not_late(amira, searching, found):
    ask_to_clarify(searching(), by=amira, question="Which year?")

    assert found("answered_in_time", LATE) == found("asked_in_time", LATE) == []


def test_a_question_asked_too_late_is_found(amira, searching, found):
    request = searching()
    with time.pretend(LATE):
        ask_to_clarify(request, by=amira, question="Which year?")

    assert found("asked_in_time", LATE) == [request.reference]


def test_nobody_waits_for_ever(amira, searching, found):
    request = ask_to_clarify(searching(), by=amira, question="Which year?")
    assert found("not_left_waiting", MONDAY + timedelta(days=92)) == []
    assert found("not_left_waiting", MONDAY + timedelta(days=93)) == [request.reference]

    clarify(request, by=amira, clarification="2025")

    assert found("not_left_waiting", MONDAY + timedelta(days=93)) == []


def test_a_request_nobody_has_is_found_after_a_week(people, amira, received, found):
    request = received()
    assert found("given_to_somebody", date(2026, 3, 9)) == []
    assert found("given_to_somebody", date(2026, 3, 10)) == [request.reference]

    triage(request, by=amira, regime="foi", owner=amira.pk)

    assert found("given_to_somebody", date(2026, 3, 10)) == []


def test_somebodys_own_data_seen_by_many_is_found(searching, found):
    request = searching("sar")
    assert found("own_data_is_personal", MONDAY) == []

    InformationRequest.objects.filter(pk=request.pk).update(sensitivity=Sensitivity.ORDINARY)

    assert found("own_data_is_personal", MONDAY) == [request.reference]


def test_an_answer_is_published_or_has_a_reason_within_four_weeks(amira, searching, found):
    published, kept, forgotten = (answer(searching(), by=amira, **ANSWER) for _ in range(3))
    publish(published, by=amira, public_title="Fines", public_answer="412.")
    decide_not_to_publish(kept, by=amira, reason="The requester could be guessed.")

    assert found("published_or_a_reason", date(2026, 3, 30)) == []
    assert found("published_or_a_reason", date(2026, 3, 31)) == [forgotten.reference]


def test_what_must_not_be_published_is_no_finding(amira, searching, found):
    answer(searching("sar"), by=amira, **ANSWER)

    assert found("published_or_a_reason", date(2026, 6, 1)) == []


def test_a_refusal_cites_its_section(amira, searching, found):
    refuse(searching(), by=amira, exemptions=["s.41"], reasons="In confidence.")
    assert found("withholding_cites_a_section", MONDAY) == []


def test_what_another_system_left_out_is_no_finding_of_ours(searching, found):
    """An import may lack its sections; the constraint lets it, and the duty leaves it alone."""
    InformationRequest.objects.filter(pk=searching().pk).update(
        channel="import", outcome="refused", answer="No.", exemptions=""
    )

    assert found("withholding_cites_a_section", MONDAY) == []

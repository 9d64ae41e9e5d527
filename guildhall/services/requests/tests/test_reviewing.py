"""Asking for a review: of an answer, within forty working days, one at a time."""

from datetime import date

import pytest

from guildhall.kernel import time
from guildhall.kernel.actions import Invalid, Refused
from guildhall.kernel.delivery import sweep_outbox
from guildhall.kernel.gates import Actor
from guildhall.kernel.services import action
from guildhall.services.requests.actions import answer, ask_for_review

# Forty working days after an answer on 2 March 2026.
LAST_DAY = date(2026, 4, 30)


@pytest.fixture
def answered(amira, searching):
    return answer(searching(), by=amira, outcome="granted", answer="412 fines.")


@pytest.fixture
def nora(answered):
    party = answered.involvements.get().party
    return Actor("party", party.pk, party.name)


def test_the_requester_asks_through_their_link(answered, nora):
    request = ask_for_review(answered, by=nora, grounds="It leaves out 2024.")

    review = request.backlinks.get(kind="reviews").source.typed()
    assert (review.grounds, review.answered_by.name) == ("It leaves out 2024.", "Amira Haddad")
    assert review.events.get().actor_kind == "party"
    said = request.events.order_by("sequence").last().sentence
    assert said == "Nora Bell asked for a review of the answer."


def test_the_answer_stays_closed_and_in_time_while_it_is_reviewed(answered, nora):
    request = ask_for_review(answered, by=nora, grounds="It leaves out 2024.")

    assert (request.stage, request.closed_on, request.in_time) == ("answered", answered.closed_on, True)


def test_one_review_is_open_at_a_time(amira, answered, nora):
    ask_for_review(answered, by=nora, grounds="It leaves out 2024.")

    with pytest.raises(Refused, match="being reviewed already: RV-2026-00001"):
        ask_for_review(answered, by=amira, grounds="Again.")


def test_the_requester_has_forty_working_days(answered, nora):
    with time.pretend(LAST_DAY):
        assert ask_for_review.why_not(answered, nora) is None
    with time.pretend(date(2026, 5, 1)):
        why_not = ask_for_review.why_not(answered, nora)

    assert why_not.startswith("A review could be asked for until Thu 30 April 2026.")


def test_the_council_may_review_later_if_there_is_a_reason(amira, answered):
    with time.pretend(date(2026, 5, 1)):
        with pytest.raises(Invalid, match="although the time is over"):
            ask_for_review(answered, by=amira, grounds="It leaves out 2024.")
        ask_for_review(
            answered, by=amira, grounds="It leaves out 2024.", late_because="They were in hospital."
        )

    assert answered.backlinks.get().source.typed().late_because == "They were in hospital."


def test_what_arrived_in_time_and_was_logged_late_is_in_time(amira, answered):
    with time.pretend(date(2026, 5, 5)):
        ask_for_review(answered, by=amira, grounds="It leaves out 2024.", on=LAST_DAY)

    assert answered.backlinks.get().source.opened_on == LAST_DAY


def test_an_open_request_is_not_reviewed(amira, searching):
    assert ask_for_review.why_not(searching(), amira) == "It is being answered."


def test_a_stranger_asks_for_no_review(answered):
    assert ask_for_review.why_not(answered, Actor("party", 0, "Sam")) == "This is somebody else’s request."


def test_the_request_hears_what_was_decided(people, answered, nora):
    request = ask_for_review(answered, by=nora, grounds="It leaves out 2024.")
    review = request.backlinks.get().source.typed()

    action("reviews", "decide")(review, by=people["rowan"], outcome="partly", decision="Here is 2024.")
    sweep_outbox()

    heard = request.events.order_by("sequence").last()
    assert (heard.action, heard.actor_kind) == ("review_decided", "system")
    assert heard.sentence == "RV-2026-00001: Rowan Pike changed part of the answer."

"""While the council waits for the requester: what the law makes of its time."""

from datetime import date

import pytest

from guildhall.kernel import time
from guildhall.kernel.actions import Invalid, Refused
from guildhall.kernel.gates import Actor
from guildhall.services.requests.actions import (
    ask_identity,
    ask_to_clarify,
    charge_fee,
    clarify,
    fee_paid,
    identity_given,
    lapse,
    reclassify,
)
from guildhall.services.requests.models import InformationRequest

TENTH, TWENTY_THIRD = date(2026, 2, 10), date(2026, 2, 23)
SECOND_OF_FEBRUARY = date(2026, 2, 2)


def said(request):
    return request.events.order_by("sequence").last().sentence


def requester_of(request):
    party = request.involvements.get().party
    return Actor("party", party.pk, party.name)


@pytest.fixture
def clarified(amira, searching):
    """Asked on 10 February what was meant, answered on the 23rd."""

    def ask_and_answer(regime):
        with time.pretend(TENTH):
            asked = ask_to_clarify(searching(regime, SECOND_OF_FEBRUARY), by=amira, question="Which year?")
        assert asked.due_on is None
        with time.pretend(date(2026, 2, 25)):
            return clarify(asked, by=amira, clarification="2025", on=TWENTY_THIRD)

    return ask_and_answer


@pytest.mark.parametrize(("regime", "due"), [("foi", date(2026, 3, 24)), ("eir", date(2026, 3, 24))])
def test_clarification_restarts_the_clock(clarified, regime, due):
    request = clarified(regime)

    assert (request.stage, request.due_on, request.clarification) == ("searching", due, "2025")
    assert said(request) == "Nora Bell made clear what was meant; the 20 working days start again."


def test_clarification_pauses_the_clock_of_subject_access(amira, searching):
    with time.pretend(date(2026, 4, 20)):
        request = ask_to_clarify(searching("sar", date(2026, 4, 13)), by=amira, question="Which files?")
        assert said(request).endswith("the days until it arrives do not count.")

    with time.pretend(date(2026, 4, 21)):
        request = clarify(request, by=amira, clarification="My housing file.")

    assert request.due_on == date(2026, 5, 15)
    assert said(request).endswith("time runs on.")


def test_the_words_of_the_law_mark_the_clock(amira, searching):
    for regime, name in (("foi", "clarification_asked"), ("eir", "particulars_asked")):
        request = ask_to_clarify(searching(regime), by=amira, question="Which year?")

        assert [each.name for each in request.clock_inputs.all()] == [name]


def test_a_question_asked_too_late_stops_nothing(amira, searching):
    request = searching("foi", SECOND_OF_FEBRUARY)

    with time.pretend(date(2026, 3, 9)):
        late = ask_to_clarify(request, by=amira, question="Which year?")
        assert late.due_on == date(2026, 3, 2)
        assert said(late).endswith("the time was already out, so the answer is still overdue.")
        answered = clarify(late, by=amira, clarification="2025")

    assert answered.due_on == date(2026, 3, 2)
    assert not answered.clock_inputs.exists()


def test_the_requester_answers_through_their_link_today(amira, searching):
    with time.pretend(TENTH):
        request = ask_to_clarify(searching("foi", SECOND_OF_FEBRUARY), by=amira, question="Which year?")

    with time.pretend(TWENTY_THIRD):
        form = clarify.form(request, by=requester_of(request))
        request = clarify(request, by=requester_of(request), clarification="2025")

    assert "on" not in form.fields
    assert request.events.order_by("sequence").last().actor_kind == "party"


def test_a_link_speaks_for_its_own_request_only(amira, searching):
    theirs = searching(name="Sam Quill", email="sam@example.org")
    waiting = ask_to_clarify(searching(), by=amira, question="Which year?")

    assert clarify.why_not(waiting, requester_of(theirs)) == "This is somebody else’s request."


def test_an_answer_cannot_arrive_before_the_question(amira, searching):
    with time.pretend(TENTH):
        request = ask_to_clarify(searching("foi", SECOND_OF_FEBRUARY), by=amira, question="Which year?")

        with pytest.raises(Invalid, match="before clarification_asked"):
            clarify(request, by=amira, clarification="2025", on=date(2026, 2, 9))

    request.refresh_from_db()
    assert request.stage == "clarifying"


def test_the_days_of_a_fees_notice_do_not_count(amira, searching):
    request = searching("foi", SECOND_OF_FEBRUARY)
    assert request.due_on == date(2026, 3, 2)

    with time.pretend(date(2026, 2, 12)):
        request = charge_fee(request, by=amira, amount="12.50", reason="Copies and postage.")
        assert (
            said(request) == "Amira Haddad asked for a fee of £12.50; the days until it arrives do not count."
        )
    with time.pretend(date(2026, 2, 27)):
        request = fee_paid(request, by=amira, on=date(2026, 2, 26))

    assert request.due_on == date(2026, 3, 18)


def test_a_fee_is_more_than_nothing(amira, searching):
    with pytest.raises(Invalid, match="more than nothing"):
        charge_fee(searching(), by=amira, amount="0", reason="Copies.")


def test_a_fee_that_comes_after_its_last_day_is_refused_with_the_day(amira, searching):
    with time.pretend(date(2026, 2, 12)):
        request = charge_fee(searching("foi", SECOND_OF_FEBRUARY), by=amira, amount="12.50", reason="Copies.")

    with time.pretend(date(2026, 5, 12)), pytest.raises(Invalid, match="last day to pay was Mon 11 May 2026"):
        fee_paid(request, by=amira)


def test_time_starts_when_identity_is_proved(amira, searching):
    with time.pretend(date(2026, 3, 3)):
        request = ask_identity(searching("sar"), by=amira, proof="A passport or a bill.")
        assert said(request).endswith("time starts to run when it arrives.")

    with time.pretend(date(2026, 3, 18)):
        request = identity_given(request, by=amira, on=date(2026, 3, 17))

    assert request.due_on == date(2026, 4, 17)


@pytest.mark.parametrize("regime", ["foi", "eir"])
def test_nobody_proves_who_they_are_where_it_makes_no_difference(amira, searching, regime):
    assert ask_identity.why_not(searching(regime), amira) == "Who asks makes no difference under this law."


def test_what_only_the_old_law_waited_for_is_not_waited_for(amira, searching):
    request = charge_fee(searching("foi"), by=amira, amount="12.50", reason="Copies.")

    moved = reclassify(request, by=amira, regime="eir", reason="It is about the air.")

    assert (moved.stage, moved.due_on) == ("searching", date(2026, 3, 31))


@pytest.mark.parametrize("through", ["eir", "sar"])
def test_moved_to_another_law_and_back_the_clock_is_as_it_was(amira, clarified, through):
    request = clarified("foi")

    moved = reclassify(request, by=amira, regime=through, reason="It seemed so.")
    back = reclassify(moved, by=amira, regime="foi", reason="It was not so.")

    assert back.due_on == request.due_on


def test_a_question_stays_a_question_under_another_law(amira, searching):
    with time.pretend(TENTH):
        request = ask_to_clarify(searching("foi", SECOND_OF_FEBRUARY), by=amira, question="Which year?")
        request = reclassify(request, by=amira, regime="eir", reason="It is about the air.")
        assert (request.stage, request.due_on) == ("clarifying", None)

    with time.pretend(TWENTY_THIRD):
        request = clarify(request, by=amira, clarification="2025")

    assert request.due_on == date(2026, 3, 24)


def test_a_request_lapses_two_months_after_the_question(amira, searching):
    with time.pretend(TENTH):
        request = ask_to_clarify(searching("foi", SECOND_OF_FEBRUARY), by=amira, question="Which year?")

    with time.pretend(date(2026, 4, 10)), pytest.raises(Refused, match="until Fri 10 April 2026 to answer"):
        lapse(request, by=amira)
    with time.pretend(date(2026, 4, 11)):
        lapsed = lapse(request, by=amira)

    assert (lapsed.stage, lapsed.outcome, lapsed.closed_on) == ("lapsed", "lapsed", date(2026, 4, 11))


def test_a_request_lapses_after_the_last_day_to_pay(amira, searching):
    with time.pretend(date(2026, 2, 12)):
        request = charge_fee(searching("foi", SECOND_OF_FEBRUARY), by=amira, amount="12.50", reason="Copies.")

    with time.pretend(date(2026, 5, 11)), pytest.raises(Refused, match="until Mon 11 May 2026 to pay"):
        lapse(request, by=amira)
    with time.pretend(date(2026, 5, 12)):
        assert lapse(request, by=amira).outcome == "lapsed"


def test_a_request_being_answered_does_not_lapse(amira, searching):
    assert lapse.why_not(searching(), amira) == "It is being answered."


@pytest.mark.parametrize(
    ("opened", "words"),
    [
        (date(2017, 6, 1), "time starts to run when it arrives (DPA 1998 s.7(3), (10))"),
        (date(2026, 3, 2), "the days until it arrives do not count (UK GDPR Art.12A)"),
    ],
)
def test_the_law_of_its_day_says_what_waiting_means(amira, searching, opened, words):
    with time.pretend(opened):
        request = ask_to_clarify(searching("sar", opened), by=amira, question="Which files?")

    assert request.while_waiting == words
    assert InformationRequest(stage="searching").while_waiting == ""

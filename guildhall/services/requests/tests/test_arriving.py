"""How a request arrives, and who decides which law it falls under."""

from datetime import date

import pytest

from guildhall.kernel import time
from guildhall.kernel.actions import Invalid, Refused
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.records import Sensitivity, Team
from guildhall.services.requests.actions import ask, log, reclassify, triage
from guildhall.services.requests.tests.conftest import MONDAY

QUESTION = {"wanted": "How many fines were given in Albert Road?", "name": "Nora Bell"}


@pytest.fixture
def nobody(people):
    """The public asks without an account; the page acts for them."""
    return SYSTEM


def test_anybody_may_ask_and_it_counts_from_that_day(nobody):
    request = ask(by=nobody, email="nora@example.org", **QUESTION)

    assert (request.stage, request.opened_on, request.due_on) == ("received", MONDAY, date(2026, 3, 31))
    assert request.reference == "IR-2026-00001"
    assert request.events.get().sentence == "Nora Bell asked for information."
    assert request.involvements.get().party.name == "Nora Bell"


def test_somebody_without_email_gives_a_postal_address(nobody):
    request = ask(by=nobody, address="1 Albert Road, Southsea", prefers="paper", **QUESTION)

    assert request.involvements.get().party.point("address").value == "1 Albert Road, Southsea"
    assert request.prefers == "paper"


def test_a_request_needs_an_address_to_answer_to(nobody):
    with pytest.raises(Invalid, match="email address, or a postal address"):
        ask(by=nobody, **QUESTION)


def test_a_wrong_email_address_is_told_once(nobody):
    with pytest.raises(Invalid) as refused:
        ask(by=nobody, email="nora@", **QUESTION)

    assert len(refused.value.form.errors["email"]) == 1


@pytest.mark.parametrize(
    ("about", "regime"), [("other", "foi"), ("environment", "eir"), ("me", "sar"), ("", "foi")]
)
def test_what_it_is_about_points_to_a_law(nobody, about, regime):
    assert ask(by=nobody, about=about, email="nora@example.org", **QUESTION).regime == regime


def test_asking_for_ones_own_data_is_personal_from_the_start(nobody, people):
    request = ask(by=nobody, about="me", email="nora@example.org", **QUESTION)

    assert request.sensitivity == Sensitivity.PERSONAL
    dev = people["dev"]
    assert not type(request).objects.visible_to(dev).filter(pk=request.pk).exists()


def test_a_letter_counts_from_the_day_it_arrived_not_the_day_it_was_logged(amira):
    request = log(
        by=amira, channel="post", regime="foi", on=date(2026, 2, 27), address="1 High St", **QUESTION
    )

    assert request.opened_on == date(2026, 2, 27)
    event = request.events.get()
    assert (event.effective_on, time.today()) == (date(2026, 2, 27), MONDAY)


def test_nobody_can_log_a_request_as_imported(amira):
    with pytest.raises(Invalid):
        log(by=amira, channel="import", regime="foi", on=MONDAY, **QUESTION)


def test_a_helpdesk_adviser_logs_requests_and_decides_nothing(people, received):
    request = log(by=people["dev"], channel="phone", regime="foi", on=MONDAY, **QUESTION)

    assert triage.why_not(request, people["dev"]) == "Your role does not include this."


@pytest.mark.parametrize("who", ["helen", "ines", "tomas", "jo"])
def test_nobody_else_logs_requests(people, who):
    with pytest.raises(Refused):
        log(by=people[who], channel="phone", regime="foi", on=MONDAY, **QUESTION)


def test_triage_gives_it_to_an_officer_and_a_team(amira, people, received):
    housing = Team.objects.get(name="Housing")

    request = triage(received(), by=amira, regime="eir", owner=people["bill"].pk, team=housing.pk)

    assert (request.stage, request.owner, request.team) == ("searching", people["bill"], housing)
    said = request.events.order_by("sequence").last().sentence
    assert said == "Amira Haddad decided that it falls under the Environmental Information Regulations."


def test_triage_may_make_it_personal_and_subject_access_always_is(amira, received):
    named = triage(received(), by=amira, regime="foi", sensitivity=Sensitivity.PERSONAL)
    own_data = triage(received(), by=amira, regime="sar", sensitivity=Sensitivity.ORDINARY)

    assert named.sensitivity == own_data.sensitivity == Sensitivity.PERSONAL


def test_reclassifying_keeps_the_day_of_receipt(amira, searching):
    request = searching("foi")

    with time.pretend(date(2026, 3, 10)):
        moved = reclassify(request, by=amira, regime="sar", reason="You asked about yourself.")

    assert (moved.opened_on, moved.regime, moved.sensitivity) == (MONDAY, "sar", Sensitivity.PERSONAL)
    assert moved.due_on == date(2026, 4, 2)
    assert moved.stage == "searching"


def test_a_request_is_not_moved_to_the_law_it_is_under(amira, searching):
    with pytest.raises(Invalid):
        reclassify(searching("foi"), by=amira, regime="foi", reason="No reason.")

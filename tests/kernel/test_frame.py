"""Every change to a record goes through one frame."""

from datetime import date

import pytest

from guildhall.kernel import time
from guildhall.kernel.actions import Invalid, Refused, Stale
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.records import Record, title_from
from guildhall.services.requests import actions
from guildhall.services.requests.models import InformationRequest

FRIDAY = date(2026, 6, 12)


@pytest.fixture
def request_for_gritting(cast):
    with time.pretend(FRIDAY):
        return actions.ask(
            by=SYSTEM, wanted="Which roads were gritted?", name="Jo Castle", email="jo.castle@example.org"
        )


def test_an_asked_request_has_a_reference_a_clock_and_a_first_sentence(request_for_gritting):
    assert request_for_gritting.reference == "IR-2026-00001"
    assert request_for_gritting.due_on == date(2026, 7, 14)
    assert [event.sentence for event in request_for_gritting.events.all()] == [
        "Jo Castle asked for information."
    ]


def test_references_count_up_within_a_year(request_for_gritting):
    with time.pretend(FRIDAY):
        second = actions.ask(by=SYSTEM, wanted="Salt bought", name="Sam Quill", email="sam.quill@example.org")
    with time.pretend(date(2027, 1, 4)):
        next_year = actions.ask(
            by=SYSTEM, wanted="Salt bought", name="Sam Quill", email="sam.quill@example.org"
        )

    assert (second.reference, next_year.reference) == ("IR-2026-00002", "IR-2027-00001")


def test_an_action_needs_a_role_that_includes_it(request_for_gritting, cast):
    with pytest.raises(Refused, match="Your role does not include this"):
        actions.triage(request_for_gritting, by=cast["tomas"], regime="foi")


def test_an_action_is_refused_at_the_wrong_stage_with_a_sentence(request_for_gritting, cast):
    actions.triage(request_for_gritting, by=cast["amira"], regime="foi")

    with pytest.raises(Refused, match="It is being answered"):
        actions.triage(request_for_gritting, by=cast["amira"], regime="eir")


def test_a_form_with_errors_changes_nothing(request_for_gritting, cast):
    with pytest.raises(Invalid) as refusal:
        actions.triage(request_for_gritting, by=cast["amira"], regime="magna carta")

    unchanged = InformationRequest.objects.get(pk=request_for_gritting.pk)
    assert "regime" in refusal.value.form.errors
    assert (unchanged.stage, unchanged.version, unchanged.events.count()) == ("received", 1, 1)


def test_a_form_posted_twice_is_done_once(cast):
    wanted = {"wanted": "Parking income", "name": "Jo Castle", "email": "jo.castle@example.org"}

    first = actions.ask.perform(by=SYSTEM, data=wanted, submission="one-time-key")
    again = actions.ask.perform(by=SYSTEM, data=wanted, submission="one-time-key")

    assert again == first
    assert Record.objects.count() == 1


def test_a_form_shown_before_somebody_else_acted_is_stale(request_for_gritting, cast):
    shown = request_for_gritting.version
    actions.triage(request_for_gritting, by=cast["amira"], regime="foi")

    with pytest.raises(Stale, match="Somebody changed this while you were writing: Amira Haddad"):
        actions.triage.perform(request_for_gritting, by=cast["bill"], data={"regime": "eir"}, version=shown)


def test_the_event_says_what_changed_from_what_to_what(request_for_gritting, cast):
    triaged = actions.triage(request_for_gritting, by=cast["amira"], regime="eir")

    assert triaged.events.latest("sequence").changes["regime"] == ["foi", "eir"]


def test_paper_logged_on_monday_counts_from_the_friday_it_arrived(cast):
    with time.pretend(date(2026, 6, 15)):
        logged = actions.log(
            by=cast["amira"],
            wanted="Ward boundaries",
            name="Jo Castle",
            channel="post",
            address="1 Sea Road",
            regime="foi",
            on=FRIDAY,
        )

    assert logged.opened_on == FRIDAY
    assert logged.events.get().effective_on == FRIDAY
    assert logged.events.get().recorded_at.date() == date(2026, 6, 15)


def test_nobody_acts_without_saying_who(request_for_gritting):
    with pytest.raises(Refused):
        actions.triage(request_for_gritting, by=None, regime="foi")


def test_a_day_the_law_did_not_know_is_an_error_beside_the_date(cast):
    with pytest.raises(Invalid) as refusal:
        actions.log(
            by=cast["amira"],
            wanted="Minutes",
            name="Jo Castle",
            channel="post",
            address="1 Sea Road",
            regime="foi",
            on=date(1999, 1, 4),
        )

    assert list(refusal.value.form.errors) == ["on"]
    assert not Record.objects.exists()


def test_the_databases_own_constraints_speak_as_errors_of_the_form(request_for_gritting, cast):
    """A closing day before the day of arrival is caught by the database, whatever the form let through."""
    with (
        time.pretend(date(2026, 6, 11)),
        pytest.raises(Invalid, match="It cannot be closed before the day it arrived"),
    ):
        actions.answer(request_for_gritting, by=cast["amira"], outcome="granted", answer="Here it is.")

    assert InformationRequest.objects.get().is_open


def test_a_title_ends_with_a_whole_word():
    assert title_from("Every  road\ngritted") == "Every road gritted"
    assert title_from("gritted roads " * 20).endswith("gritted roads…")
    assert title_from("https://example.org/" + "x" * 200).endswith("x…")

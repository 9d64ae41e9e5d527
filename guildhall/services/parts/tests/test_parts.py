"""A team is asked for its part: the question, never who asked, and by a day of its own."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from guildhall.kernel import time
from guildhall.kernel.actions import Invalid, Refused
from guildhall.kernel.delivery import sweep_outbox
from guildhall.kernel.measures import measure
from guildhall.kernel.periods import Period
from guildhall.kernel.records import Record, Sensitivity, Team
from guildhall.kernel.services import action, service
from guildhall.services.parts.actions import answer_part, ask, call_off, chase, return_to_sender
from guildhall.services.parts.clocks import days_until
from guildhall.services.parts.models import Part
from guildhall.services.parts.tests.conftest import MONDAY


def test_a_team_has_ten_working_days(request_of, part_of):
    part = part_of(request_of())

    assert (part.stage, part.team.name, part.days, part.due_on) == ("asked", "Parking", 10, date(2026, 3, 16))
    assert part.events.get().sentence == "Amira Haddad asked Parking."


def test_a_team_is_done_a_working_day_before_the_answer_is_due(request_of, part_of):
    request = request_of()
    assert request.due_on == date(2026, 3, 31)

    part = part_of(request, on=date(2026, 3, 25))

    assert (part.days, part.due_on) == (3, date(2026, 3, 30))


@pytest.mark.parametrize(
    ("asked", "answer_due", "days"),
    [
        (MONDAY, None, 10),
        (MONDAY, date(2026, 3, 4), 1),
        (MONDAY, date(2026, 3, 3), 1),
        (MONDAY, date(2026, 2, 2), 1),
        (date(2026, 4, 2), date(2026, 4, 9), 2),  # Good Friday, a weekend and Easter Monday lie between
    ],
)
def test_a_team_has_at_least_a_day(asked, answer_due, days):
    assert days_until(asked, answer_due) == days


def test_several_teams_are_asked_at_once(people, request_of):
    teams = [Team.objects.get(name=name).pk for name in ("Housing", "Parking")]

    request = action("requests", "ask_team")(
        request_of(), by=people["amira"], teams=teams, question="How many fines?"
    )

    parts = Part.objects.filter(links__target=request).order_by("team__name")
    assert [part.team.name for part in parts] == ["Housing", "Parking"]
    said = request.events.order_by("sequence").last().sentence
    assert said == "Amira Haddad asked Housing and Parking for their part."


def test_a_team_never_learns_who_asked(request_of, part_of):
    """Privacy by construction: the part has nowhere to keep a name, and refers to nobody."""
    part = part_of(request_of())

    told = [str(getattr(part, field.attname)) for field in part._meta.concrete_fields]
    told += [str(event.words) for event in part.events.all()]
    told += [entry.title + entry.text for entry in part.search_entries.all()]
    assert not [words for words in told if "Nora" in words or "Bell" in words or "example.org" in words]
    assert not part.involvements.exists()


@pytest.mark.parametrize("question", ["Nora Bell wants to know", "Ask nora@example.org"])
def test_an_officer_who_names_the_requester_is_stopped(people, request_of, question):
    parking = Team.objects.get(name="Parking")

    with pytest.raises(Invalid, match="Take the requester’s name out"):
        action("requests", "ask_team")(
            request_of(), by=people["amira"], teams=[parking.pk], question=question
        )


def test_somebodys_own_data_is_found_by_their_name(people, request_of):
    parking = Team.objects.get(name="Parking")

    request = action("requests", "ask_team")(
        request_of("sar"), by=people["amira"], teams=[parking.pk], question="All about Nora Bell"
    )

    assert request.backlinks.get().source.sensitivity == Sensitivity.PERSONAL


def test_only_the_team_and_the_officers_see_a_part(people, request_of, part_of):
    part = part_of(request_of())
    seen_by = [name for name, user in people.items() if Record.objects.visible_to(user).filter(pk=part.pk)]

    assert {"tomas", "amira", "bill", "rowan", "helen", "ines"} <= set(seen_by)
    assert not {"grace", "dev", "jo", "sam"} & set(seen_by)


def test_the_team_does_not_see_the_request(people, request_of, part_of):
    request = request_of()
    part_of(request)

    assert not Record.objects.visible_to(people["tomas"]).filter(pk=request.pk).exists()


def test_a_part_is_read_by_no_more_people_than_its_request(people, request_of, part_of):
    request = request_of()
    part = part_of(request)
    action("requests", "raise_sensitivity")(
        request, by=people["amira"], sensitivity=Sensitivity.RESTRICTED, reason="A child is named."
    )

    sweep_outbox()

    part.refresh_from_db()
    assert part.sensitivity == Sensitivity.RESTRICTED
    assert part.events.last().sentence == "Guildhall made it restricted: IR-2026-00001 is restricted."
    assert not Record.objects.visible_to(people["tomas"]).exists()


def test_a_part_of_what_turns_out_to_be_somebodys_own_data_is_personal(people, request_of, part_of):
    request = request_of()
    part = part_of(request)
    action("requests", "reclassify")(request, by=people["amira"], regime="sar", reason="It is about her.")

    sweep_outbox()

    part.refresh_from_db()
    assert part.sensitivity == Sensitivity.PERSONAL


def test_a_team_gives_its_part_and_the_request_hears_it(people, request_of, part_of):
    request = request_of()
    part = part_of(request)

    given = answer_part(part, by=people["tomas"], answer="412")
    sweep_outbox()

    assert (given.stage, given.answer, given.in_time) == ("answered", "412", True)
    heard = request.events.order_by("sequence").last()
    assert (heard.action, heard.sentence) == ("part_given", "PT-2026-00001: Tomas Lind gave Parking’s part.")


def test_what_a_team_found_is_a_working_paper_of_the_request(people, request_of, part_of):
    """The officer decides what of it is given out; the requester sees nothing of it before."""
    request = request_of()
    part = part_of(request)
    found = SimpleUploadedFile("fines.csv", b"Albert Road,412", "text/csv")

    answer_part.perform(part, by=people["tomas"], data={"answer": "See the file."}, files={"file": found})
    sweep_outbox()

    ours, theirs = request.documents.get(), part.documents.get()
    assert (ours.name, ours.kind, ours.sha256) == ("fines.csv", "working", theirs.sha256)


def test_another_team_does_not_answer_for_parking(people, request_of, part_of):
    part = part_of(request_of())

    with pytest.raises(Refused):
        answer_part(part, by=people["grace"], answer="412")


def test_what_is_not_theirs_goes_back_with_a_reason(people, request_of, part_of):
    request = request_of()
    part = part_of(request)
    with pytest.raises(Invalid, match="reason"):
        return_to_sender(part, by=people["tomas"])

    returned = return_to_sender(part, by=people["tomas"], reason="Highways hold it.")
    sweep_outbox()

    assert (returned.stage, returned.returned_because) == ("returned", "Highways hold it.")
    assert request.events.order_by("sequence").last().action == "part_returned"


def test_an_officer_reminds_a_team(people, request_of, part_of):
    part = part_of(request_of())

    part = chase(chase(part, by=people["amira"]), by=people["amira"])

    assert part.chased == 2
    assert part.events.order_by("sequence").last().sentence == "Amira Haddad reminded Parking."
    assert chase.why_not(part, people["tomas"]) == "Your role does not include this."


def test_a_part_is_asked_from_a_request_and_not_by_itself(people):
    assert ask.why_not(None, people["amira"]) == "Your role does not include this."


def test_a_part_gets_a_new_date_when_the_answer_does(people, request_of, part_of):
    request = request_of()
    part = part_of(request, on=date(2026, 3, 25))

    with time.pretend(date(2026, 3, 26)):
        action("requests", "extend")(request, by=people["amira"], exemptions=["s.43(2)"], reason="Prices.")
        sweep_outbox()

    part.refresh_from_db()
    assert (part.days, part.due_on) == (10, date(2026, 4, 10))
    said = part.events.order_by("sequence").last().sentence
    assert said == "The team has 10 working days in all, because the answer’s own date moved."


def test_a_part_keeps_its_date_when_nothing_changes_for_it(people, request_of, part_of):
    request = request_of()
    part = part_of(request)

    action("requests", "ask_to_clarify")(request, by=people["amira"], question="Which year?")
    sweep_outbox()

    part.refresh_from_db()
    assert part.event_count == 1


def test_an_open_part_is_called_off_when_the_request_ends(people, request_of, part_of):
    request = request_of()
    given, open_part = part_of(request), part_of(request, team="Housing")
    answer_part(given, by=people["tomas"], answer="412")

    action("requests", "answer")(request, by=people["amira"], outcome="granted", answer="412.")
    sweep_outbox()

    stages = dict(Part.objects.values_list("reference", "stage"))
    assert stages == {given.reference: "answered", open_part.reference: "called_off"}


def test_an_officer_calls_a_part_off(people, request_of, part_of):
    assert call_off(part_of(request_of()), by=people["amira"]).stage == "called_off"


@pytest.mark.parametrize("days", [0, 11])
def test_the_database_holds_the_promise(request_of, part_of, days):
    part = part_of(request_of())

    with pytest.raises(IntegrityError), transaction.atomic():
        Part.objects.filter(pk=part.pk).update(days=days)


def test_a_late_part_is_a_finding(people, request_of, part_of):
    part = part_of(request_of())
    duty = service("parts").duties["given_in_time"]

    assert not duty.broken(people["ines"], date(2026, 3, 16)).exists()
    assert list(duty.broken(people["ines"], date(2026, 3, 17))) == [part]


def test_the_figures_leave_out_what_was_called_off(people, request_of, part_of):
    request = request_of()
    prompt, late, needless = (part_of(request) for _ in range(3))
    answer_part(prompt, by=people["tomas"], answer="412")
    call_off(needless, by=people["amira"])
    with time.pretend(date(2026, 3, 17)):
        answer_part(late, by=people["tomas"], answer="412")

    year = Period.year(2025)
    assert measure("parts.asked").value(year) == 3
    assert measure("parts.in_time").value(year) == 50

"""A letter is wanted in another format: large print, Braille, audio, easy read, another language."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from guildhall.kernel import time
from guildhall.kernel.actions import Invalid, Refused
from guildhall.kernel.gates import Actor
from guildhall.kernel.measures import measure
from guildhall.kernel.periods import Period
from guildhall.kernel.records import Record, Sensitivity
from guildhall.kernel.services import action, service
from guildhall.services.formats.actions import ask, cannot, send
from guildhall.services.formats.models import FormatRequest

MONDAY = date(2026, 3, 2)


@pytest.fixture
def people(cast):
    with time.pretend(MONDAY):
        yield cast


@pytest.fixture
def request_with_letter(people):
    return action("requests", "log")(
        by=people["amira"],
        on=MONDAY,
        regime="foi",
        wanted="How many fines were given in Albert Road?",
        name="Nora Bell",
        email="nora@example.org",
        channel="email",
    )


@pytest.fixture
def nora(request_with_letter):
    party = request_with_letter.involvements.get().party
    return Actor("party", party.pk, party.name)


def test_the_recipient_asks_through_their_link(nora, request_with_letter):
    wanted = ask(by=nora, about=request_with_letter.reference, letter="acknowledgement", wants="large_print")

    assert (wanted.stage, wanted.due_on) == ("asked", date(2026, 3, 16))
    assert (wanted.recipient, wanted.sensitivity) == ("Nora Bell", Sensitivity.PERSONAL)
    assert wanted.links.get().target.reference == request_with_letter.reference
    said = wanted.events.get().sentence
    assert said == "Nora Bell asked for a letter about IR-2026-00001 as large print."


def test_a_subject_says_nothing_of_how_somebody_reads(people, nora, request_with_letter):
    wanted = ask(by=nora, about=request_with_letter.reference, wants="braille")
    cannot(wanted, by=people["amira"], reason="Our printer cannot. We can read it to you.")

    subjects = [letter.subject.lower() for letter in wanted.letters.all()]
    assert len(subjects) == 2
    assert not any("braille" in subject for subject in subjects)


def test_staff_ask_for_somebody_who_rang(people, request_with_letter):
    wanted = ask(by=people["amira"], about=request_with_letter.reference, wants="language", language="Welsh")

    assert wanted.title == "Welsh of a letter about IR-2026-00001"
    assert wanted.involvements.get().role == "recipient"


def test_a_translation_names_its_language(nora, request_with_letter):
    with pytest.raises(Invalid, match="Enter the language"):
        ask(by=nora, about=request_with_letter.reference, wants="language")


def test_the_database_wants_the_language_too(nora, request_with_letter):
    wanted = ask(by=nora, about=request_with_letter.reference, wants="audio")

    with pytest.raises(IntegrityError), transaction.atomic():
        FormatRequest.objects.filter(pk=wanted.pk).update(wants="language")


def test_a_reference_nobody_has_is_told_in_its_own_words(people):
    with pytest.raises(Invalid, match="No record has the reference “IR-1999-1”"):
        ask(by=people["amira"], about="IR-1999-1", wants="audio")


def test_it_is_sent_in_time(people, nora, request_with_letter):
    wanted = ask(by=nora, about=request_with_letter.reference, wants="braille")

    sent = send(wanted, by=people["amira"], how="By post.")

    assert (sent.stage, sent.in_time) == ("sent", True)
    assert sent.events.order_by("sequence").last().sentence == "Amira Haddad sent it. By post."


def test_what_cannot_be_done_has_a_reason_and_an_offer(people, nora, request_with_letter):
    wanted = ask(by=nora, about=request_with_letter.reference, wants="easy_read")
    with pytest.raises(Invalid, match="reason"):
        cannot(wanted, by=people["amira"])

    refused = cannot(wanted, by=people["amira"], reason="It is a table; we will read it to you.")

    assert refused.cannot_because == "It is a table; we will read it to you."


def test_a_stranger_asks_for_nothing(people, request_with_letter):
    for name in ("jo", "helen"):
        with pytest.raises(Refused):
            ask(by=people[name], about=request_with_letter.reference, wants="audio")


def test_what_somebody_cannot_read_is_personal(people, nora, request_with_letter):
    wanted = ask(by=nora, about=request_with_letter.reference, wants="braille")

    assert not Record.objects.visible_to(people["priya"]).filter(pk=wanted.pk).exists()
    assert Record.objects.visible_to(people["amira"]).filter(pk=wanted.pk).exists()


def test_a_late_letter_is_a_finding_and_counts_against_us(people, nora, request_with_letter):
    wanted = ask(by=nora, about=request_with_letter.reference, wants="braille")
    duty = service("formats").duties["sent_in_time"]
    assert list(duty.broken(people["ines"], date(2026, 3, 17))) == [wanted]

    with time.pretend(date(2026, 3, 17)):
        send(wanted, by=people["amira"])

    year = Period.year(2025)
    assert (measure("formats.asked").value(year), measure("formats.in_time").value(year)) == (1, 0)


def test_an_adviser_takes_it_by_telephone_and_finds_it_again(people, request_with_letter):
    """Dev reads ordinary requests only; what he took by telephone he can tell the caller about."""
    wanted = ask(by=people["dev"], about=request_with_letter.reference, wants="large_print")

    assert wanted.recipient == "Nora Bell"
    assert FormatRequest.objects.visible_to(people["dev"]).get() == wanted
    assert send.why_not(wanted, people["dev"]) == "Your role does not include this."

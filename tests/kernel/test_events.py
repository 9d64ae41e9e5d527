"""The history of a record cannot be changed, cut or forged without it showing."""

from datetime import date

import pytest

from guildhall.kernel import events, time
from guildhall.kernel.events import Event
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.records import Record
from guildhall.services.requests import actions


@pytest.fixture
def answered(cast):
    with time.pretend(date(2026, 6, 12)):
        request = actions.ask(
            by=SYSTEM, wanted="Gritting routes", name="Jo Castle", email="jo.castle@example.org"
        )
        return actions.triage(request, by=cast["amira"], regime="foi")


def flaws():
    return [flaw.sentence for flaw in events.flaws(Record.objects.all())]


def test_an_untouched_chain_has_no_flaw(answered):
    assert flaws() == []


def test_a_changed_date_shows(answered):
    Event.objects.filter(sequence=1).update(effective_on=date(2026, 6, 1))

    assert flaws() == ["event 1 (ask) has been changed"]


def test_changed_words_show(answered):
    event = Event.objects.get(sequence=2)
    Event.objects.filter(pk=event.pk).update(words={**event.words, "sentence": "Nothing happened."})

    assert flaws() == ["event 2 (triage) says other words than it did"]


def test_words_taken_away_without_a_disposal_show(answered):
    Event.objects.filter(sequence=2).update(words={}, salts={})

    assert flaws() == ["event 2 (triage) has lost words that no disposal took"]


def test_a_deleted_tail_shows(answered):
    Event.objects.filter(sequence=2).delete()

    assert flaws() == ["the record counts 2 events and 1 are there"]


def test_a_deleted_first_page_shows(answered):
    Event.objects.filter(sequence=1).delete()

    assert "event 1 is missing" in flaws()


def test_a_blanked_event_still_verifies_and_says_nothing(answered):
    event = Event.objects.get(sequence=1)
    event.blank(date(2029, 7, 1))
    event.save()

    assert flaws() == []
    assert "Jo Castle" not in str(Event.objects.filter(sequence=1).values().get())


def test_the_same_words_never_have_the_same_digest_twice(answered):
    with time.pretend(date(2026, 6, 12)):
        other = actions.ask(
            by=SYSTEM, wanted="Gritting routes", name="Jo Castle", email="jo.castle@example.org"
        )

    first, second = (
        Event.objects.get(record=answered, sequence=1),
        Event.objects.get(record=other, sequence=1),
    )
    assert first.words == second.words
    assert first.digests["sentence"] != second.digests["sentence"]

"""What the public may read: every answer, unless there is a reason; never who asked."""

from datetime import date

import pytest
from django.core.files.base import ContentFile

from guildhall.commons.documents.keeping import keep
from guildhall.commons.documents.models import Document
from guildhall.kernel import time
from guildhall.kernel.actions import Invalid, Refused
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.records import Sensitivity
from guildhall.kernel.services import service
from guildhall.services.requests.actions import (
    answer,
    decide_not_to_publish,
    publish,
    refuse,
    unpublish,
)
from guildhall.services.requests.models import InformationRequest
from guildhall.services.requests.tests.conftest import MONDAY

ENTRY = {"public_title": "Fines in Albert Road", "public_answer": "412 fines."}


@pytest.fixture
def answered(amira, searching):
    return lambda regime="foi", **said: answer(
        searching(regime, **said), by=amira, outcome="granted", answer="412 fines."
    )


def test_an_answer_is_published_from_today(amira, answered):
    published = publish(answered(), by=amira, **ENTRY)

    assert published.published_on == MONDAY
    assert list(InformationRequest.objects.published(MONDAY)) == [published]


def test_an_answer_may_wait_for_its_day(amira, answered):
    publish(answered(), by=amira, **ENTRY, appears_on=date(2026, 3, 9))

    assert not InformationRequest.objects.published(date(2026, 3, 8)).exists()
    assert InformationRequest.objects.published(date(2026, 3, 9)).exists()


def test_nothing_appears_in_the_past(amira, answered):
    with pytest.raises(Invalid, match="today or in the future"):
        publish(answered(), by=amira, **ENTRY, appears_on=date(2026, 3, 1))


@pytest.mark.parametrize("words", ["As Ms Bell asked", "Dear Nora,", "write to nora.bell@example.org"])
def test_the_requester_is_not_named(amira, answered, words):
    with pytest.raises(Invalid, match="This names the requester"):
        publish(answered(), by=amira, public_title="Fines", public_answer=words)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("nora bell", "As Nora asked"),
        ("Nora Bell", "MS BELL ASKED"),
        ("nora bell", "as nora bell asked"),
        ("Bo Li", "Thank you, Bo  Li."),
    ],
)
def test_the_requester_is_not_named_however_the_name_is_written(amira, answered, typed, words):
    with pytest.raises(Invalid, match="This names the requester"):
        publish(answered(name=typed), by=amira, public_title="Fines", public_answer=words)


def test_the_name_of_a_document_does_not_name_the_requester(amira, answered):
    request = answered()
    keep(request, ContentFile(b"412 fines", name="Reply to Nora Bell.txt"), Document.Kind.RELEASED)
    request.now_saved()

    with pytest.raises(Invalid, match="which names the requester: decide not to publish it"):
        publish(request, by=amira, **ENTRY)
    assert publish(request, by=amira, **ENTRY, name_is_public=True).published_on


def test_words_that_only_look_like_a_name_are_let_through(amira, answered):
    assert publish(answered(), by=amira, public_title="Church bell", public_answer="It rings.").published_on


def test_an_organisation_may_be_named(amira, answered):
    request = answered(name="Southsea Cyclists")

    published = publish(
        request,
        by=amira,
        public_title="Asked by Southsea Cyclists",
        public_answer="412.",
        name_is_public=True,
    )

    assert published.public_title == "Asked by Southsea Cyclists"


def test_the_form_starts_with_what_was_said(amira, searching, answered):
    assert publish.form(answered()).initial["public_answer"] == "412 fines."
    refused = refuse(searching(), by=amira, exemptions=["s.41"], reasons="It was given in confidence.")
    assert publish.form(refused).initial["public_answer"] == "It was given in confidence."


def test_somebodys_own_data_is_never_published(amira, answered):
    request = answered("sar")

    for verb in (publish, decide_not_to_publish):
        assert verb.why_not(request, amira) == "Somebody’s own data is never published."


def test_what_is_restricted_is_never_published(amira, answered):
    restrict = service("requests").actions["raise_sensitivity"]
    reason = {"sensitivity": Sensitivity.RESTRICTED, "reason": "A child could be guessed."}
    published = publish(answered(), by=amira, **ENTRY)

    with pytest.raises(Invalid, match="Everybody can read it now"):
        restrict(published, by=amira, **reason)

    hidden = restrict(unpublish(published, by=amira, reason="A child could be guessed."), by=amira, **reason)
    assert publish.why_not(hidden, SYSTEM) == "What is restricted is never published."


def test_an_open_request_is_not_published(amira, searching):
    with pytest.raises(Refused, match="It is being answered"):
        publish(searching(), by=amira, **ENTRY)


def test_it_is_taken_down_with_a_reason_and_may_come_back(amira, answered):
    published = publish(answered(), by=amira, **ENTRY)
    assert publish.why_not(published, amira) == "It is published already."

    hidden = unpublish(published, by=amira, reason="It named a child.")

    assert (hidden.published_on, hidden.not_published_because) == (None, "It named a child.")
    assert unpublish.why_not(hidden, amira) == "It is not published."
    assert publish.form(hidden).initial["public_title"] == "Fines in Albert Road"
    assert publish(hidden, by=amira, **ENTRY).not_published_because == ""


def test_not_publishing_has_a_reason(amira, answered):
    with pytest.raises(Invalid, match="reason"):
        decide_not_to_publish(answered(), by=amira)

    kept = decide_not_to_publish(answered(), by=amira, reason="The requester could be guessed.")
    assert kept.not_published_because == "The requester could be guessed."


def test_what_is_published_stays_found_by_the_public(amira, answered):
    published = publish(answered(), by=amira, **ENTRY)

    with time.pretend(date(2026, 3, 9)):
        entry = published.search_entries.get(audience="public")

    assert entry.title == "Fines in Albert Road"
    assert "Nora" not in entry.text

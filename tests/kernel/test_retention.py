"""What the law says to forget is gone: from the record, its events, its letters, its files and the disk."""

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings as real_settings
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, models

from guildhall.commons.documents import store
from guildhall.commons.letters.models import Letter
from guildhall.commons.parties.models import ContactPoint, Party
from guildhall.demo.cast import summon
from guildhall.kernel import delivery, events, retention, time
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.records import Record, link
from guildhall.kernel.retention import FORGOTTEN, Disposal
from guildhall.kernel.search import SearchEntry
from guildhall.kernel.services import Facts, Keep, service
from guildhall.services.requests import actions

CANARY = "Zebedee Quagmire"
THREE_YEARS_ON = date(2021, 6, 20)


def lived(cast, name=CANARY):
    """A request from its asking to its answer in June 2018, with a letter, note, document and reason."""
    verbs = service("requests").actions
    with time.pretend(date(2018, 6, 1)):
        request = actions.ask(
            by=SYSTEM, wanted=f"What {name} paid", name=name, email="zq@example.org", address="9 Nowhere"
        )
        verbs["triage"](request, by=cast["amira"], regime="foi")
        verbs["note"](request, by=cast["amira"], note=f"{name} telephoned")
        file = SimpleUploadedFile(f"{name}.txt", f"written by {name}".encode())
        verbs["attach_document"].perform(
            request, by=cast["amira"], data={"kind": "received"}, files={"file": file}
        )
        request.refresh_from_db()
        return actions.withdraw(request, by=cast["amira"], why=f"{name} moved away")


@pytest.fixture
def request_of_2018(cast):
    return lived(cast)


@pytest.mark.django_db
def test_nothing_is_forgotten_before_its_day(request_of_2018):
    assert retention.dispose(date(2021, 5, 31)) == 0
    assert request_of_2018.dispose_on == date(2021, 6, 1)
    assert retention.dispose(date(2021, 6, 1)) == 1


@pytest.mark.django_db
def test_what_is_on_legal_hold_is_kept(request_of_2018, cast):
    service("requests").actions["hold"](request_of_2018, by=cast["amira"], reason="The Commissioner asks")

    assert retention.dispose(THREE_YEARS_ON) == 0
    request_of_2018.refresh_from_db()
    assert request_of_2018.requester == CANARY


@pytest.mark.django_db
@pytest.mark.parametrize("held_end", [0, 1])
def test_a_legal_hold_reaches_what_is_linked_to_the_record(cast, held_end):
    linked = [lived(cast), lived(cast)]
    verbs = service("requests").actions
    link(*linked, "relates_to")
    verbs["hold"](linked[held_end], by=cast["amira"], reason="The Commissioner asks")

    assert retention.dispose(THREE_YEARS_ON) == 0
    verbs["release"](linked[held_end], by=cast["amira"], reason="She has decided")
    assert retention.dispose(THREE_YEARS_ON) == 2


@pytest.mark.django_db
def test_the_person_is_gone_and_the_chain_still_verifies(request_of_2018):
    retention.dispose(THREE_YEARS_ON)

    request_of_2018.refresh_from_db()
    assert (request_of_2018.title, request_of_2018.requester) == (FORGOTTEN, FORGOTTEN)
    assert not Party.objects.exists()
    assert not ContactPoint.objects.exists()
    assert not SearchEntry.objects.exists()
    assert not Letter.objects.exclude(markdown="", to_name="", to_address="").exists()
    assert all(CANARY not in str(event.words) for event in request_of_2018.events.all())
    assert list(events.flaws(Record.objects.all())) == []


@pytest.mark.django_db
def test_what_was_published_and_taken_down_again_is_forgotten_too(cast):
    with time.pretend(date(2018, 6, 1)):
        request = actions.ask(by=SYSTEM, wanted="What was paid", name="Jo Castle", email="jo@example.org")
        request = actions.answer(request, by=cast["amira"], outcome="granted", answer=f"{CANARY} was paid")
        request = actions.publish(
            request, by=cast["amira"], public_title=CANARY, summary=CANARY, public_answer=f"{CANARY} was paid"
        )
        actions.unpublish(request, by=cast["amira"], reason=f"It named {CANARY}.")

    retention.dispose(THREE_YEARS_ON)

    request.refresh_from_db()
    assert all(CANARY not in str(value) for value in vars(request).values())


@pytest.mark.django_db
def test_a_certificate_says_that_it_was_and_why_it_went(request_of_2018):
    retention.dispose(THREE_YEARS_ON)

    certificate = Disposal.objects.get()
    request_of_2018.refresh_from_db()
    assert certificate.reference == request_of_2018.reference
    assert certificate.rule == "kept for 3 years after it was closed"
    assert certificate.counts["documents"] == 1
    assert certificate.digest == request_of_2018.event_head
    assert CANARY not in str(certificate.__dict__)
    assert "kept for 3 years" in request_of_2018.events.last().sentence


@pytest.mark.django_db
def test_a_party_with_another_record_stays(request_of_2018):
    actions.ask(by=SYSTEM, wanted="Allotments", name=CANARY, email="zq@example.org", address="")

    retention.dispose(THREE_YEARS_ON)

    assert Party.objects.get().name == CANARY


@pytest.mark.django_db
def test_forgetting_twice_changes_nothing(request_of_2018):
    assert retention.dispose(THREE_YEARS_ON) == 1
    assert retention.dispose(THREE_YEARS_ON) == 0


@pytest.mark.django_db
def test_what_has_been_forgotten_can_have_nothing_done_to_it(request_of_2018, cast):
    retention.dispose(THREE_YEARS_ON)
    request_of_2018.refresh_from_db()

    why_not = service("requests").actions["note"].why_not(request_of_2018, cast["amira"])

    assert why_not == "Its time was up: what it said has been forgotten."


@pytest.mark.django_db
def test_facts_are_forgotten_by_their_own_rule(request_of_2018, monkeypatch):
    keeps = Keep(years=1, after="added_at__date", blanks=("name",))
    facts = Facts(model=request_of_2018.documents.model, keeps=keeps, visible_to=lambda user: models.Q())
    monkeypatch.setattr(service("formats"), "facts", (facts,))

    assert retention.dispose(date(2019, 6, 2)) == 1
    assert retention.dispose(date(2019, 6, 3)) == 0

    assert request_of_2018.documents.get().name == FORGOTTEN
    assert Disposal.objects.get().counts == {"documents.document": 1}


@pytest.mark.django_db(transaction=True)
def test_not_a_byte_is_left_on_the_disk():
    request = lived(summon())
    delivery.sweep_outbox()
    (document,) = request.documents.all()
    assert CANARY.encode() in on_disk()

    retention.forget_in_time(THREE_YEARS_ON)

    assert not default_storage.exists(store.path_of(document.sha256))
    assert CANARY.encode() not in on_disk()
    assert b"zq@example.org" not in on_disk()
    for word in (b"zebede", b"quagmir"):  # as the index of words holds them
        assert word not in on_disk()


def on_disk():
    """Every byte the installation keeps: the database's files, and those of documents."""
    if connection.vendor == "postgresql":
        pytest.skip("PostgreSQL's files are its server's; its vacuum is asked to free them")
    connection.close()
    database = Path(connection.settings_dict["NAME"])
    files = [*database.parent.glob(f"{database.name}*"), *(real_settings.DATA / "files").rglob("*")]
    return b"".join(path.read_bytes() for path in files if path.is_file())

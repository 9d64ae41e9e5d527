"""Documents are kept by content, named and typed by nobody's word, and given to whoever may have them."""

import hashlib
import re
from urllib.error import HTTPError
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from guildhall.commons.documents import store
from guildhall.commons.documents.fields import clean_name
from guildhall.commons.documents.models import Document
from guildhall.commons.parties import links
from guildhall.commons.parties.models import Party
from guildhall.demo.cast import summon
from guildhall.kernel import time
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.records import Record
from guildhall.kernel.verify import verify
from guildhall.services.requests import actions

PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n%%EOF\n"


@pytest.fixture
def record(cast):
    return actions.ask(by=SYSTEM, wanted="Gritting routes", name="Jo Castle", email="jo.castle@example.org")


@pytest.fixture
def desk(client, settings, cast):
    """A browser in which Amira sits at her desk."""
    settings.DEMONSTRATION = True
    client.force_login(cast["amira"])
    return client


def status_of(client, address):
    """What a download answers; its content is read, so that its file is closed."""
    answer = client.get(address)
    list(answer)
    return answer.status_code


def attach(record, by, content=PDF, name="routes.pdf", kind="working"):
    verb = record.declaration.actions["attach_document"]
    verb.perform(record, by=by, data={"kind": kind}, files={"file": SimpleUploadedFile(name, content)})
    return Document.objects.latest("pk")


@pytest.mark.django_db
def test_the_same_content_lies_in_the_store_once(record, cast):
    first, second = attach(record, cast["amira"]), attach(record, cast["amira"], name="again.pdf")

    assert first.sha256 == second.sha256 == hashlib.sha256(PDF).hexdigest()
    assert default_storage.exists(store.path_of(first.sha256))
    assert default_storage.listdir("/".join(store.path_of(first.sha256).split("/")[:2]))[1] == [first.sha256]


@pytest.mark.django_db
def test_content_that_is_gone_or_was_changed_is_a_flaw(record, cast):
    gone, changed = attach(record, cast["amira"]), attach(record, cast["amira"], b"412 fines")
    again = attach(record, cast["amira"], name="again.pdf")
    assert verify().flaws == []

    store.remove(gone.sha256)
    store.remove(changed.sha256)
    default_storage.save(store.path_of(changed.sha256), ContentFile(b"no fines"))

    assert {(flaw.reference, flaw.sentence) for flaw in verify().flaws} == {
        (record.reference, f"document {gone.pk} is gone from the store"),
        (record.reference, f"document {again.pk} is gone from the store"),
        (record.reference, f"document {changed.pk} is not what was kept"),
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "claimed", "found"),
    [
        (PDF, "harmless.txt", "application/pdf"),
        (b"name,amount\nJo,12\n", "figures.csv", "text/plain"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\0" * 20, "photo.pdf", "image/png"),
        (b"\x00\x01\x02\x03" * 10, "letter.txt", "application/octet-stream"),
    ],
)
def test_the_type_is_what_the_bytes_say(record, cast, content, claimed, found):
    assert attach(record, cast["amira"], content, claimed).media_type == found


@given(st.text())
def test_no_name_leaves_its_folder_or_reads_backwards(name):
    cleaned = clean_name(name)

    assert 0 < len(cleaned) <= 120
    assert not set(cleaned) & set("/\\\x00\n\r\u202e")
    assert cleaned not in {".", ".."}


@pytest.mark.django_db
def test_a_download_is_an_attachment_and_never_guessed_at(desk, record, cast):
    document = attach(record, cast["amira"], b"<script>alert(1)</script>", "page.html")

    answer = desk.get(document.get_absolute_url())

    assert answer["Content-Disposition"] == 'attachment; filename="page.html"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert b"".join(answer) == b"<script>alert(1)</script>"


@pytest.mark.django_db
def test_a_stranger_gets_what_was_given_out_on_a_published_record_and_nothing_else(client, record, cast):
    working, given_out = (
        attach(record, cast["amira"]),
        attach(record, cast["amira"], b"Released", "released.txt"),
    )
    record.declaration.actions["release_document"](record, by=cast["amira"], document=given_out.pk)
    assert status_of(client, given_out.get_absolute_url()) == 404

    Record.objects.filter(pk=record.pk).update(published_on=time.today())

    assert status_of(client, given_out.get_absolute_url()) == 200
    assert status_of(client, working.get_absolute_url()) == 404


@pytest.mark.django_db
def test_the_requester_sees_what_they_sent_and_what_they_were_given(client, record, cast):
    party = Party.objects.get(name="Jo Castle")
    track = reverse("track", args=[links.token(record.pk, party.pk)])
    sent = client.post(f"{track}send_document/", {"file": SimpleUploadedFile("map.pdf", PDF), "version": 1})
    assert sent.status_code == 303
    working = attach(record, cast["amira"], b"what we think of them", "secret.txt")

    page = client.get(track).content.decode()

    assert "map.pdf" in page
    assert "secret.txt" not in page
    theirs = Document.objects.get(name="map.pdf")
    assert status_of(client, linked(theirs, party)) == 200
    assert status_of(client, linked(working, party)) == 404


def linked(document, party):
    return reverse("linked_document", args=[links.token(document.pk, party.pk, purpose="document")])


@pytest.mark.django_db
def test_a_file_too_large_is_refused_in_words_and_nothing_else_is_lost(desk, record, settings):
    settings.UPLOAD_LIMIT = 1000
    address = f"{record.get_absolute_url()}attach_document/"

    answer = desk.post(
        address,
        {"file": SimpleUploadedFile("huge.pdf", PDF + b"x" * 200_000), "kind": "working", "shown-version": 1},
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "The file must be smaller than 1000" in page
    assert "“huge.pdf” is 195.4" in page
    assert 'value="working" checked' in page
    assert Document.objects.count() == 0


@pytest.mark.django_db
def test_what_is_beyond_the_limit_is_read_and_not_kept(rf, settings):
    settings.UPLOAD_LIMIT = 1000
    request = rf.post("/", {"file": SimpleUploadedFile("huge.bin", b"x" * 300_000)})

    with request.FILES["file"] as file:
        assert file.size == 300_000
        assert len(file.read()) == 1001


@pytest.mark.django_db(transaction=True)
def test_forgetting_removes_the_content_unless_another_record_holds_it(record, cast):
    from guildhall.commons.documents.keeping import forget_documents

    other = actions.ask(by=SYSTEM, wanted="Allotments", name="Sam Quill", email="sam@example.org")
    shared, own = attach(record, cast["amira"]), attach(record, cast["amira"], b"only here", "own.txt")
    attach(other, cast["amira"])

    forget_documents([record.pk], time.today())

    assert default_storage.exists(store.path_of(shared.sha256))
    assert not default_storage.exists(store.path_of(own.sha256))
    own.refresh_from_db()
    assert (own.name, own.sha256) == ("", hashlib.sha256(b"only here").hexdigest())


@pytest.mark.django_db(transaction=True)
def test_fifty_megabytes_come_back_with_a_sentence_and_no_broken_connection(live_server):
    summon()
    record = actions.ask(
        by=SYSTEM, wanted="Gritting routes", name="Jo Castle", email="jo@example.org", address=""
    )
    token = links.token(record.pk, Party.objects.get(name="Jo Castle").pk)
    browser = build_opener(HTTPCookieProcessor())
    address = f"{live_server.url}{reverse('track', args=[token])}send_document/"
    with browser.open(address) as page:
        csrf = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.read().decode())[1]
    head = f'--xyz\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{csrf}\r\n--xyz\r\n'
    head += (
        'Content-Disposition: form-data; name="file"; filename="huge.mp4"\r\nContent-Type: video/mp4\r\n\r\n'
    )
    body = head.encode() + b"x" * 50 * 1024 * 1024 + b"\r\n--xyz--\r\n"

    with pytest.raises(HTTPError) as refused:
        browser.open(Request(address, body, {"Content-Type": "multipart/form-data; boundary=xyz"}))  # noqa: S310

    with refused.value as answer:
        page = answer.read().decode()
    assert answer.status == 422
    assert "The file must be smaller than 25.0\xa0MB. “huge.mp4” is 50.0\xa0MB" in page

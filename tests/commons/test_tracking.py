"""The requester follows a record by a signed link, and sees their side of it and nothing else."""

from datetime import date, timedelta

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from guildhall.commons.parties import links
from guildhall.commons.parties.models import Party
from guildhall.kernel import limits, time
from guildhall.kernel.gates import SYSTEM
from guildhall.services.requests import actions

pytestmark = pytest.mark.django_db


def ask(name="Jo Castle", email="jo.castle@example.org"):
    with time.pretend(date(2026, 6, 12)):
        return actions.ask(by=SYSTEM, wanted="Gritting routes", name=name, email=email)


@pytest.fixture
def request_of_jo(cast):
    return ask()


@pytest.fixture
def client_of_amira(cast, settings):
    """Amira at her desk; her second factor is proved elsewhere."""
    settings.DEMONSTRATION = True
    desk = Client()
    desk.force_login(cast["amira"])
    return desk


@pytest.fixture
def address(request_of_jo):
    return reverse("track", args=[links.token(request_of_jo.pk, Party.objects.get(name="Jo Castle").pk)])


def test_it_says_what_was_asked_when_it_is_due_and_why(client, address, request_of_jo):
    page = client.get(address).content.decode()

    assert "Gritting routes" in page
    assert "Tuesday 14 July 2026" in page
    assert "FOIA s.10" in page
    assert "We received your request." in page
    assert request_of_jo.letters.get().subject in page


def test_where_no_day_is_due_it_says_why(client, address, request_of_jo, client_of_amira):
    """A fee asked for and paid after its last day, as another system may have kept it: the duty is over."""
    for name, day in (("fees_notice", date(2026, 6, 15)), ("fee_received", date(2026, 12, 1))):
        request_of_jo.clock_inputs.create(name=name, effective_on=day)

    page = client.get(address).content.decode()
    desk = client_of_amira.get(request_of_jo.get_absolute_url()).content.decode()

    for told in (page, desk):
        assert "the council is no longer obliged to answer (FOIA s.9(2), s.10(2))." in told
        assert "Why there is no date" in told
    assert "No date is due." in page


def test_it_tells_nothing_of_the_inside(client, address, request_of_jo, cast):
    actions.triage(request_of_jo, by=cast["amira"], regime="foi")
    request_of_jo.declaration.actions["note"](
        request_of_jo, by=cast["amira"], note="CANARY the mayor is cross"
    )

    page = client.get(address).content.decode()

    assert "CANARY" not in page
    assert "Amira" not in page
    assert "We began to look for the information." in page


@pytest.fixture
def overtaken(address, request_of_jo, cast):
    """What Jo writes on a page that was opened before an officer wrote a note of their own."""
    shown = request_of_jo.version
    note = request_of_jo.declaration.actions["note"]
    note(request_of_jo, by=cast["amira"], note="CANARY the mayor is cross")
    return {"version": shown, "submission": "once", "why": "I found it myself"}


def test_who_was_overtaken_is_told_so_and_nothing_of_the_inside(client, address, request_of_jo, overtaken):
    page = client.post(f"{address}withdraw/", overtaken)

    said = page.content.decode()
    assert (page.status_code, "Something was done while you were writing" in said) == (409, True)
    assert "I found it myself" in said
    assert "CANARY" not in said
    assert "Amira" not in said
    version = page.context["record"].version
    assert client.post(f"{address}withdraw/", {**overtaken, "version": version}).status_code == 303


def test_who_was_overtaken_by_the_end_can_still_copy_their_words(client, address, request_of_jo, overtaken):
    actions.withdraw(request_of_jo, by=SYSTEM)

    page = client.post(f"{address}withdraw/", overtaken)

    said = page.content.decode()
    assert (page.status_code, "It is withdrawn." in said) == (409, True)
    assert "I found it myself" in said


def test_nobody_fills_the_disk_through_a_link(client, address, monkeypatch):
    monkeypatch.setattr(limits, "SEND", limits.Limit("send", 1, 3600))
    letters = [SimpleUploadedFile("letter.txt", b"Dear sir") for _ in range(2)]

    answers = [client.post(f"{address}send_document/", {"file": file}) for file in letters]

    assert [answer.status_code for answer in answers] == [303, 422]
    assert "Too much was sent from here. Send it again in" in answers[1].content.decode()


def test_withdrawing_goes_through_the_same_frame(client, address, request_of_jo):
    form = client.get(f"{address}withdraw/")
    assert form.status_code == 200
    answers = {"version": request_of_jo.version, "submission": "once"}

    done = client.post(f"{address}withdraw/", answers)
    client.post(f"{address}withdraw/", answers)

    request_of_jo.refresh_from_db()
    assert (done.status_code, request_of_jo.stage, request_of_jo.events.count()) == (303, "withdrawn", 2)
    last = request_of_jo.events.last()
    assert (last.actor_kind, last.actor_id) == ("party", Party.objects.get(name="Jo Castle").pk)


def test_what_staff_may_do_is_not_the_partys_to_do(client, address):
    assert client.get(f"{address}triage/").status_code == 404
    assert client.post(f"{address}triage/", {"regime": "eir"}).status_code == 404


def test_one_partys_link_opens_nobody_elses_record(client, address):
    other = ask("Sam Quill", "sam.quill@example.org")
    jo = Party.objects.get(name="Jo Castle")

    assert client.get(reverse("track", args=[links.token(other.pk, jo.pk)])).status_code == 404
    letter_token = links.token(other.pk, Party.objects.get(name="Sam Quill").pk, purpose="letter")
    assert client.get(reverse("track", args=[letter_token])).status_code == 404
    assert client.get(reverse("track", args=["1-1~abc~def"])).status_code == 404


@pytest.fixture
def old_address(address, monkeypatch):
    """The link as it was made two years ago, in real time."""
    made = time.real_now().timestamp() - timedelta(days=730).total_seconds()
    monkeypatch.setattr(signing.time, "time", lambda: made)
    pair = links.read(address.split("/")[2])
    old = reverse("track", args=[links.token(pair.of, pair.party_id)])
    monkeypatch.undo()
    return old


def test_a_link_that_is_too_old_offers_a_fresh_one_to_the_address_we_hold(client, old_address, request_of_jo):
    page = client.get(old_address)
    assert (page.status_code, "This link is too old" in page.content.decode()) == (410, True)
    assert "Gritting" not in page.content.decode()

    answer = client.post(f"{old_address}again/")

    letter = request_of_jo.letters.order_by("pk").last()
    assert answer.status_code == 303
    assert (letter.to_address, letter.template) == ("jo.castle@example.org", "fresh_link")


def test_a_lost_link_is_sent_when_reference_and_address_belong_together(client, request_of_jo):
    lost, reference = reverse("track_lost"), request_of_jo.reference

    right = client.post(lost, {"reference": f" {reference.lower()} ", "email": "Jo.Castle@Example.org"})
    wrong = client.post(lost, {"reference": reference, "email": "sam.quill@example.org"})

    assert (right.status_code, right.url) == (wrong.status_code, wrong.url)
    assert [letter.template for letter in request_of_jo.letters.order_by("pk")] == [
        "acknowledgement",
        "fresh_link",
    ]


def test_a_stranger_cannot_fill_a_mailbox(client, request_of_jo):
    for _ in range(6):
        client.post(
            reverse("track_lost"), {"reference": request_of_jo.reference, "email": "jo.castle@example.org"}
        )

    assert request_of_jo.letters.filter(template="fresh_link").count() == 3


def test_whoever_guesses_links_is_asked_to_wait(client, cast, monkeypatch):
    monkeypatch.setattr(limits, "TRACK", limits.Limit("track", 3, 900))
    answers = [client.get(reverse("track", args=[f"{n}-1~abc~def"])) for n in range(4)]

    assert [answer.status_code for answer in answers] == [404, 404, 404, 429]
    assert int(answers[-1]["Retry-After"]) > 0


def test_a_resident_who_signs_in_finds_their_own_and_nothing_else(client, request_of_jo, cast):
    ask("Sam Quill", "sam.quill@example.org")
    client.force_login(cast["jo"])

    page = client.get(reverse("home")).content.decode()

    assert request_of_jo.reference in page
    assert page.count("Gritting routes") == 1
    assert client.get(reverse("home_record", args=[request_of_jo.reference]), follow=True).status_code == 200
    assert client.get(reverse("home_record", args=["IR-2026-00002"])).status_code == 404
    assert client.get(f"{reverse('home')}IR%00/").status_code == 404  # no database is asked about a NUL


def test_a_strangers_home_is_the_sign_in_page(client):
    assert client.get(reverse("home")).status_code == 302


@pytest.fixture
def asked_what_is_meant(request_of_jo, cast):
    with time.pretend(date(2026, 6, 15)):
        actions.triage(request_of_jo, by=cast["amira"], regime="foi")
        actions.ask_to_clarify(request_of_jo, by=cast["amira"], question="Which winter, and which wards?")
    return request_of_jo


def test_it_speaks_to_whoever_was_asked_and_says_what_we_asked(client, address, asked_what_is_meant):
    page = client.get(address).content.decode()

    assert "We are waiting for your clarification." in page
    assert "The council asked for your clarification on" in page
    assert "the requester" not in page
    assert "Which winter, and which wards?" in page


def test_what_was_asked_of_them_is_the_first_thing_they_can_do(client, address, asked_what_is_meant):
    page = client.get(address).content.decode()
    verbs = page[page.index("What you can do now") : page.index("What you told us")]

    assert verbs.index("Make clear what is meant") < verbs.index("Send us a document")
    assert verbs.index("Make clear what is meant") < verbs.index("Withdraw the request")


def test_the_question_stands_where_they_answer_it(client, address, asked_what_is_meant):
    answering = client.get(f"{address}clarify/").content.decode()
    sending = client.get(f"{address}send_document/").content.decode()

    assert "Which winter, and which wards?" in answering
    assert "Which winter" not in sending


def test_once_they_answered_the_question_is_not_asked_again(client, address, asked_what_is_meant, cast):
    actions.clarify(asked_what_is_meant, by=cast["amira"], clarification="The last one")

    assert "What we asked you" not in client.get(address).content.decode()

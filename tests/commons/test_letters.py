"""Letters are kept as they were written, arrive once, and say what a person typed and nothing else."""

import re
from datetime import date
from html.parser import HTMLParser

import pytest
from django.core import mail
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from guildhall.commons.letters import adapters, trays
from guildhall.commons.letters.inert import CONTROLS, engine, inert
from guildhall.commons.letters.writing import as_page
from guildhall.commons.parties.models import ContactPoint, Party, contact_point, known_or_new
from guildhall.commons.parties.timelines import timeline
from guildhall.kernel import delivery, time
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.outbox import Outbox
from guildhall.kernel.records import Record
from guildhall.services.requests import actions


@pytest.fixture
def request_by_email(cast):
    with time.pretend(date(2026, 6, 12)):
        return actions.ask(by=SYSTEM, **asked(email="jo.castle@example.org"))


@pytest.fixture
def desk(client, settings):
    """A browser in which staff sign in without their second factor, as in a demonstration."""
    settings.DEMONSTRATION = True
    return client


def asked(**given):
    return {"wanted": "Gritting routes", "name": "Jo Castle", "email": "", "address": "", **given}


def words_of(html):
    """What a reader reads of a page, and the tags it has."""

    class Reader(HTMLParser):
        def __init__(self):
            super().__init__(convert_charrefs=True)
            self.said, self.tags = [], set()

        def handle_starttag(self, tag, attrs):
            self.tags.add(tag)

        def handle_data(self, data):
            self.said.append(data)

    reader = Reader()
    reader.feed(html)
    return "".join(reader.said), reader.tags


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_whatever_is_typed_is_said_and_does_nothing(typed):
    said, tags = words_of(as_page(f"{inert(typed)}\n"))

    assert said.split() == CONTROLS.sub("", typed.replace("\r", "\n")).split()
    assert tags <= {"p", "br"}


@given(st.text(alphabet="[]()<>*_#`~|\\-=+!.:& \n\tab1"))
def test_a_quotation_stays_a_quotation(typed):
    html = as_page(engine().from_string("{{ typed|quoted }}").render(context(typed=typed)))
    said, tags = words_of(html)

    assert said.split() == typed.split()
    assert tags <= {"blockquote", "p", "br"}


def context(**values):
    from django.template import Context

    return Context(values, autoescape=False)


@pytest.mark.django_db
def test_a_name_cannot_add_a_header(cast):
    request = actions.ask(by=SYSTEM, **asked(name="Jo", email="jo@example.org", wanted="Roads\nTo: owner"))

    letter = request.letters.get()

    assert "\n" not in letter.subject
    assert letter.to_address == "jo@example.org"


@pytest.mark.django_db
def test_a_letter_is_kept_as_it_was_written_and_the_outbox_knows_only_its_number(request_by_email):
    letter, row = request_by_email.letters.get(), Outbox.objects.get(kind="letter")

    assert (letter.channel, letter.state, letter.to_name) == ("email", "queued", "Jo Castle")
    assert letter.key == row.key
    assert row.payload == {"letter": letter.pk}
    assert "Jo Castle" in letter.markdown
    assert reverse("letter", args=[letter.token]).split("/")[2] in letter.html


@pytest.mark.django_db
def test_a_letter_to_somebody_without_email_is_printed_and_posted(cast, desk):
    request = actions.ask(by=SYSTEM, **asked(address="1 Jubilee Terrace\nPortsmouth"))
    letter = request.letters.get()
    assert (letter.state, list(Outbox.objects.filter(kind="letter"))) == ("to_print", [])

    desk.force_login(cast["amira"])
    page = desk.get(reverse("letters", args=["to_print"]))
    assert letter.subject in page.content.decode()
    desk.post(reverse("letter_decide", args=[letter.pk, "posted"]))

    letter.refresh_from_db()
    assert letter.state == "posted"
    assert "Amira Haddad posted the letter" in request.events.last().sentence
    assert trays.posted(letter, by=cast["bill"]) == ""


def addressed(request):
    """Where the newest letter of a request goes."""
    letter = request.letters.order_by("-pk").first()
    return letter.channel, letter.to_address


BOTH = {"email": "ada@example.org", "address": "1 Jubilee Terrace"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "told", "goes"),
    [
        ("email", {"avoid": "Her husband reads it"}, ("post", "1 Jubilee Terrace")),
        ("address", {"avoid": "She has left it"}, ("email", "ada@example.org")),
        ("address", {"preferred": True}, ("post", "1 Jubilee Terrace")),
        ("email", {"preferred": True}, ("email", "ada@example.org")),
        ("email", {"ends_on": date(2017, 1, 1)}, ("post", "1 Jubilee Terrace")),
    ],
)
def test_a_letter_goes_the_way_they_prefer_and_never_one_that_must_not_be_used(cast, kind, told, goes):
    ada = known_or_new("Ada Lowry", **BOTH)
    ada.contact_points.filter(kind=kind).update(**told)

    assert addressed(actions.ask(by=SYSTEM, **asked(name="Ada Lowry", **BOTH))) == goes


@pytest.mark.django_db
def test_what_another_system_says_must_not_be_used_is_not_used(cast):
    """It is forbidden for the person, whichever of their entries says so; and no entry lends an address."""
    ada = known_or_new("Ada Lowry", email="ada@example.org")
    other = Party.objects.create(name="Ada Lowry", created_at=time.now(), same_as=ada, source="Housing")
    forbidden = contact_point(other, "email", "ADA@example.org", avoid="She has fled from him")
    ContactPoint.objects.bulk_create([forbidden, contact_point(other, "address", "9 Refuge Lane")])

    request = actions.ask(by=SYSTEM, **asked(name="Ada Lowry", email="ada@example.org"))

    assert addressed(request) == ("none", "")
    assert request.letters.get().state == "nowhere"


@pytest.mark.django_db
def test_letters_stand_on_the_persons_line_for_whoever_sees_their_record(cast, desk):
    request = actions.ask(by=SYSTEM, **asked(name="Ada Lowry", email="ada@example.org"))
    letter = request.letters.get()
    line, _ = timeline(cast["amira"], [letter.party_id])

    assert f"By email: {letter.subject} ({request.reference}). On its way." in {
        each.sentence for each in line
    }
    Record.objects.filter(pk=request.pk).update(sensitivity=30)
    assert "Letter" not in {each.kind for each in timeline(cast["amira"], [letter.party_id])[0]}
    restricted = {each.sentence for each in timeline(cast["ines"], [letter.party_id])[0]}
    assert f"By email: restricted ({request.reference}). On its way." in restricted


@pytest.mark.django_db
def test_an_auditor_reads_letters_and_decides_nothing(cast, desk):
    request = actions.ask(by=SYSTEM, **asked(address="1 Jubilee Terrace\nPortsmouth"))
    letter = request.letters.get()
    desk.force_login(cast["ines"])

    assert desk.get(letter.get_absolute_url()).status_code == 200
    assert desk.post(reverse("letter_decide", args=[letter.pk, "posted"])).status_code == 403
    letter.refresh_from_db()
    assert letter.state == "to_print"


@pytest.mark.django_db
def test_a_letter_by_email_carries_its_key_and_both_forms(request_by_email, settings):
    settings.LETTERS = "email"
    letter = request_by_email.letters.get()

    delivery.sweep_outbox()
    delivery.sweep_outbox()

    (message,) = mail.outbox
    letter.refresh_from_db()
    assert letter.state == "sent"
    assert message.extra_headers["Message-ID"].startswith(f"<{letter.key.replace(':', '.')}@")
    assert "\\" not in message.body
    assert "<p>" in message.alternatives[0][0]


@pytest.mark.django_db
def test_a_mail_server_that_dies_in_the_middle_leaves_a_person_to_decide(
    request_by_email, settings, monkeypatch, cast, desk
):
    settings.LETTERS = "email"
    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", _dies)

    delivery.sweep_outbox()

    letter = request_by_email.letters.get()
    assert letter.state == "uncertain"
    desk.force_login(cast["amira"])
    assert letter.subject in desk.get(reverse("letters", args=["in_doubt"])).content.decode()
    monkeypatch.undo()
    settings.LETTERS = "email"
    desk.post(reverse("letter_decide", args=[letter.pk, "again"]))
    delivery.sweep_outbox()
    letter.refresh_from_db()
    assert (letter.state, len(mail.outbox)) == ("sent", 1)


def _dies(self, messages):
    raise ConnectionResetError


@pytest.mark.django_db
def test_whoever_has_the_link_can_read_the_letter_and_nobody_else(request_by_email, client):
    letter = request_by_email.letters.get()

    page = client.get(reverse("letter", args=[letter.token]))
    guessed = client.get(reverse("letter", args=[f"{letter.event_id}-1~x~y"]))

    assert letter.subject in page.content.decode()
    assert guessed.status_code == 404
    assert client.get(letter.get_absolute_url()).status_code == 302


@pytest.mark.django_db
def test_asking_for_large_print_opens_a_record_with_a_date(request_by_email, client):
    letter = request_by_email.letters.get()
    address = reverse("letter_format", args=[letter.token])
    assert client.get(address).status_code == 200
    assert client.post(address, {}).status_code == 422

    answer = client.post(address, {"wants": "large_print", "submission": "once"}, follow=True)

    wanted = request_by_email.backlinks.get().source
    assert wanted.service == "formats"
    assert wanted.reference in answer.content.decode()
    assert re.search(r"by <strong>\w+day \d", answer.content.decode())


def test_letters_for_notify_do_not_break_their_lines():
    assert adapters.for_notify("One\ntwo\n\n- three\n- four\n") == "One two\n\n- three\n- four\n"


@pytest.mark.django_db
def test_every_letter_an_action_sends_has_been_written():
    from guildhall.commons.letters.checks import letters_are_written

    assert letters_are_written(None) == []

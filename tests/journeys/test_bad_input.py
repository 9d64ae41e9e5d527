"""Whatever people send, they are told what is wrong in the words of the question, and lose nothing."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from guildhall.commons.documents.models import Document
from guildhall.commons.parties import links
from guildhall.kernel import time
from guildhall.kernel.gates import SYSTEM
from guildhall.services.requests import actions
from guildhall.services.requests.models import InformationRequest

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 3, 2)
WANTED = "How many parking fines were given in Albert Road in 2025?"
LISTS = (
    "/desk/",
    "/desk/requests/",
    "/search/",
    "/duties/",
    "/duties/requests/answered_in_time/",
    "/calendar/",
    "/calendar/list/",
    "/letters/",
    "/letters/in_doubt/",
    "/disclosures/",
    "/disclosures/published.csv",
    "/disclosures/published.json",
    "/disclosures/published.rss",
    "/numbers/",
    "/numbers/2017-18/",
    "/plan/",
    "/home/",
)
JUNK = (
    "show=%00&after=%FF&q=%00",
    "after=0000-00-00.1&page=-1",
    "after=9999-12-31.99999999999999999999999&page=1e9",
    "q=%22%22%22((*&stage=%27%3BDROP&owner=-1&team=x",
    "month=0000-13&from=0000-00-00&to=9999-99-99&service=nobody",
    "q=" + "a" * 5_000,
    "owner=99999999999999999999999999&team=%E2%80%AE&page=%D9%A3",
)


@pytest.fixture(autouse=True)
def on_monday():
    with time.pretend(MONDAY):
        yield


@pytest.fixture
def asked(cast):
    return actions.ask(by=SYSTEM, wanted=WANTED, name="Nora Bell", email="nora.bell@example.org")


@pytest.fixture
def amira(cast, settings):
    """An information officer at a browser; the second factor is proved elsewhere."""
    settings.DEMONSTRATION = True
    client = Client(raise_request_exception=False)
    client.force_login(cast["amira"])
    return client


def said(answer: Any) -> str:
    """The sentences of a page, as they are read."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.getvalue().decode()).split())


def hidden(page: Any) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', page.content.decode()))


def test_a_file_of_50_megabytes_is_refused_in_words_and_the_rest_is_kept(asked, amira):
    address = f"/records/{asked.reference}/attach_document/"
    scan = SimpleUploadedFile("scan of the file.pdf", b"\0" * 50 * 1024 * 1024, "application/pdf")

    answer = amira.post(address, {**hidden(amira.get(address)), "file": scan, "kind": "received"})

    assert answer.status_code == 422
    assert "The file must be smaller than 25.0 MB. “scan of the file.pdf” is 50.0 MB" in said(answer)
    assert re.search(r'value="received"[^>]*checked', answer.content.decode())
    assert not Document.objects.exists()


@pytest.mark.parametrize("name", ["Nora\x00Bell", "Nora\x08Bell", "Nora\x1b[2JBell", "Nora\u202eBell"])
def test_a_control_character_in_a_name_is_refused_in_words(name):
    client = Client()
    for page, given in (("about", {"about": "other"}), ("wanted", {"wanted": WANTED})):
        client.post(f"/ask/{page}/", given)

    answer = client.post("/ask/name/", {"name": name})

    assert answer.status_code == 422
    wrong = "Your answer to “What is your full name?” must not include hidden characters"
    assert said(answer).count(wrong) == 2  # in the summary, and at the box
    assert client.session["journey.ask"]["pages"]["wanted"]["wanted"] == [WANTED]


@pytest.mark.parametrize("arrived", ["0000-01-01", "1/1/0", "0", "99999-01-01", "31/2/2026", "yesterday"])
def test_a_day_that_cannot_be_is_named_and_everything_else_is_kept(amira, arrived):
    address = "/desk/requests/open/log/"
    day, _, rest = arrived.partition("/")
    month, _, year = rest.partition("/")
    given = {
        "wanted": WANTED,
        "name": "Nora Bell",
        "email": "nora.bell@example.org",
        "channel": "post",
        "regime": "foi",
        "on": arrived,
        "on_0": day,
        "on_1": month,
        "on_2": year,
    }

    answer = amira.post(address, {**hidden(amira.get(address)), **given})

    assert answer.status_code == 422
    assert WANTED in said(answer)
    assert re.search(
        r"[Dd]ay|[Dd]ate|[Mm]onth|[Yy]ear", said(answer).partition("There is a problem")[2][:200]
    )
    assert not InformationRequest.objects.exists()


def test_a_day_before_the_law_is_a_sentence_beside_the_day(amira):
    address = "/desk/requests/open/log/"
    given = {
        "wanted": WANTED,
        "name": "Nora Bell",
        "channel": "post",
        "regime": "foi",
        "address": "1 Sea Road",
    }
    given |= {"on": "1999-01-04", "on_0": "4", "on_1": "1", "on_2": "1999"}

    answer = amira.post(address, {**hidden(amira.get(address)), **given})

    assert answer.status_code == 422
    assert "1999" in said(answer)
    assert not InformationRequest.objects.exists()


def test_a_link_whose_year_is_over_says_so_and_offers_another(asked, monkeypatch):
    party = asked.involvements.get().party_id
    token = links.token(asked.pk, party)
    real = signing.time.time
    a_year_on = timedelta(days=366).total_seconds()
    monkeypatch.setattr(signing.time, "time", lambda: real() + a_year_on)

    answer = Client().get(f"/track/{token}/")

    assert answer.status_code in {403, 404, 410}
    assert "link" in said(answer)
    assert "again" in answer.content.decode()
    assert asked.title not in said(answer)


def test_a_form_sent_twice_leads_twice_to_the_same_request():
    client = Client()
    answers = {
        "about": {"about": "other"},
        "wanted": {"wanted": WANTED},
        "name": {"name": "Nora Bell"},
        "reply-by": {"reply_by": "email"},
        "email": {"email": "nora.bell@example.org"},
        "prefers": {"prefers": ""},
    }
    for page, given in answers.items():
        client.post(f"/ask/{page}/", given)
    form = hidden(client.get("/ask/check/"))

    first, second = client.post("/ask/check/", form), client.post("/ask/check/", form)

    assert (first.status_code, second.status_code) == (303, 303)
    assert first.headers["Location"] == second.headers["Location"]
    assert InformationRequest.objects.count() == 1


@pytest.mark.parametrize("address", LISTS)
def test_junk_in_the_address_of_a_list_is_passed_over(asked, amira, address):
    for junk in JUNK:
        answer = amira.get(f"{address}?{junk}", follow=True)

        assert answer.status_code in {200, 400, 404}, f"{address}?{junk}"
        assert "there is a problem with the service" not in said(answer).lower()


SHEET = """Reference,Date received,Status,Title,Requester,Request
FOI 1,02/02/2026,Open,Café licences — “A” boards,Zoë Müller,Cost in £ of each café’s licence
FOI 2,03/02/2026,Open,Salt used,Nora Bell,How much salt was used?
"""


def test_a_spreadsheet_from_an_old_windows_is_read_letter_by_letter(tmp_path, capsys):
    """Excel in Britain still saves CSV as Windows-1252, where £, é and curly quotes are other bytes."""
    file = tmp_path / "from excel.csv"
    file.write_bytes(SHEET.encode("cp1252"))

    call_command("import", "requests", str(file))

    assert "2 rows read: 2 taken" in capsys.readouterr().out
    taken = InformationRequest.objects.get(title__startswith="Café")
    assert (taken.title, taken.requester) == ("Café licences — “A” boards", "Zoë Müller")
    assert taken.wanted == "Cost in £ of each café’s licence"


def test_a_spreadsheet_in_no_alphabet_we_know_is_refused_whole_and_says_where(tmp_path, capsys):
    file = tmp_path / "broken.csv"
    file.write_bytes(SHEET.encode("cp1252").replace(b"salt was", b"salt \x81 was"))

    with pytest.raises(SystemExit) as ended:
        call_command("import", "requests", str(file))

    assert ended.value.code == 2
    assert (
        "Line 3, character 57 of broken.csv has the byte 0x81, which is neither UTF-8 nor Windows-1252: "
        "save the file as “CSV UTF-8”." in capsys.readouterr().err
    )
    assert not InformationRequest.objects.exists()


def test_a_program_that_sends_10_megabytes_is_told_how_much_can_be_sent(asked, amira):
    """Logging a request and doing something to one; what was there before is as it was."""
    before = asked.version
    sent = json.dumps({"wanted": "a" * 10 * 1024 * 1024, "note": "b", "name": "Nora Bell"})

    for address in ("/api/v1/requests", f"/api/v1/requests/{asked.reference}/note"):
        answer = amira.post(address, sent, content_type="application/json")

        assert (answer.status_code, answer["Content-Type"]) == (413, "application/problem+json")
        assert answer.json()["detail"] == (
            "These answers are larger than the 2 MB that can be sent at once. Send long papers as documents."
        )
    asked.refresh_from_db()
    assert (asked.version, InformationRequest.objects.count()) == (before, 1)


def test_a_form_of_10_megabytes_is_told_how_much_can_be_sent():
    """Nothing of a form that large can be read, not even to show it again: the page before still has it."""
    answer = Client().post("/ask/wanted/", {"wanted": "a" * 10 * 1024 * 1024})

    assert answer.status_code == 413
    assert "send long text as a document" in said(answer)
    assert not InformationRequest.objects.exists()

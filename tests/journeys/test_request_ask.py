"""Somebody asks on the website: one thing per page, checked, sent once, and a day promised in plain words."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page

from guildhall.commons.letters.models import Letter
from guildhall.kernel import time
from guildhall.kernel.services import action
from guildhall.services.requests.models import InformationRequest
from guildhall.services.requests.suggestions import already_answered, telling_words
from tests.browser.rig import PHONE, axe, shot

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 3, 2)
ANSWERS = {
    "about": {"about": "other"},
    "wanted": {"wanted": "How many parking fines were given in Albert Road in 2025?"},
    "name": {"name": "Nora Bell"},
    "reply-by": {"reply_by": "email"},
    "email": {"email": "nora.bell@example.org"},
    "prefers": {"prefers": ""},
}


@pytest.fixture(autouse=True)
def on_monday() -> Iterator[None]:
    with time.pretend(MONDAY):
        yield


class Visitor:
    """Somebody without an account, and without a script."""

    def __init__(self) -> None:
        self.client = Client()

    def answer(self, page: str, given: dict[str, Any]) -> Any:
        address = f"/ask/{page}/"
        return self.client.post(address, {**hidden(self.client.get(address)), **given})

    def answer_all(self, **changed: dict[str, Any]) -> None:
        for page, given in {**ANSWERS, **changed}.items():
            assert self.answer(page, given).status_code == 303, page

    def send(self) -> Any:
        return self.client.post("/ask/check/", hidden(self.client.get("/ask/check/")))


def hidden(page: Any) -> dict[str, str]:
    """What a page carries along, as a browser sends it back."""
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page.content.decode())
    return dict(found)


@pytest.fixture
def visitor() -> Visitor:
    return Visitor()


def test_a_question_becomes_a_request_with_a_day(visitor: Visitor) -> None:
    visitor.answer_all()

    sent = visitor.send()

    assert sent.status_code == 303
    request = InformationRequest.objects.get()
    assert (request.requester, request.channel, request.due_on) == ("Nora Bell", "web", date(2026, 3, 31))
    page = visitor.client.get(sent.headers["Location"]).content.decode()
    assert request.reference in page
    assert "Tuesday 31 March 2026" in page
    assert "Nora" not in page, "the page of thanks says no more than it must"


def test_the_acknowledgement_leads_to_the_requesters_own_page(visitor: Visitor) -> None:
    visitor.answer_all()
    visitor.send()

    letter = Letter.objects.get()

    address = re.search(r"/track/[^>\s]+", letter.markdown.replace("\\", ""))
    assert address
    page = Client().get(address[0]).content.decode()
    assert "How many parking fines" in page
    assert "We received your request." in page


def test_somebody_who_wants_a_letter_is_asked_for_their_address_and_for_no_email(visitor: Visitor) -> None:
    changed = {key: given for key, given in ANSWERS.items() if key != "email"}
    for page, given in {**changed, "reply-by": {"reply_by": "post"}}.items():
        if page == "prefers":
            assert visitor.answer("address", {"address": "1 Albert Road\nSouthsea"}).status_code == 303
        visitor.answer(page, given)

    visitor.send()

    assert Letter.objects.get().channel == "post"


@pytest.mark.parametrize(
    ("page", "given", "words"),
    [
        ("wanted", {"wanted": ""}, "Tell us what information you want"),
        ("name", {"name": " "}, "Enter your full name"),
        ("reply-by", {}, "Say how we should answer you"),
        ("email", {"email": ""}, "Enter your email address"),
        ("email", {"email": "nora@"}, "email address"),
    ],
)
def test_a_wrong_answer_is_told_on_its_own_page(visitor: Visitor, page: str, given: Any, words: str) -> None:
    for before, right in ANSWERS.items():
        if before == page:
            break
        visitor.answer(before, right)

    wrong = visitor.answer(page, given)

    assert wrong.status_code == 422
    assert words in wrong.content.decode()


def test_sent_twice_it_is_asked_once(visitor: Visitor) -> None:
    visitor.answer_all()
    carried = hidden(visitor.client.get("/ask/check/"))

    first, second = (visitor.client.post("/ask/check/", carried) for _ in range(2))

    assert first.headers["Location"] == second.headers["Location"]
    assert InformationRequest.objects.count() == 1


def test_asking_about_oneself_is_a_subject_access_request(visitor: Visitor, cast: Any) -> None:
    visitor.answer_all(about={"about": "me"})

    visitor.send()

    request = InformationRequest.objects.get()
    assert (request.regime, request.due_on) == ("sar", date(2026, 4, 2))
    assert not InformationRequest.objects.visible_to(cast["dev"]).exists()


def test_a_resident_who_is_signed_in_finds_it_among_theirs(visitor: Visitor, cast: Any) -> None:
    visitor.client.force_login(cast["jo"])
    visitor.answer_all(name={"name": "Jo Castle"}, email={"email": cast["jo"].email})

    visitor.send()

    assert InformationRequest.objects.get().events.get().actor_kind == "resident"
    assert "IR-2026-00001" in visitor.client.get("/home/").content.decode()


def test_too_much_from_one_place_is_put_off_and_nothing_is_lost(visitor: Visitor) -> None:
    for _ in range(20):
        visitor.answer_all()
        assert visitor.send().status_code == 303
    visitor.answer_all()

    refused = visitor.send()

    assert refused.status_code == 422
    assert "Too much was sent from here" in refused.content.decode()
    assert "How many parking fines" in refused.content.decode()


def test_nobody_guesses_the_page_of_thanks(visitor: Visitor) -> None:
    assert visitor.client.get("/ask/sent/1-1~abc~def/").status_code == 404


def published(cast: Any, title: str, text: str) -> InformationRequest:
    said = {
        "wanted": text,
        "name": "Sam Quill",
        "email": "sam@example.org",
        "channel": "email",
        "regime": "foi",
    }
    request = action("requests", "log")(by=cast["amira"], on=MONDAY, **said)
    request = action("requests", "answer")(request, by=cast["amira"], outcome="granted", answer="412.")
    entry = {"public_title": title, "public_answer": "412."}
    return action("requests", "publish")(request, by=cast["amira"], **entry)  # type: ignore[no-any-return]


def test_what_was_answered_already_is_offered_and_not_in_the_way(visitor: Visitor, cast: Any) -> None:
    request = published(cast, "Parking fines in Albert Road", "How many fines?")
    visitor.answer_all()

    page = visitor.client.get("/ask/check/").content.decode()

    assert f'href="/disclosures/{request.reference}/"' in page
    assert "Parking fines in Albert Road" in page
    assert visitor.send().status_code == 303


def test_the_longest_words_tell_most() -> None:
    wanted = "Please provide information about licensed taxis in Portsmouth and their emissions"
    assert telling_words(wanted) == ["emissions", "licensed", "taxis", "their"]


def test_what_nobody_asked_is_offered_to_nobody(cast: Any) -> None:
    published(cast, "Parking fines in Albert Road", "How many fines?")

    assert already_answered("Which contracts were let for lifts?") == []
    assert already_answered("") == []


def reads(window: Page, heading: str) -> None:
    """The page with that heading is there, and breaks no rule of accessibility."""
    window.get_by_role("heading", level=1, name=heading).wait_for()
    axe(window)


def types(window: Page, label: str, words: str) -> None:
    """Types an answer and goes on, all by keyboard."""
    reads(window, label)
    window.get_by_label(label).focus()
    window.keyboard.type(words)
    window.get_by_role("button", name="Continue").press("Enter")


def chooses(window: Page, heading: str, label: str) -> None:
    reads(window, heading)
    window.get_by_label(label).focus()
    window.keyboard.press("Space")
    window.get_by_role("button", name="Continue").press("Enter")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_request_by_keyboard_on_a_telephone_breaks_no_rule(open_browser: Any) -> None:
    window: Page = open_browser(PHONE)
    window.goto("/ask/")

    chooses(window, "What is the information about?", "Something else")
    types(window, "What information do you want?", "How many fines were given?")
    types(window, "What is your full name?", "Nora Bell")
    chooses(window, "How should we answer you?", "By email")
    types(window, "What is your email address?", "nora@example.org")
    chooses(window, "How would you like to have the information?", "As a spreadsheet or data file")
    reads(window, "Check your answers")
    shot(window, "ask-check-phone")
    window.get_by_role("button", name="Send my request").press("Enter")

    reads(window, "We have your request")
    shot(window, "ask-sent-phone")
    request = InformationRequest.objects.get()
    assert (request.requester, request.prefers) == ("Nora Bell", "data")

"""A form asked one thing per page: it can be left, changed, checked and sent once, and loses nothing."""

import os
import re
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from playwright.sync_api import Page as Window
from pytest_django import Settings

from guildhall.commons.forms import staging
from guildhall.commons.forms.answers import LIMIT
from tests.browser.rig import axe, shot
from tests.commons import journey_sample

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.commons.journey_sample")]

ANSWERS: dict[str, dict[str, Any]] = {
    "purpose": {"purpose": "A wedding\r\nand a dance"},
    "on": {"on-day": "27", "on-month": "May", "on-year": "2017"},
    "guests": {"guests": "120", "tables": "15"},
    "by": {"by": "email"},
    "plan": {},
}


@pytest.fixture(autouse=True)
def nothing_booked(settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.DATA = tmp_path
    journey_sample.booked.clear()
    journey_sample.contents.clear()
    yield
    journey_sample.booked.clear()


class Visitor:
    """Somebody who fills in the form, and sends back what is hidden on each page as a browser does."""

    def __init__(self) -> None:
        self.client = Client()

    def open(self, page: str) -> HttpResponse:
        return self.client.get(f"/book/{page}/")  # type: ignore[return-value]

    def answer(self, page: str, *, change: bool = False, **given: Any) -> HttpResponse:
        address = f"/book/{page}/{'?change' if change else ''}"
        return self.post(address, {**hidden(self.client.get(address)), **given})

    def post(self, address: str, data: dict[str, Any]) -> HttpResponse:
        return self.client.post(address, data)  # type: ignore[return-value]

    def answer_all(self, **changed: dict[str, Any]) -> None:
        for page, given in {**ANSWERS, **changed}.items():
            assert self.answer(page, **given).status_code == 303, page

    def check(self) -> str:
        return text(self.open("check"))

    def send(self) -> HttpResponse:
        return self.answer("check")


@pytest.fixture
def visitor() -> Visitor:
    return Visitor()


def text(response: Any) -> str:
    return str(response.content.decode())


def hidden(response: Any) -> dict[str, str]:
    fields = re.findall(r'type="hidden" name="(key|state)" value="([^"]*)"', text(response))
    return dict(fields)


def staged_files(folder: Path) -> list[Path]:
    return list((folder / "staging").glob("*"))


def test_the_journey_begins_with_its_first_question(visitor: Visitor) -> None:
    response = visitor.client.get("/book/", follow=True)

    assert response.redirect_chain == [("/book/purpose/", 303)]
    assert re.search(r"<h1[^>]*>\s*<label[^>]*>\s*What is the room for\?", text(response))


def test_each_answer_leads_to_the_next_question_and_the_last_to_the_check(visitor: Visitor) -> None:
    led = [visitor.answer(page, **given)["Location"] for page, given in ANSWERS.items()]

    assert led == ["/book/on/", "/book/guests/", "/book/by/", "/book/plan/", "/book/check/"]


def test_the_answers_are_shown_back_in_the_words_of_the_questions(visitor: Visitor) -> None:
    visitor.answer_all()
    check = visitor.check()

    for shown in ("A wedding<br>and a dance", "27 May 2017", "120", "Email", "Not given", "two days"):
        assert shown in check
    assert "Address" not in check


def test_the_form_is_sent_whole_and_its_answers_are_forgotten(visitor: Visitor) -> None:
    visitor.answer_all()
    response = visitor.send()

    assert (response.status_code, response["Location"]) == (303, "/booked/?1")
    cleaned, key = journey_sample.booked[0]
    assert cleaned["on"] == date(2017, 5, 27)
    assert cleaned["guests"] == 120
    assert "address" not in cleaned
    assert len(key) == 32
    assert "A wedding" not in text(visitor.open("purpose"))


def test_a_form_sent_twice_is_sent_once(visitor: Visitor) -> None:
    visitor.answer_all()
    page = hidden(visitor.open("check"))

    led = [visitor.post("/book/check/", page)["Location"] for _ in range(2)]

    assert led == ["/booked/?1", "/booked/?1"]
    assert len(journey_sample.booked) == 1


def test_a_new_booking_after_one_is_sent_has_a_key_of_its_own(visitor: Visitor) -> None:
    for _ in range(2):
        visitor.answer_all()
        visitor.send()

    assert len({key for _, key in journey_sample.booked}) == 2


def test_a_wrong_answer_is_asked_again_with_what_was_typed(visitor: Visitor) -> None:
    visitor.answer("purpose", **ANSWERS["purpose"])
    response = visitor.answer("on", **{"on-day": "31", "on-month": "2", "on-year": "2017"})

    assert response.status_code == 422
    assert "Date of the event must be a real date" in text(response)
    assert 'value="31"' in text(response)


def test_a_wrong_answer_does_not_take_the_place_of_a_right_one(visitor: Visitor) -> None:
    visitor.answer_all()
    visitor.answer("on", change=True, **{"on-day": "31", "on-month": "2", "on-year": "2017"})

    assert "27 May 2017" in visitor.check()


def test_answers_on_two_pages_that_disagree_are_told_where_the_second_is_asked(visitor: Visitor) -> None:
    visitor.answer("purpose", **ANSWERS["purpose"])
    visitor.answer("on", **ANSWERS["on"])
    response = visitor.answer("guests", guests="10", tables="20")

    assert response.status_code == 422
    assert "There are more tables than guests" in text(response)


def test_what_is_wrong_with_the_whole_waits_for_the_check(visitor: Visitor) -> None:
    visitor.answer_all(purpose={"purpose": "nothing"})
    response = visitor.send()

    assert response.status_code == 422
    assert "We cannot book a room for nothing" in text(response)
    assert not journey_sample.booked


def test_a_refusal_is_shown_and_the_answers_stay(visitor: Visitor) -> None:
    visitor.answer_all(purpose={"purpose": "a fire"})
    response = visitor.send()

    assert response.status_code == 422
    assert "The fire brigade does not allow it" in text(response)
    assert "a fire" in visitor.check()


def test_changing_an_answer_leads_back_to_the_check(visitor: Visitor) -> None:
    visitor.answer_all()

    assert "?change" in visitor.check()
    assert visitor.answer("guests", change=True, guests="80", tables="9")["Location"] == "/book/check/"
    assert "80" in visitor.check()


def test_a_change_that_opens_a_question_asks_it_first(visitor: Visitor) -> None:
    visitor.answer_all()

    assert visitor.answer("by", change=True, by="post")["Location"] == "/book/address/?change"
    assert visitor.open("check")["Location"] == "/book/address/"
    assert visitor.answer("address", change=True, address="1 Guildhall Walk")["Location"] == "/book/check/"


def test_a_change_that_closes_a_question_takes_its_answer_away(visitor: Visitor) -> None:
    visitor.answer_all(by={"by": "post"}, address={"address": "1 Guildhall Walk"})
    visitor.answer("by", change=True, by="email")
    visitor.send()

    assert "address" not in journey_sample.booked[0][0]


def test_a_page_that_is_not_asked_yet_leads_to_the_one_that_is(visitor: Visitor) -> None:
    assert visitor.open("plan")["Location"] == "/book/purpose/"
    assert visitor.open("check")["Location"] == "/book/purpose/"


def test_an_answer_given_before_is_there_when_one_goes_back(visitor: Visitor) -> None:
    visitor.answer("purpose", **ANSWERS["purpose"])

    assert "A wedding\nand a dance</textarea>" in text(visitor.open("purpose")).replace("\r", "")
    assert 'href="/book/purpose/"' in text(visitor.open("on"))


def test_a_page_nobody_declared_is_not_found(visitor: Visitor) -> None:
    assert visitor.open("colour").status_code == 404


def test_when_the_session_is_over_the_page_brings_the_answers_back(visitor: Visitor) -> None:
    visitor.answer_all()
    page = hidden(visitor.open("check"))
    stranger = Visitor()

    response = stranger.post("/book/check/", page)

    assert response["Location"] == "/booked/?1"
    assert journey_sample.booked[0][0]["guests"] == 120


def test_a_page_sent_after_the_session_is_over_goes_on_where_it_was(visitor: Visitor) -> None:
    visitor.answer("purpose", **ANSWERS["purpose"])
    page = hidden(visitor.open("on"))
    stranger = Visitor()

    response = stranger.post("/book/on/", {**page, **ANSWERS["on"]})

    assert response["Location"] == "/book/guests/"
    assert "A wedding" in text(stranger.open("purpose"))


@pytest.mark.parametrize("state", ["", "forged", "eyJ9:1tzz:x"])
def test_answers_that_cannot_be_trusted_are_not_taken(visitor: Visitor, state: str) -> None:
    response = visitor.post("/book/check/", {"key": "0" * 32, "state": state})

    assert response.status_code == 422
    assert "This page was open for too long" in text(response)


def test_a_page_already_sent_is_not_brought_back_to_life(visitor: Visitor) -> None:
    visitor.answer_all()
    page = hidden(visitor.open("by"))
    visitor.send()

    response = visitor.post("/book/by/", {**page, "by": "post"})

    assert response["Location"] == "/book/purpose/"


def test_answers_longer_than_can_be_kept_are_told_so(visitor: Visitor) -> None:
    visitor.answer("purpose", **ANSWERS["purpose"])
    response = visitor.answer("on", **ANSWERS["on"], more="x" * LIMIT)

    assert response.status_code == 422
    assert "Your answers are too long to keep" in text(response)


def test_a_file_is_kept_until_the_form_is_sent_and_then_removed(visitor: Visitor, tmp_path: Path) -> None:
    visitor.answer_all(plan={"plan": SimpleUploadedFile("plan.txt", b"two doors")})
    assert "plan.txt" in visitor.check()
    assert "You have chosen" in text(visitor.open("plan"))
    assert len(staged_files(tmp_path)) == 1

    visitor.send()

    assert journey_sample.contents == [b"two doors"]
    assert staged_files(tmp_path) == []


def test_a_file_can_be_replaced_and_removed(visitor: Visitor, tmp_path: Path) -> None:
    visitor.answer_all(plan={"plan": SimpleUploadedFile("plan.txt", b"two doors")})
    visitor.answer("plan", plan=SimpleUploadedFile("better.txt", b"three doors"))
    assert "better.txt" in visitor.check()
    assert len(staged_files(tmp_path)) == 1

    assert visitor.answer("plan", remove="plan")["Location"] == "/book/plan/"

    assert "better.txt" not in visitor.check()
    assert staged_files(tmp_path) == []


def test_a_file_too_large_is_told_the_limit_and_not_kept(
    visitor: Visitor, settings: Settings, tmp_path: Path
) -> None:
    settings.UPLOAD_LIMIT = 10
    for page in ("purpose", "on", "guests", "by"):
        visitor.answer(page, **ANSWERS[page])
    response = visitor.answer("plan", plan=SimpleUploadedFile("plan.txt", b"twelve bytes"))

    assert response.status_code == 422
    assert "The file must be smaller than 10" in text(response)
    assert staged_files(tmp_path) == []


def test_a_file_nobody_sent_is_gone_after_a_day(visitor: Visitor, tmp_path: Path) -> None:
    visitor.answer_all(plan={"plan": SimpleUploadedFile("plan.txt", b"two doors")})
    fresh = staging.stage(SimpleUploadedFile("fresh.txt", b"new"))
    abandoned = next(path for path in staged_files(tmp_path) if path.name != fresh["token"])
    two_days_ago = time.time() - timedelta(days=2).total_seconds()
    os.utime(abandoned, (two_days_ago, two_days_ago))

    staging.discard_abandoned_files(date(2017, 5, 27))

    assert [path.name for path in staged_files(tmp_path)] == [fresh["token"]]
    assert "plan.txt" not in visitor.check()


def test_a_token_that_is_none_of_ours_opens_no_file() -> None:
    forged: staging.Staged = {"token": "../secret_key", "name": "key", "size": 1, "type": "text/plain"}

    assert staging.unstage(forged) is None
    staging.discard(forged)


@pytest.mark.browser
def test_the_whole_journey_works_without_javascript_and_breaks_no_rule(no_javascript: Window) -> None:
    window = no_javascript
    window.goto("/book/")
    shot(window, "journey-question")
    for page, fill in {
        "purpose": lambda: window.get_by_label("What is the room for?").fill("A wedding"),
        "on": lambda: [
            window.get_by_label(part).fill(typed)
            for part, typed in (("Day", "27"), ("Month", "5"), ("Year", "2017"))
        ],
        "guests": lambda: window.get_by_label("Guests").fill("120"),
        "by": lambda: window.get_by_label("Email").check(),
        "plan": lambda: window.get_by_label("Plan").set_input_files(
            {"name": "plan.txt", "mimeType": "text/plain", "buffer": b"two doors"}
        ),
    }.items():
        assert f"/book/{page}/" in window.url
        fill()
        window.get_by_role("button", name="Continue").click()
    window.get_by_role("heading", name="Check your answers").wait_for()
    shot(window, "journey-check")
    window.get_by_role("button", name="Book the room").click()

    assert window.get_by_role("heading", name="Booked").is_visible()
    assert journey_sample.contents == [b"two doors"]


@pytest.mark.browser
def test_every_page_of_a_journey_breaks_no_rule_of_accessibility(phone: Window) -> None:
    phone.goto("/book/")
    axe(phone)
    phone.get_by_role("button", name="Continue").click()
    axe(phone)
    shot(phone, "journey-error")
    phone.get_by_label("What is the room for?").fill("A wedding")
    phone.get_by_role("button", name="Continue").click()
    axe(phone)

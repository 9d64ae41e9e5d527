"""When is my answer due, in a browser: on a desk, on a telephone, by keyboard, and without scripts."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.rig import axe, shot

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ANSWER = "/when-is-my-answer-due/?law=foi&received=2026-06-12&clarification_received=2026-06-20"


@pytest.fixture(params=["page", "phone"])
def window(request: pytest.FixtureRequest) -> Page:
    """A desk's window, then a telephone's."""
    return request.getfixturevalue(request.param)


def name(window: Page, what: str) -> str:
    width = (window.viewport_size or {"width": 0})["width"]
    return f"{what}-{width}"


def test_the_question_breaks_no_rule_of_accessibility(window: Page) -> None:
    window.goto("/when-is-my-answer-due/")
    axe(window)
    shot(window, name(window, "calculator"))

    window.get_by_role("button", name="Work it out").click()
    expect(window.get_by_role("alert")).to_contain_text("Enter the day it arrived")
    axe(window)
    shot(window, name(window, "calculator-errors"))


def test_the_answer_breaks_no_rule_of_accessibility(window: Page) -> None:
    window.goto(ANSWER)

    expect(window.locator(".clock__date")).to_have_text("Monday 20 July 2026")
    axe(window)
    shot(window, name(window, "calculator-answer"))


def test_it_is_asked_by_keyboard_and_answered_without_scripts(no_javascript: Page) -> None:
    window = no_javascript
    window.goto("/when-is-my-answer-due/")
    window.get_by_label("Information a public body holds").focus()
    window.keyboard.press("Space")
    window.keyboard.press("Tab")
    for part in ("12", "6", "2026"):
        window.keyboard.type(part)
        window.keyboard.press("Tab")
    window.keyboard.press("Tab")
    window.keyboard.press("Enter")

    expect(window.locator(".clock__date")).to_have_text("Tuesday 14 July 2026")
    assert window.url.endswith("?law=foi&received=2026-06-12")


def test_the_api_is_told_on_a_page(window: Page) -> None:
    window.goto("/api/")
    axe(window)
    shot(window, name(window, "api"))


def test_the_bank_holidays_are_corrected_on_a_page(window: Page, sign_in, cast, settings) -> None:
    settings.DEMONSTRATION = True
    sign_in(window, cast["priya"])
    window.goto("/holidays/")
    axe(window)
    shot(window, name(window, "holidays"))

"""The helpdesk in a browser: a contact logged by keyboard alone in twenty seconds, the board without script.

The time is that of the keystroke-level model (Card, Moran and Newell, CACM 23, 1980): 0.2 s a key for whoever
types 55 words a minute, 1.35 s to make up one's mind before each unit of the task, no hand moved to a mouse.
What the machine takes is measured, and added. What the caller says is no part of it.
"""

import re
from time import perf_counter

import pytest
from playwright.sync_api import expect

from guildhall.commons.parties.models import known_or_new
from guildhall.demo.cast import summon
from guildhall.services.contacts import topics
from guildhall.services.contacts.models import Contact

pytestmark = pytest.mark.browser
LOGGED = re.compile(r"/contacts/[0-9]+/$")
KEY, MIND, MOST = 0.2, 1.35, 20.0


class Adviser:
    """Somebody at a keyboard: counts what they press and when they had to think."""

    def __init__(self, page):
        self.page, self.keys, self.thoughts, self.waited = page, 0, 0, 0.0

    def decides(self):
        self.thoughts += 1
        return self

    def types(self, text):
        self.keys += len(text)
        self.page.keyboard.type(text)

    def presses(self, key, times=1):
        for _ in range(times):
            self.keys += 1
            self.page.keyboard.press(key)

    def presses_and_waits_for(self, key, address):
        """The page that follows: what passes until it stands there is the machine's."""
        began = perf_counter()
        self.keys += 1
        with self.page.expect_navigation(url=address, timeout=10_000):
            self.page.keyboard.press(key)
        self.waited += perf_counter() - began

    @property
    def seconds(self):
        return self.keys * KEY + self.thoughts * MIND + self.waited

    def stands_in(self):
        return self.page.evaluate("document.activeElement.name || document.activeElement.textContent.trim()")


@pytest.fixture
def helpdesk(transactional_db, settings):
    settings.DEMONSTRATION, settings.PINNED_TODAY = True, "2018-03-14"
    cast = summon()
    topics.bring_in()
    topics.give_to_teams()
    known_or_new("Ada Lowry", email="ada.lowry@example.org", phone="07700 900123")
    return cast


def tab_to(adviser, name, most=12):
    """By the tabulator only, as many times as it takes."""
    for _ in range(most):
        if adviser.stands_in() == name:
            return
        adviser.presses("Tab")
    raise AssertionError(f"{name} is not reached; the focus is on {adviser.stands_in()}")


def test_a_contact_is_logged_by_keyboard_alone_within_twenty_seconds(page, sign_in, helpdesk):
    """From the helpdesk's page: who it is, what about, what was said, how it ended."""
    sign_in(page, helpdesk["dev"])
    page.goto("/contacts/")
    adviser = Adviser(page)

    assert adviser.stands_in() == "Log a contact"
    adviser.presses_and_waits_for("Enter", "**/contacts/log/")
    assert adviser.stands_in() == "q"
    adviser.decides().types("lowry")
    adviser.presses_and_waits_for("Enter", "**/contacts/log/?*party=*")
    expect(page.get_by_role("heading", name="Ada Lowry")).to_be_visible()
    assert adviser.stands_in() == "topic"
    adviser.decides().types("noise")
    adviser.presses("Tab")
    assert adviser.stands_in() == "note"
    adviser.decides().types("Drums until two again")
    adviser.presses("Tab")
    assert adviser.stands_in() == "outcome"
    adviser.decides().presses("Space")
    adviser.presses_and_waits_for("Enter", LOGGED)

    contact = Contact.objects.select_related("topic", "party").get()
    assert (contact.topic.name, contact.party.name, contact.note, contact.outcome) == (
        "Noise", "Ada Lowry", "Drums until two again", "resolved",
    )  # fmt: skip
    assert adviser.seconds < MOST, f"{adviser.keys} keys, {adviser.thoughts} decisions"


def test_one_that_names_nobody_is_logged_in_half_of_that(page, sign_in, helpdesk):
    sign_in(page, helpdesk["dev"])
    page.goto("/contacts/log/")
    adviser = Adviser(page)

    tab_to(adviser.decides(), "topic")
    adviser.types("noise")
    adviser.presses("Tab", 2)
    adviser.decides().presses("Space")
    adviser.presses_and_waits_for("Enter", LOGGED)

    assert Contact.objects.get().party is None
    assert adviser.seconds < MOST / 2


def test_the_board_is_read_without_a_script(no_javascript, sign_in, helpdesk):
    window = no_javascript
    sign_in(window, helpdesk["orla"])
    window.goto("/contacts/board/")
    window.get_by_role("link", name="Read it anew").click()

    expect(window.get_by_role("heading", name="Board", exact=False).first).to_be_visible()

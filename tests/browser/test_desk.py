"""The pages of the desk and of the public in a browser: accessible at both widths, worked by keyboard."""

from datetime import date

import pytest
from playwright.sync_api import expect

from guildhall.demo.cast import summon
from guildhall.demo.year import Volume
from guildhall.kernel.records import Record, Team
from guildhall.services.requests.models import InformationRequest
from tests.browser.rig import axe, shot
from tests.journeys.small_year import live

pytestmark = pytest.mark.browser
TODAY = date(2018, 3, 31)


@pytest.fixture
def city(transactional_db, settings):
    """The city at the end of a small year."""
    settings.DEMONSTRATION, settings.PINNED_TODAY = True, TODAY.isoformat()
    settings.LETTERS = "console"
    live(Volume(2017, requests=20))
    return summon()


def look(window, address, name):
    """Opens a page, holds it to the rules at the window's width, and takes its picture."""
    window.goto(address)
    axe(window)
    assert window.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (
        f"{address} is too wide"
    )
    shot(window, f"{name}-{window.viewport_size['width']}")


def an_open_request():
    return InformationRequest.objects.filter(closed_on=None).order_by("pk").first()


def test_every_kind_of_page_for_staff_breaks_no_rule(page, phone, sign_in, city):
    record = an_open_request().get_absolute_url()
    pages = {
        "/desk/?show=open": "desk",
        "/desk/requests/?q=the": "queue",
        "/desk/requests/?show=late&stage=received&q=zebra": "queue-empty",
        "/desk/requests/open/log/": "open",
        record: "record-page",
        f"{record}?changes&all": "record-changes",
        f"{record}note/": "action",
        f"{record}publish/": "action-refused",
        "/search/?q=road": "search",
        "/search/?q=zebra": "search-empty",
        "/duties/": "duties-page",
        "/duties/requests/answered_in_time/": "findings",
        "/calendar/": "calendar",
        "/calendar/list/": "agenda",
    }
    for window in (page, phone):
        sign_in(window, city["amira"])
        for address, name in pages.items():
            look(window, address, name)


def test_every_kind_of_page_for_the_public_breaks_no_rule(page, phone, city):
    published = InformationRequest.objects.exclude(published_on=None).first()
    pages = {
        "/": "home",
        "/disclosures/": "log",
        "/disclosures/?q=zebra": "log-empty",
        f"/disclosures/{published.reference}/": "published",
        "/search/?q=road": "public-search",
        "/accessibility/": "accessibility",
        "/privacy/": "privacy",
        "/cookies/": "cookies",
        "/help/": "help",
    }
    for window in (page, phone):
        for address, name in pages.items():
            look(window, address, name)


def test_an_officer_works_through_a_queue_by_keyboard(page, sign_in, city):
    record = an_open_request()
    sign_in(page, city["amira"])
    page.goto(f"/desk/requests/?q={record.reference}")

    page.get_by_label(f"Tick {record.reference}").focus()
    page.keyboard.press("Space")
    page.get_by_role("group", name="Give the ticked").get_by_label("Person").focus()
    page.keyboard.type("Bill")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.get_by_text("1 given.")).to_be_visible()
    assert Record.objects.get(pk=record.pk).owner == city["bill"]


def test_a_note_is_written_by_keyboard_without_a_script(no_javascript, sign_in, city):
    record = an_open_request()
    sign_in(no_javascript, city["amira"])
    no_javascript.goto(record.get_absolute_url())

    no_javascript.get_by_role("link", name="Add a note").focus()
    no_javascript.keyboard.press("Enter")
    no_javascript.get_by_label("Note").fill("Rang back.")
    no_javascript.get_by_role("button", name="Add a note").focus()
    no_javascript.keyboard.press("Enter")

    expect(no_javascript.get_by_text("Amira Haddad noted: Rang back.").first).to_be_visible()


def test_an_error_is_told_above_the_form_and_at_its_box(page, sign_in, city):
    sign_in(page, city["amira"])
    page.goto(f"{an_open_request().get_absolute_url()}note/")

    page.get_by_role("button", name="Add a note").click()

    expect(page.get_by_role("alert")).to_contain_text("There is a problem")
    axe(page)
    shot(page, "action-error")
    page.get_by_role("link", name="Enter note").click()
    expect(page.get_by_label("Note")).to_be_focused()


def test_who_is_overtaken_sees_what_changed_with_their_words_kept(page, open_browser, sign_in, city):
    record = an_open_request()
    address = f"{record.get_absolute_url()}note/"
    other = open_browser()
    sign_in(page, city["amira"]), sign_in(other, city["bill"])
    page.goto(address), other.goto(address)
    page.get_by_label("Note").fill("My careful words")
    other.get_by_label("Note").fill("Bill was quicker")
    other.get_by_role("button", name="Add a note").click()

    page.get_by_role("button", name="Add a note").click()

    expect(page.get_by_text("Somebody changed this while you were writing")).to_be_visible()
    expect(page.get_by_label("Note")).to_have_value("My careful words")
    axe(page)
    shot(page, "action-stale")
    page.get_by_role("button", name="Add a note").click()
    expect(page.get_by_text("Amira Haddad noted: My careful words").first).to_be_visible()


def test_the_head_of_service_makes_and_withdraws_a_calendar_address(page, sign_in, city):
    sign_in(page, city["helen"])
    page.goto("/calendar/")

    page.get_by_role("button", name="Make my address").click()
    expect(page.get_by_role("link", name=".ics")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Withdraw it").click()
    expect(page.get_by_role("button", name="Make my address")).to_be_visible()


def test_nobody_with_a_team_of_their_own_is_shown_other_teams(page, sign_in, city):
    sign_in(page, city["tomas"])
    look(page, "/desk/?show=team", "desk-team")

    parking = Team.objects.get(name="Parking")
    shown = page.locator(".queue tbody tr").count()
    assert shown == Record.objects.filter(service="parts", team=parking, closed_on=None).count()

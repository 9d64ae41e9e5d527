"""The style pages: every component and composite, looked at by axe at both widths."""

import pytest
from django.test import Client
from playwright.sync_api import Page
from pytest_django import Settings

from tests.browser.rig import axe, shot


@pytest.fixture
def demonstration(settings: Settings) -> None:
    settings.DEMONSTRATION = True


@pytest.mark.parametrize("address", ["/design/", "/design/desk/"])
@pytest.mark.django_db
def test_a_stranger_to_a_real_council_is_not_shown_the_style(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/design/", "/design/desk/"])
@pytest.mark.usefixtures("demonstration")
def test_the_style_page_asks_the_database_nothing(client: Client, address: str) -> None:
    assert client.get(address).status_code == 200


@pytest.mark.browser
@pytest.mark.usefixtures("demonstration")
def test_nothing_on_the_style_pages_breaks_a_rule_of_accessibility(page: Page, phone: Page) -> None:
    for size, window in {"desktop": page, "phone": phone}.items():
        for name, address in {"public": "/design/", "desk": "/design/desk/"}.items():
            window.goto(address)
            shot(window, f"style-{name}-{size}")
            axe(window)


@pytest.mark.browser
@pytest.mark.usefixtures("demonstration")
def test_no_page_is_wider_than_a_telephone(phone: Page) -> None:
    for address in ("/design/", "/design/desk/"):
        phone.goto(address)
        assert phone.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.browser
@pytest.mark.usefixtures("demonstration")
def test_errors_are_listed_and_each_leads_to_its_box(page: Page) -> None:
    page.goto("/design/")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("link", name="Date received must be a real date").click()

    assert page.evaluate("document.activeElement.id") == "id_received-day"
    assert page.title().startswith("Error: ")
    axe(page)
    shot(page, "style-errors-desktop")

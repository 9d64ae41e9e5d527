"""Pages for what goes wrong, and the style sheet: in the council's name and no other's."""

import re
from collections.abc import Callable

import pytest
from django.conf import settings as council_settings
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import Client, RequestFactory, override_settings
from playwright.sync_api import Page
from pytest_django import Settings

from guildhall.commons.design import checks, pages
from guildhall.commons.design.colour import contrast
from guildhall.config.assets import COMPILED
from tests.browser.rig import axe, shot

request = RequestFactory().get("/somewhere")


@pytest.mark.parametrize(
    ("answer", "status", "heading"),
    [
        (lambda: pages.bad_request(request, ValueError()), 400, "We could not understand that"),
        (
            lambda: pages.permission_denied(request, PermissionDenied("Only the reviewer may")),
            403,
            "You cannot",
        ),
        (lambda: pages.csrf_failure(request), 403, "open for too long"),
        (lambda: pages.page_not_found(request, ValueError()), 404, "Page not found"),
        (lambda: pages.bad_request(request, RequestDataTooBig()), 413, "too large to send"),
        (lambda: pages.failure(request, 422, reason="That cannot be"), 422, "There is a problem"),
        (lambda: pages.failure(request, 429), 429, "Too many tries"),
        (lambda: pages.server_error(request), 500, "problem with the service"),
    ],
)
def test_what_goes_wrong_is_said_plainly_and_without_the_database(
    answer: Callable[[], HttpResponse], status: int, heading: str
) -> None:
    response = answer()

    assert response.status_code == status
    assert heading in response.content.decode()
    assert council_settings.COUNCIL["name"] in response.content.decode()


def test_a_missing_page_is_found_missing_by_django_too(client: Client) -> None:
    response = client.get("/no-such-page")

    assert response.status_code == 404
    assert "Page not found" in response.content.decode()


def test_a_refusal_gives_the_gates_reason() -> None:
    response = pages.permission_denied(request, PermissionDenied("Only the reviewer may decide a review"))

    assert "Only the reviewer may decide a review" in response.content.decode()


def test_no_page_carries_a_script_or_a_style_of_its_own() -> None:
    html = render_to_string("404.html", request=request)

    assert not re.search(r"<style|style=|<script(?![^>]*src=)|\son\w+=", html)


def test_the_style_sheet_bears_no_trace_of_the_crown_the_crest_or_transport() -> None:
    css = (COMPILED / "guildhall.css").read_text().lower()

    assert "atkinson hyperlegible next" in css
    assert not re.search(r"transport|crown|crest|/assets/|gov\.uk logo", css)


def test_every_file_the_style_sheet_names_is_there() -> None:
    css = (COMPILED / "guildhall.css").read_text()
    named = re.findall(r'url\("?([^)"]+)"?\)', css)

    assert named
    assert all((COMPILED / name).exists() for name in named if not name.startswith("data:"))


def test_the_theme_is_the_councils_colour_and_is_kept_for_a_year(client: Client) -> None:
    response = client.get("/theme.css")

    assert f"--council-brand:{council_settings.COUNCIL['colour']}" in response.content.decode()
    assert "immutable" in response["Cache-Control"]


def test_contrast_is_measured_as_wcag_measures_it() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#ffffff", "#ffffff") == pytest.approx(1)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize(
    ("colour", "problems"),
    [("#4b2a63", []), ("#ffdd00", ["design.E002"]), ("purple", ["design.E001"]), ("#12345", ["design.E001"])],
)
def test_a_colour_nobody_could_read_is_refused(colour: str, problems: list[str]) -> None:
    with override_settings(COUNCIL={**council_settings.COUNCIL, "colour": colour}):
        assert [problem.id for problem in checks.colour_is_legible()] == problems


@pytest.mark.browser
def test_a_missing_page_breaks_no_rule_of_accessibility(page: Page, phone: Page) -> None:
    for name, window in {"desktop": page, "phone": phone}.items():
        window.goto("/no-such-page")
        axe(window)
        shot(window, f"404-{name}")


@pytest.mark.django_db
def test_a_body_too_large_to_read_is_answered_with_the_limit(client: Client) -> None:
    response = client.post("/accounts/login/", {"login": "x" * council_settings.DATA_UPLOAD_MAX_MEMORY_SIZE})

    assert response.status_code == 413
    assert "Each file can be up to 25.0\xa0MB" in response.content.decode()


@pytest.mark.browser
def test_on_paper_there_is_nothing_to_press(page: Page, settings: Settings) -> None:
    settings.DEMONSTRATION = True
    page.goto("/design/desk/")
    page.emulate_media(media="print")

    assert page.get_by_role("heading", name="What has happened").is_visible()
    assert (
        not page.locator(".actions-panel, .chips, .govuk-pagination, .govuk-back-link")
        .locator("visible=true")
        .count()
    )
    shot(page, "style-print")

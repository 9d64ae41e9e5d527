"""The pages of letters, tracking and accounts break no rule of accessibility, wide or narrow."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from guildhall.commons.accounts import people
from guildhall.commons.parties import links
from guildhall.commons.parties.models import Party
from guildhall.demo.cast import summon
from guildhall.kernel.gates import SYSTEM
from guildhall.services.requests import actions
from tests.browser.rig import DESKTOP, PHONE, axe

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cast():
    return summon()


@pytest.fixture
def record(cast):
    given = {"wanted": "Gritting routes", "name": "Jo Castle", "email": "", "address": "1 Jubilee Terrace"}
    actions.ask(by=SYSTEM, **given)
    return actions.ask(by=SYSTEM, **{**given, "email": cast["jo"].email})


@pytest.fixture
def track(record):
    party = Party.objects.get(involvements__record=record)
    return reverse("track", args=[links.token(record.pk, party.pk)])


def looked_at(page: Page, addresses):
    """Opens each page at both widths, and lets axe look at it."""
    for viewport in (DESKTOP, PHONE):
        page.set_viewport_size(viewport)
        for address in addresses:
            page.goto(address)
            axe(page)
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= viewport["width"], f"{address} is {wide} pixels wide"


def test_whoever_has_no_account_finds_every_page_accessible(page, record, track):
    letter = reverse("letter", args=[record.letters.get().token])
    lost, gone = reverse("track_lost"), reverse("track_sent")

    looked_at(
        page, [track, f"{track}withdraw/", f"{track}send_document/", letter, f"{letter}format/", lost, gone]
    )


def test_signing_in_and_up_are_accessible(page, cast, settings):
    settings.DEMONSTRATION = True

    looked_at(page, [reverse("account_login"), reverse("account_signup")])
    page.goto(reverse("account_login"))
    page.get_by_label("Email").fill(cast["jo"].email)
    page.get_by_role("button", name="Send me a code").click()
    axe(page)


def test_a_resident_finds_every_page_accessible(page, sign_in, cast, record):
    sign_in(page, cast["jo"])

    looked_at(page, [reverse("home"), reverse("own_data")])


def test_enrolling_a_second_factor_is_accessible(page, sign_in, cast):
    sign_in(page, people.invite("new.starter@portsmouth.example", "New Starter", by=SYSTEM))

    looked_at(page, [reverse("mfa_activate_totp")])


def test_the_administrators_and_letter_pages_are_accessible(page, sign_in, cast, record, settings):
    settings.DEMONSTRATION = True
    people.give(cast["priya"], "*", "Information officer", by=SYSTEM)
    sign_in(page, cast["priya"])
    letter = record.letters.get().get_absolute_url()
    person = reverse("person", args=[cast["amira"].pk])

    looked_at(
        page, ["/letters/", "/letters/in_doubt/", letter, "/people/", "/people/invite/", person, "/keys/"]
    )

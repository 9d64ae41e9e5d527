"""The tour of the README: its pages open, break no rule of accessibility, and have their picture taken.

`GUILDHALL_PICTURES=1 .venv/bin/pytest tests/browser/test_tour.py` takes the pictures of docs/pictures anew,
from the demonstration that `make run` has lived in the data folder.
"""

import os
import sqlite3
from datetime import date
from pathlib import Path

import pytest
from django.db import connection

from guildhall.demo.cast import summon
from guildhall.demo.year import Volume
from guildhall.services.requests.models import InformationRequest
from tests.browser.rig import PICTURES, axe, shot
from tests.journeys.small_year import live

TODAY = date(2018, 3, 31)
TAKEN = os.environ.get("GUILDHALL_PICTURES") == "1"
LIVED = Path(os.environ.get("GUILDHALL_DEMONSTRATION", PICTURES / "var")) / "guildhall.sqlite3"
SMALL = Volume(2017, requests=20)
ANSWER = "law=foi&received-day=12&received-month=3&received-year=2018"


@pytest.fixture
def city(transactional_db, settings):
    """The city at the end of its year: a small one, or for pictures the whole one."""
    settings.DEMONSTRATION, settings.PINNED_TODAY = True, TODAY.isoformat()
    settings.LETTERS = "console"
    if TAKEN:
        connection.ensure_connection()
        with sqlite3.connect(LIVED) as lived:
            lived.backup(connection.connection)
    else:
        live(SMALL)


def clarified():
    """An open request with a date and a story: the more events, the better to look at."""
    dated = InformationRequest.objects.filter(closed_on=None, due_on__gte=TODAY)
    return dated.order_by("-event_count", "pk").first()


def picture(page, address, name):
    if address:
        page.goto(address)
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (
        f"{page.url} is too wide"
    )
    shot(page, name, whole=False)


@pytest.mark.browser
def test_the_tour(page, phone, sign_in, city):
    picture(page, "/disclosures/", "disclosures")
    picture(page, "/numbers/2017-18/", "numbers")
    picture(page, f"/when-is-my-answer-due/?{ANSWER}", "calculator")
    picture(page, "/plan/2018-23/board/", "plan")
    sign_in(page, summon()["amira"])
    picture(page, "/desk/requests/", "desk")
    picture(page, "/duties/", "duties")
    page.set_viewport_size({"width": 1280, "height": 1150})
    picture(page, clarified().get_absolute_url(), "record")

    phone.goto("/ask/")
    phone.get_by_label("Something else").check()
    phone.get_by_role("button", name="Continue").click()
    picture(phone, "", "ask")

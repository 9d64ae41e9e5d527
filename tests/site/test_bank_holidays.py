"""The page on which a bank holiday is added: who may, what follows, and what cannot be."""

from datetime import date

import pytest
from django.test import Client

from guildhall.kernel import redating, time
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.holidays import Holiday
from guildhall.services.requests.actions import ask

pytestmark = pytest.mark.django_db
VICTORY = {
    "change": "add",
    "day": "2026-06-16",
    "nation": "scotland",
    "title": "Victory holiday",
    "source": "https://www.gov.uk/bank-holidays",
    "announced_on": "2026-06-01",
    "proclamation": "Gazette 64500",
}


@pytest.fixture
def signed_in(settings):
    settings.DEMONSTRATION = True

    def browser(user):
        client = Client()
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
        return client

    return browser


@pytest.fixture
def queued(monkeypatch):
    """The dating anew that was asked of the worker."""
    asked = []
    monkeypatch.setattr(type(redating.redate_for), "enqueue", lambda task, *told: asked.append((task, told)))
    return asked


def test_an_administrator_adds_a_holiday_and_every_open_record_follows(signed_in, cast, own_calendar, queued):
    with time.pretend(date(2026, 6, 12)):
        request = ask(by=SYSTEM, wanted="Gritting", name="Jo Castle", email="jo.castle@example.org")
    browser = signed_in(cast["priya"])

    response = browser.post("/holidays/", VICTORY)
    task, told = queued[-1]
    task.func(*told)

    request.refresh_from_db()
    page = browser.get("/holidays/").content.decode()
    assert (response.status_code, response["Location"]) == (303, "/holidays/")
    assert "Tue 16 June 2026 is a bank holiday in Scotland. Every open record is being dated anew" in page
    assert "Priya Nair" in page
    assert "Gazette 64500" in page
    assert request.due_on == date(2026, 7, 15)
    assert request.events.get(sequence=2).actor == "Priya Nair"


def test_it_is_added_once_however_often_the_form_is_sent(signed_in, cast, own_calendar, queued):
    browser = signed_in(cast["amira"])
    browser.post("/holidays/", VICTORY)

    again = browser.post("/holidays/", VICTORY)

    assert again.status_code == 422
    assert "Tue 16 June 2026 is a bank holiday in Scotland already" in again.content.decode()
    assert (Holiday.objects.count(), len(queued)) == (1, 1)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"day": "2026-06-13"}, "Sat 13 June 2026 is not a working day anyway"),
        ({"day": "2026-06-31"}, "Date must be a real date"),
        ({"day": ""}, "Enter date"),
        ({"nation": "cornwall"}, "from the list"),
        ({"title": "x" * 121}, "Name of the holiday must be 120 characters or less"),
        ({"title": "Vic\x00tory"}, "must not include hidden characters"),
        ({"change": "remove"}, "is no bank holiday in Scotland already"),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(
    signed_in, cast, own_calendar, queued, changed, sentence
):
    response = signed_in(cast["priya"]).post("/holidays/", {**VICTORY, **changed})

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert "https://www.gov.uk/bank-holidays" in response.content.decode()
    assert not queued
    assert not Holiday.objects.exists()


def test_other_staff_read_it_and_change_nothing(signed_in, cast, own_calendar, queued):
    for key in ("tomas", "helen", "ines"):
        browser = signed_in(cast[key])
        page = browser.get("/holidays/")
        assert page.status_code == 200
        assert "Administrators and information officers may do this" in page.content.decode()
        assert '<form method="post" novalidate' not in page.content.decode()
        assert browser.post("/holidays/", VICTORY).status_code == 403

    assert not Holiday.objects.exists()


def test_the_public_does_not_see_it(signed_in, cast):
    assert signed_in(cast["jo"]).get("/holidays/").status_code == 403
    assert Client().get("/holidays/").status_code == 302


def test_the_coming_holidays_are_told_with_where_they_are_kept(signed_in, cast, own_calendar):
    with time.pretend(date(2026, 6, 1)):
        page = " ".join(signed_in(cast["amira"]).get("/holidays/").content.decode().split())

    assert "Mon 13 Jul 2026" in page
    assert "in Northern Ireland" in page

"""Everything the law puts a day to: by month, as a list, and as a feed one can take back."""

from datetime import date

import pytest
from django.test import Client
from icalendar import Calendar

from guildhall.kernel.pages import calendar, feed_keys
from guildhall.kernel.records import Record, Sensitivity


@pytest.fixture
def amira(cast, client_of, today):
    return client_of(cast["amira"])


def entries(response):
    days = [day for week in response.context["month"].weeks for day in week]
    return {day.on: [entry.label for entry in day.entries] for day in days if day.entries}


def feed_of(user):
    return Client().get(f"/calendar/{feed_keys.renew(user).token}.ics")


def test_a_month_shows_each_deadline_on_its_day(amira, asked):
    record = asked(5)

    shown = entries(amira.get("/calendar/?month=2018-04"))

    assert shown == {date(2018, 4, 11): [f"{record.reference} answer"]}


def test_bank_holidays_are_named_wherever_they_are_kept(amira, db):
    month = amira.get("/calendar/?month=2018-03").context["month"]

    assert month.closed[date(2018, 3, 30)] == "Good Friday"
    assert date(2018, 3, 19) in month.closed


def test_a_day_that_holds_too_many_leads_to_its_list(amira, asked, monkeypatch):
    monkeypatch.setattr(calendar, "A_DAY", 1)
    asked(5), asked(5), asked(5)

    shown = entries(amira.get("/calendar/?month=2018-04"))[date(2018, 4, 11)]

    assert shown[1:] == ["2 more"]


def test_a_month_that_makes_no_sense_is_this_one(amira, db):
    for asked_for in ("2018-13", "x", "0000-01", "99999-01"):
        assert amira.get("/calendar/", {"month": asked_for}).context["month"].starts_on == date(2018, 3, 1)


def test_the_list_goes_on_from_page_to_page(amira, asked, monkeypatch):
    monkeypatch.setattr(calendar, "A_LIST", 2)
    for days in (1, 1, 2, 3, 3):
        asked(days)

    found, address = [], "/calendar/list/"
    while address:
        response = amira.get(address)
        found += [each["reference"] for day in response.context["days"] for each in day["entries"]]
        following = response.context["next"]
        address = following and f"/calendar/list/{following}"

    assert len(found) == len(set(found)) == 5


def test_what_is_restricted_or_done_is_not_on_the_calendar(amira, asked):
    walled, closed = asked(5, "CANARY"), asked(5, "CANARY")
    Record.objects.filter(pk=walled.pk).update(sensitivity=Sensitivity.RESTRICTED)
    Record.objects.filter(pk=closed.pk).update(closed_on=date(2018, 3, 14))

    for address in ("/calendar/?month=2018-04", "/calendar/list/"):
        page = amira.get(address).content.decode()
        assert walled.reference not in page
        assert closed.reference not in page
        assert "CANARY" not in page


def test_the_feed_has_the_same_dates_by_their_references_only(cast, asked, today):
    record = asked(5, "CANARY in the title")

    response = feed_of(cast["amira"])
    events = Calendar.from_ical(response.content).walk("VEVENT")

    assert response.headers["Content-Type"].startswith("text/calendar")
    assert [event.decoded("dtstart") for event in events] == [date(2018, 4, 11)]
    assert str(events[0]["summary"]) == f"{record.reference}: answer due"
    assert b"CANARY" not in response.content


def test_the_feed_shows_what_its_owner_may_see_and_no_more(cast, asked, today):
    asked(5)

    assert len(Calendar.from_ical(feed_of(cast["amira"]).content).walk("VEVENT")) == 1
    assert len(Calendar.from_ical(feed_of(cast["tomas"]).content).walk("VEVENT")) == 0


def test_a_new_address_ends_the_old_one(cast, amira):
    old = feed_keys.renew(cast["amira"]).token

    amira.post("/calendar/key/")

    assert Client().get(f"/calendar/{old}.ics").status_code == 404
    assert Client().get(amira.get("/calendar/").context["feed"].partition("8000")[2]).status_code == 200


def test_an_address_can_be_withdrawn(cast, amira):
    token = feed_keys.renew(cast["amira"]).token

    amira.post("/calendar/key/", {"withdraw": ""})

    assert Client().get(f"/calendar/{token}.ics").status_code == 404
    assert amira.get("/calendar/").context["feed"] == ""


def test_the_feed_ends_when_its_owner_leaves(cast, today):
    token = feed_keys.renew(cast["amira"]).token
    cast["amira"].is_active = False
    cast["amira"].save()

    assert Client().get(f"/calendar/{token}.ics").status_code == 404


@pytest.mark.parametrize("token", ["x", "x~y", "~", "a" * 300])
def test_a_made_up_address_opens_nothing(db, token):
    assert Client().get(f"/calendar/{token}.ics").status_code == 404


def test_the_calendar_costs_the_same_queries_however_full_it_is(amira, asked, django_assert_max_num_queries):
    for days in range(8):
        asked(days)

    with django_assert_max_num_queries(7):
        amira.get("/calendar/?month=2018-04")

"""The desk and its queues: most urgent first, counted, filtered, and never more than one may see."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from guildhall.kernel import time
from guildhall.kernel.pages import queue as queues
from guildhall.kernel.pages.saved_views import SavedView
from guildhall.kernel.records import Record, Sensitivity
from guildhall.services.requests.actions import triage
from guildhall.services.requests.service import requests


@pytest.fixture
def amira(cast, client_of, today):
    return client_of(cast["amira"])


def listed(response):
    return [row.title for row in response.context["rows"]]


def numbers(response):
    return {chip["label"]: chip["number"] for chip in response.context["chips"]}


def give(record, to):
    return requests.actions["assign"](record, by=to, owner=to.pk, team="")


def test_the_late_come_first_and_those_that_wait_for_somebody_last(amira, asked):
    asked(0, "asked today")
    asked(40, "asked long ago")
    waiting = asked(5, "waits for an answer")
    asked(20, "asked weeks ago")
    Record.objects.filter(pk=waiting.pk).update(due_on=None, urgent_on=date.max)

    response = amira.get("/desk/requests/")

    assert listed(response) == ["asked long ago", "asked weeks ago", "asked today", "waits for an answer"]


def test_chips_count_what_an_officer_asks_every_morning(amira, asked, cast):
    asked(40, "late")
    give(asked(0, "mine"), cast["amira"])
    asked(28, "due today")

    counted = numbers(amira.get("/desk/requests/"))

    assert counted["Late"] == "1"
    assert counted["Due today"] == "1"
    assert counted["Mine"] == "1"
    assert counted["Nobody’s"] == "2"
    assert counted["All open"] == "3"
    assert counted["Closed"] == "0"


@pytest.mark.parametrize(
    ("show", "expected"),
    [("late", ["late"]), ("today", ["due today"]), ("mine", ["mine"]), ("closed", []), ("waiting", [])],
)
def test_a_chip_that_is_pressed_becomes_the_list(amira, asked, cast, show, expected):
    asked(40, "late")
    give(asked(0, "mine"), cast["amira"])
    asked(28, "due today")

    assert listed(amira.get(f"/desk/requests/?show={show}")) == expected


def test_counts_stop_at_a_thousand(amira, asked, monkeypatch):
    monkeypatch.setattr(queues.counting, "CAP", 2)
    monkeypatch.setattr(queues.counting.capped, "__defaults__", (2,))
    monkeypatch.setattr(queues.counting.shown, "__defaults__", (2,))
    for _ in range(3):
        asked(0)

    assert numbers(amira.get("/desk/requests/"))["All open"] == "1+"


def test_filters_narrow_by_stage_person_and_the_services_own_choices(amira, asked, cast):
    triage(asked(1, "an environmental one"), by=cast["amira"], regime="eir")
    asked(2, "another")

    assert listed(amira.get("/desk/requests/?regime=eir")) == ["an environmental one"]
    assert listed(amira.get("/desk/requests/?stage=searching&owner=none")) == ["an environmental one"]
    assert listed(amira.get(f"/desk/requests/?owner={cast['amira'].pk}")) == []
    assert listed(amira.get("/desk/requests/?q=environmental")) == ["an environmental one"]
    assert listed(amira.get("/desk/requests/?q=***")) == []


def test_what_makes_no_sense_in_the_address_is_passed_over(amira, asked):
    asked(1, "there")

    response = amira.get("/desk/requests/?show=everything&stage=magna&owner=x&after=never.1&team=0&q=")

    assert listed(response) == ["there"]


def test_the_next_page_goes_on_where_this_one_ends(amira, asked, monkeypatch):
    monkeypatch.setattr(queues, "SIZE", 2)
    for number in range(5):
        asked(30 - number, f"number {number}")

    first = amira.get("/desk/requests/")
    second = amira.get("/desk/requests/" + first.context["queue"].next)
    third = amira.get("/desk/requests/" + second.context["queue"].next)

    assert listed(first) + listed(second) + listed(third) == [f"number {number}" for number in range(5)]
    assert third.context["queue"].next == ""


def test_closed_records_are_listed_last_closed_first(amira, asked, cast, monkeypatch):
    monkeypatch.setattr(queues, "SIZE", 1)
    for closed, title in ((3, "closed first"), (1, "closed last")):
        record = asked(10, title)
        Record.objects.filter(pk=record.pk).update(closed_on=date(2018, 3, 14) - timedelta(days=closed))

    first = amira.get("/desk/requests/?show=closed")
    second = amira.get("/desk/requests/" + first.context["queue"].next)

    assert listed(first) + listed(second) == ["closed last", "closed first"]


def test_the_desk_merges_every_service_one_works_in(cast, client_of, asked, today):
    asked(10, "a request")
    helen = client_of(cast["helen"])

    response = helen.get("/desk/?show=open")

    assert listed(response) == ["a request"]
    assert response.context["services"] == sorted(response.context["services"], key=str)


def test_the_desk_shows_first_what_is_mine(amira, asked, cast):
    asked(10, "nobody's")
    give(asked(5, "mine"), cast["amira"])

    assert listed(amira.get("/desk/")) == ["mine"]


def test_a_restricted_record_is_on_nobodys_desk_but_theirs_who_may_read_it(cast, client_of, asked, today):
    record = asked(10, "CANARY")
    Record.objects.filter(pk=record.pk).update(sensitivity=Sensitivity.RESTRICTED)

    for player, sees in (("amira", False), ("ines", True)):
        response = client_of(cast[player]).get("/desk/requests/")
        assert (b"CANARY" in response.content) is sees
        assert numbers(response)["All open"] == ("1" if sees else "0")


def test_a_queue_one_does_not_work_in_is_not_there(cast, client_of, today):
    assert client_of(cast["tomas"]).get("/desk/requests/").status_code == 404
    assert client_of(cast["tomas"]).get("/desk/nothing/").status_code == 404


def test_residents_and_strangers_have_no_desk(cast, client_of, db):
    assert client_of(cast["jo"]).get("/desk/").status_code == 403
    assert Client().get("/desk/").headers["Location"].startswith("/accounts/login/?next=/desk/")


def test_the_queue_costs_the_same_queries_however_long_it_is(
    amira, asked, cast, django_assert_max_num_queries
):
    for days in range(12):
        give(asked(days), cast["amira"])

    amira.get("/desk/requests/")
    with django_assert_max_num_queries(9):
        amira.get("/desk/requests/")


@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="PostgreSQL's plan depends on how full its tables are"
)
def test_chips_are_counted_in_an_index_alone(amira, cast, asked):
    give(asked(1), cast["amira"])
    with CaptureQueriesContext(connection) as asked_of_it:
        amira.get("/desk/requests/")
    (counting,) = [each["sql"] for each in asked_of_it if each["sql"].startswith("SELECT (SELECT COUNT")]

    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {counting}")
        searched = [what for *_, what in cursor.fetchall() if "kernel_record" in what]

    assert len(searched) == 8
    assert [what for what in searched if "USING COVERING INDEX" not in what] == []


def test_ticked_records_are_given_away_one_event_each(amira, asked, cast):
    one, two, left = asked(1, "one"), asked(2, "two"), asked(3, "left alone")

    response = amira.post(
        "/desk/requests/assign/",
        {"record": [one.reference, two.reference], "owner": cast["bill"].pk, "back": "show=unassigned"},
    )

    assert response.status_code == 303
    assert response.headers["Location"] == "/desk/requests/?show=unassigned"
    assert {each.owner for each in Record.objects.filter(pk__in=[one.pk, two.pk])} == {cast["bill"]}
    assert Record.objects.get(pk=left.pk).owner is None
    assert one.events.last().sentence == "Amira Haddad gave it to Bill Thorne."


def test_giving_changes_only_what_was_chosen(amira, asked, cast):
    record = give(asked(1), cast["amira"])
    parking = cast["tomas"].grants.first().team

    amira.post("/desk/requests/assign/", {"record": [record.reference], "team": parking.pk})

    given = Record.objects.get(pk=record.pk)
    assert (given.owner, given.team) == (cast["amira"], parking)


def test_the_way_back_leads_nowhere_but_to_the_queue(amira, asked):
    response = amira.post("/desk/requests/assign/", {"back": "//evil.example/?x=1"})

    assert response.headers["Location"].startswith("/desk/requests/?")


def test_somebody_who_may_not_give_is_told_so(cast, client_of, asked, today):
    record = asked(1)

    response = client_of(cast["ines"]).post(
        "/desk/requests/assign/", {"record": [record.reference], "owner": cast["ines"].pk}, follow=True
    )

    assert b"was not given: Your role does not include this." in response.content


def test_a_view_is_saved_under_a_name_and_forgotten_again(amira, cast, asked):
    asked(1)
    amira.post("/desk/requests/views/", {"name": "Monday", "back": "show=late&regime=eir"})
    view = SavedView.objects.get(user=cast["amira"])

    assert b"Monday" in amira.get("/desk/requests/").content
    assert view.url == "/desk/requests/?show=late&regime=eir"

    amira.post(f"/desk/requests/views/{view.pk}/forget/")
    assert not SavedView.objects.exists()


def test_a_view_needs_a_name(amira):
    response = amira.post("/desk/requests/views/", {"name": "", "back": "show=late"})

    assert response.status_code == 422
    assert b"Enter name of this view" in response.content


def test_nobody_forgets_somebody_elses_view(amira, cast, client_of, today):
    view = SavedView.objects.create(user=cast["bill"], service="requests", name="Bill’s")

    amira.post(f"/desk/requests/views/{view.pk}/forget/")

    assert SavedView.objects.filter(pk=view.pk).exists()


def test_everything_on_the_page_can_be_ticked_without_a_script(amira, asked):
    asked(1), asked(2)

    page = amira.get("/desk/requests/?ticked=all").content.decode()

    assert page.count(" checked>") == 2


def test_late_is_said_in_days(amira, asked):
    with time.pretend(date(2018, 3, 14)):
        asked(29, "a day over")

    assert "1 day late" in amira.get("/desk/requests/").content.decode()


def test_a_desk_opens_on_what_there_is_to_do(cast, client_of, asked):
    """Mine first; without any, my team's; else all that is open: nobody's first sight is an empty desk."""
    request = triage(asked(3, "About parking"), by=cast["amira"], regime="foi")
    requests.actions["ask_team"](
        request,
        by=cast["amira"],
        teams=[cast["tomas"].grants.get(service="parts").team_id],
        question="How many tickets?",
    )

    def pressed(name):
        response = client_of(cast[name]).get("/desk/")
        chips = [chip["label"] for chip in response.context["chips"] if chip["active"]]
        return chips, len(listed(response))

    assert pressed("helen") == (["All open"], 2)
    assert pressed("tomas") == (["My team’s"], 1)

    give(request, cast["amira"])
    assert pressed("amira") == (["Mine"], 1)

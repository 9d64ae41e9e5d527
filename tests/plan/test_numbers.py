"""The year in numbers: live where a service has the records, published figures beside them."""

import csv
import io
import json
from datetime import date
from decimal import Decimal

import pytest
from django.core.management import call_command

from guildhall.kernel import time
from guildhall.kernel.figures import Sample, freeze_measures
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.measures import measure
from guildhall.kernel.periods import Period
from guildhall.kernel.services import Publish, service
from guildhall.plan.charts import trend_in_words
from guildhall.plan.figures import NUMBERS
from guildhall.plan.loading import edition, load_figures
from guildhall.plan.numbers import in_words, numbers_for
from guildhall.services.requests import actions
from guildhall.services.requests.models import InformationRequest

YEAR = Period.year(2017)


@pytest.fixture
def two_requests(plan, cast):
    for day in (date(2017, 4, 28), date(2018, 3, 31)):
        with time.pretend(day):
            actions.ask(by=SYSTEM, wanted="Potholes", name="Jo Castle", email="jo.castle@example.org")


def told(period=YEAR):
    return {each.number.key: each for each in numbers_for(period)}


def test_every_figure_of_the_printed_page_is_there(plan):
    printed = {
        "electors": 146_527, "formal_meetings": 159, "informal_meetings": 65, "online_forms": 33_072,
        "citizen_accounts": 22_216, "online_payments": 10_545_518, "website_users": 1_222_818,
        "calls_handled": 90_539, "customers_seen": 8_336, "cashier_payments": 35_081,
        "helpdesk_satisfaction": 97, "email_subscribers": 19_295, "marketing_emails": 225_288,
        "social_media_reach": 3_803_269, "traded_income": 4_300_000, "tower_income": 3_500_000,
        "communications_income": 657_049,
        "digital_savings": 2_500_000, "helpdesk_budget_cut": 25, "print_savings": 1_352_313,
    }  # fmt: skip

    assert {key: each.value for key, each in told().items() if key != "information_requests"} == printed


def test_information_requests_are_counted_live(two_requests):
    requests = told()["information_requests"]

    assert (requests.value, requests.source) == (2, "live")
    assert requests.records == "/numbers/2017-18/information_requests/"


def test_a_published_figure_says_whose_it_is_and_opens_to_no_records(plan):
    electors = told()["electors"]

    assert (electors.source, electors.records) == ("published", None)
    assert "Business plan 2018/19" in electors.origin


@pytest.mark.parametrize(
    ("key", "period"),
    [
        ("electors", "May 2018"),
        ("digital_savings", "2019-20"),
        ("helpdesk_budget_cut", "since 2014-15"),
        ("print_savings", "since 2012-13"),
    ],
)
def test_a_figure_for_another_time_says_so(plan, key, period):
    assert told()[key].period.name == period


def test_another_year_shows_no_figure_of_this_one(plan):
    assert {each.value for each in numbers_for(Period.year(2016))} == {None, Decimal(0)}


def test_last_years_figure_stands_beside_this_years(two_requests):
    Sample.objects.create(
        measure="formal_meetings", first=date(2016, 4, 1), last=date(2017, 3, 31), value=150, source="Minutes"
    )

    assert told()["formal_meetings"].last_year == 150
    assert told(Period.year(2018))["information_requests"].last_year == 2


def test_loading_the_figures_again_changes_nothing(plan):
    before = list(Sample.objects.order_by("pk").values_list("pk", "value"))

    load_figures(Sample, edition("figures-2017-18"))

    assert list(Sample.objects.order_by("pk").values_list("pk", "value")) == before


def test_every_number_is_computed_or_published(plan):
    published = edition("figures-2017-18")["figures"].keys()

    for number in NUMBERS:
        # What is counted only from some day on was published for the years before.
        told = number.measure is None or number.measure.since is not None
        assert told == (number.key in published), number.key


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (Decimal("1619.0000"), "requests", "1,619"),
        (Decimal("97"), "%", "97%"),
        (Decimal("92.5"), "%", "92.5%"),
        (Decimal("10545518"), "£", "£10,545,518"),
        (Decimal("4300000"), "£", "£4.3m"),
        (Decimal("657049"), "£", "£657,049"),
        (None, "£", ""),
    ],
)
def test_a_figure_is_written_as_people_write_it(value, unit, words):
    assert in_words(value, unit) == words


def test_the_page_is_told_in_six_queries_however_many_numbers(two_requests, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        numbers_for(YEAR)


def test_the_months_are_told_in_words_too():
    months = [(date(2017, 4 + place, 1), Decimal(value)) for place, value in enumerate((4, 9, 2))]

    assert trend_in_words(months) == "Month by month: highest in May (9), lowest in June (2)"


def test_months_that_are_all_alike_have_nothing_to_tell():
    assert trend_in_words([(date(2017, 4, 1), None), (date(2017, 5, 1), Decimal(3))]) == ""
    assert trend_in_words([(date(2017, 4, 1), Decimal(3)), (date(2017, 5, 1), Decimal(3))]) == ""
    assert trend_in_words([]) == ""


def test_the_command_answers_programs(two_requests, capsys):
    call_command("numbers", "--period", "2017-18", "--json")

    first, second, *_ = json.loads(capsys.readouterr().out)
    assert first == {
        "key": "information_requests",
        "label": "information requests",
        "value": 2,
        "unit": "requests",
        "period": "2017-18",
        "source": "live",
        "records": "/numbers/2017-18/information_requests/",
    }
    assert (second["value"], second["period"], second["source"], second["records"]) == (
        146527,
        "May 2018",
        "published",
        None,
    )


def test_the_command_answers_people(two_requests, capsys):
    call_command("numbers", "--period", "2017-18")

    assert "2  information requests (2017-18, live)" in capsys.readouterr().out


@pytest.mark.parametrize("period", ["2017", "last year", "2017-19"])
def test_the_command_refuses_what_is_no_period_in_one_sentence(plan, capsys, period):
    with pytest.raises(SystemExit) as left:
        call_command("numbers", "--period", period)

    assert left.value.code == 2
    assert (
        capsys.readouterr()
        .err.strip()
        .startswith(f"“{period}” is not a period: write a financial year as 2017-18")
    )


def test_the_public_page_shows_tiles_and_the_same_as_a_table(two_requests, client):
    with time.pretend(date(2018, 3, 31)):
        page = client.get("/numbers/").content.decode()

    assert "Portsmouth in numbers, 2017-18" in page
    assert page.count('<article class="tile') == 21
    assert "146,527" in page
    assert "£4.3m" in page
    assert "Making money" in page
    assert '<p class="tile__period">May 2018</p>' in page
    assert '<p class="tile__figure tile__figure--long">£10,545,518</p>' in page
    assert page.count("Source: published figure") == 20


def test_a_year_nothing_is_known_of_says_so(plan, client):
    page = client.get("/numbers/2010-11/").content.decode()

    assert "Nobody has published a figure for 2010-11 of:" in page


def test_a_restated_figure_says_what_it_was(two_requests, cast, client):
    freeze_measures(date(2018, 4, 1))
    with time.pretend(date(2018, 4, 9)):
        actions.log(
            by=cast["amira"], wanted="Salt", name="Sam Quill", email="sam@example.org", channel="post",
            regime="foi", address="", on=date(2018, 3, 29),
        )  # fmt: skip

    assert "Restated: it was 2 on" in client.get("/numbers/2017-18/").content.decode()


def test_what_is_no_period_is_no_page(plan, client):
    for address in ("/numbers/2017/", "/numbers/nothing.csv", "/numbers/2017-19/information_requests/"):
        assert client.get(address).status_code == 404


def test_the_page_comes_as_csv_and_json_too(two_requests, client):
    rows = list(csv.DictReader(io.StringIO(client.get("/numbers/2017-18.csv").content.decode())))
    data = client.get("/numbers/2017-18.json").json()

    assert [row["key"] for row in rows] == [row["key"] for row in data] == [number.key for number in NUMBERS]
    assert rows[0]["value"] == "2"


@pytest.fixture
def disclosure_log():
    """The requests publish something, whatever their declaration says."""
    requests = service("requests")
    declared = requests.publishes
    requests.publishes = Publish(
        "publish", {"answered"}, ("summary",), "public_title", "/disclosure-log/", "Log"
    )
    yield
    requests.publishes = declared


def test_the_public_opens_a_number_to_what_is_published_only(two_requests, disclosure_log, client):
    InformationRequest.objects.filter(opened_on=date(2017, 4, 28)).update(
        published_on=date(2017, 6, 1), public_title="Holes in roads"
    )

    page = client.get("/numbers/2017-18/information_requests/").content.decode()

    assert "IR-2017-00001" in page
    assert "IR-2018-00001" not in page
    assert "Holes in roads" in page
    assert "Potholes" not in page
    assert "Fewer than 5 more are not published." in page


def test_staff_open_a_number_to_the_records_they_may_see(two_requests, cast, client, settings):
    settings.DEMONSTRATION = True  # nobody has a second factor
    client.force_login(cast["amira"])
    page = client.get("/numbers/2017-18/information_requests/").content.decode()

    assert "IR-2017-00001" in page
    assert "IR-2018-00001" in page


def test_the_list_behind_a_number_is_paginated_and_costs_few_queries(
    plan, cast, client, settings, django_assert_max_num_queries
):
    settings.DEMONSTRATION = True
    for _ in range(51):
        actions.ask(
            by=SYSTEM, wanted="Potholes", name="Jo Castle", email="jo.castle@example.org", on=date(2017, 5, 2)
        )
    period = Period.containing(time.today())
    client.force_login(cast["amira"])

    with django_assert_max_num_queries(18):  # two ask since when contacts and meetings are counted
        page = client.get(f"/numbers/{period.slug}/information_requests/").content.decode()

    assert 'href="?page=2"' in page
    assert page.count("/records/IR-") == 50


def test_a_published_figure_has_no_records_to_open(plan, client):
    assert client.get("/numbers/2017-18/electors/").status_code == 404
    assert client.get("/numbers/2017-18/unheard_of/").status_code == 404


def test_every_measure_named_is_declared():
    for number in NUMBERS:
        assert not number.measure_key or measure(number.measure_key)

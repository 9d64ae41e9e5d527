"""2017-18 beside a later year: each figure with its change, and by the head where the heads are known."""

from datetime import date

import pytest

from guildhall.kernel import time
from guildhall.kernel.figures import Sample
from guildhall.kernel.periods import Period
from guildhall.plan.comparing import beside, left_out

THEN, NOW = Period.year(2017), Period.year(2018)
ADDRESS = "/numbers/2017-18/beside/2018-19/"


def sample(key, value, year):
    Sample.objects.create(measure=key, first=year.first, last=year.last, value=value, source="Telephony")


@pytest.fixture
def fewer_calls(plan):
    sample("calls_handled", 81_485, NOW)
    sample("helpdesk_satisfaction", 95, NOW)


def rows():
    with time.pretend(date(2019, 5, 1)):
        return {each.now.number.key: each for each in beside(THEN, NOW, None)}


def test_each_figure_stands_beside_the_later_one_with_its_change(fewer_calls):
    found = rows()

    assert (found["calls_handled"].then.shown, found["calls_handled"].now.shown) == ("90,539", "81,485")
    assert found["calls_handled"].change == "−10%"
    assert found["helpdesk_satisfaction"].change == "−2 points"
    assert found["formal_meetings"].change == ""


def test_by_the_head_is_left_out_and_said_where_nobody_knows_the_heads(fewer_calls):
    found = list(rows().values())

    assert all(each.by_the_head == "" for each in found)
    assert left_out(found, THEN, NOW) == (
        "Nothing is given by the head: no source says how many people lived here in 2017-18 and 2018-19."
    )


def test_by_the_head_is_given_where_both_years_have_a_source(fewer_calls):
    sample("population", 100_000, THEN)
    sample("population", 125_000, NOW)
    found = rows()

    assert found["calls_handled"].by_the_head == "905.4, now 651.9"
    assert found["helpdesk_satisfaction"].by_the_head == ""
    assert left_out(list(found.values()), THEN, NOW) == ""


def test_the_page_and_its_file_name_both_years(fewer_calls, client):
    with time.pretend(date(2019, 5, 1)):
        page = client.get(ADDRESS).content.decode()
        file = client.get(f"{ADDRESS.rstrip('/')}.csv").content.decode()

    assert "in numbers, 2017-18 beside 2018-19" in page
    assert "Nothing is given by the head" in page
    assert 'Calls handled by the city helpdesk,"90,539","81,485",−10%,' in file


@pytest.mark.parametrize("other", ["2017-18", "soon", "2018-19-Q1", "2090-91"])
def test_only_two_years_that_have_begun_are_compared(plan, client, other):
    assert client.get(f"/numbers/2017-18/beside/{other}/").status_code == 404


def test_the_year_in_numbers_leads_to_its_history(plan, client):
    with time.pretend(date(2019, 5, 1)):
        assert ADDRESS in client.get("/numbers/2018-19/").content.decode()

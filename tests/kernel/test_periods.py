"""A period has the name people use, and is found again by it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guildhall.kernel.periods import Period, just_ended

YEARS = st.integers(1950, 2090)


def test_a_financial_year_runs_from_april_to_march():
    year = Period.parse("2017-18")

    assert (year.first, year.last) == (date(2017, 4, 1), date(2018, 3, 31))


def test_the_fourth_quarter_lies_in_the_next_calendar_year():
    quarter = Period.parse("2017-18 Q4")

    assert (quarter.first, quarter.last) == (date(2018, 1, 1), date(2018, 3, 31))


def test_a_month_may_be_written_as_a_number_or_by_name():
    assert Period.parse("2018-05") == Period.parse("May 2018") == Period.month(date(2018, 5, 24))


@pytest.mark.parametrize(
    "text", ["", "2017", "2017-19", "2017-18 Q5", "0000-01", "Mayday 2018", "2017-18\x00", "２０１７-18"]
)
def test_what_is_no_period_gets_a_sentence_with_an_example(text):
    with pytest.raises(ValueError, match="is not a period: write a financial year as 2017-18"):
        Period.parse(text)


@given(YEARS)
def test_every_year_and_quarter_is_found_again_by_its_address(start):
    periods = [Period.year(start), *(Period.quarter(start, number) for number in (1, 2, 3, 4))]

    assert [Period.parse(each.slug) for each in periods] == periods


@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)))
def test_every_month_is_found_again_by_its_address(day):
    assert Period.parse(Period.month(day).slug) == Period.month(day)


@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)), st.integers(1, 4))
def test_the_period_before_is_the_same_one_a_year_earlier(day, number):
    for period in (Period.month(day), Period.quarter(day.year, number), Period.containing(day)):
        assert period.before.first == period.first.replace(year=period.first.year - 1)
        assert len(list(period.before.months())) == len(list(period.months()))


@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)))
def test_what_has_just_ended_ended_before_today(day):
    month, quarter, year = just_ended(day)

    assert max(month.last, quarter.last, year.last) < day
    assert (day - month.last).days <= 31
    assert (day - quarter.last).days <= 92
    assert (day - year.last).days <= 366


def test_the_twelve_months_to_any_month_are_a_period_too():
    rolling = Period.year_to(date(2018, 2, 14))

    assert (rolling.first, rolling.last, rolling.name) == (
        date(2017, 3, 1),
        date(2018, 2, 28),
        "year to February 2018",
    )
    assert rolling.before.name == "year to February 2017"
    assert rolling.previous.name == "year to January 2018"
    assert Period.parse("year to February 2018") == Period.parse(rolling.slug) == rolling


@pytest.mark.parametrize(
    ("period", "previous"),
    [
        ("2018-19", "2017-18"),
        ("2018-19 Q1", "2017-18 Q4"),
        ("2018-19 Q4", "2018-19 Q3"),
        ("January 2018", "December 2017"),
    ],
)
def test_each_period_follows_another(period, previous):
    assert Period.parse(period).previous == Period.parse(previous)


@pytest.mark.parametrize(
    ("day", "quarter"),
    [(date(2018, 4, 1), "2018-19 Q1"), (date(2018, 12, 30), "2018-19 Q3"), (date(2019, 3, 31), "2018-19 Q4")],
)
def test_every_day_lies_in_a_quarter(day, quarter):
    assert Period.quarter_of(day).name == quarter

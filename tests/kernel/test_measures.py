"""A figure is a query: it can be opened, compared with last year's, and frozen when its period ends."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser

from guildhall.kernel import time
from guildhall.kernel.figures import Snapshot, freeze_measures, read
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.measures import Count, Mean, Measure, Share, Total, measure
from guildhall.kernel.periods import Period
from guildhall.kernel.records import Record
from guildhall.services.requests import actions
from guildhall.services.requests.models import InformationRequest

YEAR = Period.year(2017)


def asked_on(day, name="Jo Castle"):
    with time.pretend(day):
        return actions.ask(by=SYSTEM, wanted="Gritting routes", name=name, email="someone@example.org")


def answered_on(day, record, by):
    with time.pretend(day):
        return actions.answer(record, by=by, outcome="granted", answer="Here they are.")


@pytest.fixture
def a_year_of_requests(cast):
    """Six received in 2017-18, three of them answered in time and one late; and one of the year before."""
    days = [date(2017, 4, 3), date(2017, 4, 18), date(2017, 7, 3), date(2018, 2, 1), date(2018, 3, 31)]
    answered_on(date(2016, 5, 3), asked_on(date(2016, 4, 29)), cast["amira"])
    for day in days[:3]:
        answered_on(day + timedelta(days=7), asked_on(day), cast["amira"])
    answered_on(date(2017, 12, 1), asked_on(date(2017, 8, 1)), cast["amira"])
    for day in days[3:]:
        asked_on(day)


def test_requests_are_counted_on_the_day_they_arrived(a_year_of_requests):
    assert measure("requests.received").value(YEAR) == 6


def test_a_share_is_of_those_closed_in_the_period(a_year_of_requests):
    assert measure("requests.in_time").value(YEAR) == Decimal("75.0")


def test_a_share_of_nothing_is_no_answer(cast):
    assert measure("requests.in_time").value(YEAR) is None


def test_a_mean_and_a_total_leave_out_what_is_empty(a_year_of_requests):
    records = Record.objects.of("requests").opened_in(YEAR)

    assert Total(records, "version").value() == 4 * 2 + 2 * 1
    assert Mean(records, "version").value() == Decimal("1.7")
    assert Mean(records.none(), "version").value() is None


def test_the_history_says_what_the_figure_says(a_year_of_requests):
    for key in ("requests.received", "requests.closed", "requests.in_time", "requests.granted"):
        history = measure(key).history(YEAR)

        assert history.value == measure(key).value(YEAR)
        assert history.last_year == measure(key).value(YEAR.before)


def test_a_year_the_records_do_not_reach_back_over_is_not_known(a_year_of_requests):
    assert measure("requests.received").history(YEAR.before).last_year is None
    assert measure("requests.still_open").history(YEAR.before).last_year is None


def test_the_history_runs_month_by_month_from_last_year_to_now(a_year_of_requests):
    months = measure("requests.received").history(YEAR).months

    assert len(months) == 24
    assert [(str(first), value) for first, value in months if value] == [
        ("2016-04-01", 1),
        ("2017-04-01", 2),
        ("2017-07-01", 1),
        ("2017-08-01", 1),
        ("2018-02-01", 1),
        ("2018-03-01", 1),
    ]


def test_a_history_is_one_grouped_query_for_each_sum(a_year_of_requests, django_assert_num_queries):
    with django_assert_num_queries(1 + 1):  # the other asks how far back the records reach
        measure("requests.received").history(YEAR)
    with django_assert_num_queries(2 + 1):
        measure("requests.in_time").history(YEAR)


def test_staff_open_a_figure_to_the_records_they_may_see(a_year_of_requests, cast):
    amira = measure("requests.received").behind(YEAR, cast["amira"])
    tomas = measure("requests.received").behind(YEAR, cast["tomas"])

    assert (amira.shown, amira.withheld) == (6, "")
    assert (tomas.shown, tomas.withheld) == (0, "6 more are outside your role.")


@pytest.mark.parametrize("stranger", [None, AnonymousUser()])
def test_the_public_opens_a_figure_to_what_is_published(a_year_of_requests, stranger):
    Record.objects.filter(opened_on=date(2017, 4, 3)).update(published_on=date(2017, 5, 1))

    behind = measure("requests.received").behind(YEAR, stranger)

    assert [record.opened_on for record in behind.records] == [date(2017, 4, 3)]
    assert behind.withheld == "5 more are not published."


def test_a_resident_is_the_public_here(a_year_of_requests, cast):
    assert not measure("requests.received").behind(YEAR, cast["jo"]).records.exists()


def test_small_numbers_are_not_counted_out_to_the_public(a_year_of_requests):
    Record.objects.filter(opened_on__lt=date(2018, 3, 1)).update(published_on=date(2017, 5, 1))

    assert measure("requests.received").behind(YEAR, None).withheld == "Fewer than 5 more are not published."


def test_a_measure_is_frozen_once_its_period_has_ended(a_year_of_requests):
    freeze_measures(date(2018, 3, 31))
    assert not Snapshot.objects.filter(measure="requests.received", last=YEAR.last).exists()

    freeze_measures(date(2018, 4, 1))
    asked_on(date(2018, 3, 30))
    freeze_measures(date(2018, 4, 2))

    assert Snapshot.objects.get(measure="requests.received", first=YEAR.first, last=YEAR.last).value == 6


def test_a_figure_that_moved_after_its_period_is_restated(a_year_of_requests):
    freeze_measures(date(2018, 4, 1))
    assert not read(measure("requests.received"), YEAR).restated

    asked_on(date(2018, 3, 30))

    figure = read(measure("requests.received"), YEAR)
    assert figure.restated
    assert (figure.value, figure.frozen.value) == (7, 6)


def test_nothing_is_frozen_long_after_its_period(a_year_of_requests):
    freeze_measures(date(2018, 6, 15))

    assert not Snapshot.objects.filter(first=YEAR.first, last=YEAR.last).exists()
    assert Snapshot.objects.filter(first=date(2018, 5, 1)).exists()


def test_a_stock_has_no_months_but_has_last_year(a_year_of_requests):
    class Standing:
        key, measures, spine = "standing", {}, Record.objects.of("requests")

    def open_at_the_end(period):
        return Count(InformationRequest.objects.filter(opened_on__lte=period.last))

    history = Measure(Standing, "Received so far", open_at_the_end).history(YEAR)

    assert (history.value, history.last_year, history.months) == (7, 1, [])


def test_a_percentage_reads_only_the_spine():
    answer = measure("requests.in_time").answer(YEAR)

    assert isinstance(answer, Share)
    assert "requests_informationrequest" not in str(answer.of.query)


def test_no_two_measures_of_a_service_share_a_name():
    with pytest.raises(ValueError, match="two measures called received"):

        @measure("requests.received").service.measure("Again")
        def received(period):
            return Count(InformationRequest.objects.all())

"""What the system does with promised figures by night: it freezes rolling years, and forecasts year ends."""

from datetime import date, timedelta

import pytest

from guildhall.kernel import time
from guildhall.kernel.figures import Sample, Snapshot
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.periods import Period
from guildhall.plan import bases
from guildhall.plan.actions import deliverables as deliverable_verbs
from guildhall.plan.actions import plans as plan_verbs
from guildhall.plan.actions import promises as promise_verbs
from guildhall.plan.forecasting import forecast_years
from guildhall.plan.models import Forecast, Promise
from guildhall.plan.upkeep import freeze_what_is_promised
from guildhall.services.requests import actions as requests


@pytest.fixture
def promised(db, cast):
    """A promise of each month's requests, and one of each quarter's visitors, whom nobody counts here."""
    with time.pretend(date(2017, 4, 3)):
        plan = plan_verbs.enter(
            by=cast["nadia"], key="counts", title="Counts", directorate="CCDS", first="2017-04-01",
            last="2019-03-31",
        )  # fmt: skip
        deliverable = deliverable_verbs.set_out(by=cast["nadia"], plan=plan.pk, key="count", title="Count")
        for told in (
            {"text": "Requests", "key": "requests", "measure": "requests.received", "target": 100},
            {"text": "Visitors", "key": "visitors", "unit": "people", "target": 4_000, "basis": "quarter"},
        ):
            promise_verbs.set_promise(deliverable, by=cast["nadia"], **told)
    return deliverable


@pytest.fixture
def a_request_each_month(promised):
    day = date(2017, 4, 10)
    while day < date(2018, 6, 30):
        with time.pretend(day):
            requests.ask(by=SYSTEM, wanted="Trees", name="Jo Castle", email="jo.castle@example.org")
        day += timedelta(days=25 if day.month % 2 else 35)


def visitors(number):
    promise = Promise.objects.select_related("deliverable").get(key="visitors")
    quarter = Period.quarter(2018, 1)
    for place in range(number):
        Sample.objects.create(
            measure=promise.figure, first=quarter.first, last=quarter.last, value=1_000 + 10 * (place % 3),
            source="Doors",
        )  # fmt: skip
        quarter = quarter.previous
    return promise.figure


def test_a_rolling_year_and_a_year_so_far_are_frozen_with_their_month(promised):
    with time.pretend(date(2018, 7, 2)):
        freeze_what_is_promised(date(2018, 7, 2))

    spans = set(Snapshot.objects.values_list("measure", "first", "last"))
    assert spans == {
        ("requests.received", date(2017, 7, 1), date(2018, 6, 30)),
        ("requests.received", date(2018, 4, 1), date(2018, 6, 30)),
    }


def test_every_promised_figure_has_a_forecast_or_the_reason_why_not(a_request_each_month):
    figure = visitors(2)
    with time.pretend(date(2018, 7, 2)):
        forecast_years(date(2018, 7, 2))

    counted, entered = (Forecast.objects.get(measure=key) for key in ("requests.received", figure))
    assert (counted.value, counted.low, counted.high) == (12, 12, 12)
    assert entered.value is None
    assert entered.told == "Too little is known: 2 quarters in a row, and a forecast needs 6."


def test_what_people_entered_is_forecast_by_quarters(promised):
    figure = visitors(8)
    with time.pretend(date(2018, 7, 2)):
        forecast_years(date(2018, 7, 2))

    assert 3_900 < Forecast.objects.get(measure=figure).value < 4_200


def test_nothing_new_is_no_new_forecast(promised, monkeypatch):
    visitors(8)
    with time.pretend(date(2018, 7, 2)):
        forecast_years(date(2018, 7, 2))
        monkeypatch.setattr("guildhall.plan.forecasting.outlooks", lambda courses: pytest.fail("made again"))
        forecast_years(date(2018, 7, 3))

    assert set(Forecast.objects.values_list("made_on", flat=True)) == {date(2018, 7, 2)}


def test_a_year_so_far_is_compared_with_last_years_at_the_same_point():
    so_far = bases.year_so_far(Period.quarter(2018, 2))

    assert (so_far.name, so_far.last) == ("2018-19 to Q2", date(2018, 9, 30))
    assert [each.name for each in bases.compared_with(so_far)] == ["2017-18 to Q2", "2017-18 to Q2"]


@pytest.mark.parametrize(
    ("basis", "page", "today", "read"),
    [
        ("quarter", "2018-19", date(2018, 8, 1), "2018-19 Q1"),
        ("quarter", "2018-19", date(2018, 5, 1), "2018-19 Q1"),
        ("month", "2018-19 Q1", date(2019, 1, 1), "June 2018"),
        ("year", "2018-19", date(2018, 8, 1), "2018-19"),
        ("year", "2018-19 Q2", date(2019, 8, 1), "2018-19 to Q2"),
        ("year", "2018-19 Q4", date(2019, 8, 1), "2018-19"),
        ("rolling", "2018-19 Q1", date(2018, 8, 1), "year to June 2018"),
    ],
)
def test_what_is_read_of_a_promise_on_a_page(basis, page, today, read):
    assert bases.latest(basis, Period.parse(page), today).name == read

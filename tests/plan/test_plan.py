"""A plan makes promises, and the records say whether they are kept."""

from datetime import date
from decimal import Decimal

import pytest

from guildhall.kernel import time
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.measures import measure
from guildhall.kernel.periods import Period
from guildhall.plan.models import Deliverable, Objective, Promise
from guildhall.plan.readings import readings
from guildhall.services.requests import actions

YEAR = Period.year(2017)


@pytest.fixture
def ten_requests_one_late(plan, cast):
    for place in range(10):
        with time.pretend(date(2017, 6, 1)):
            asked = actions.ask(by=SYSTEM, wanted="Trees", name="Jo Castle", email="jo.castle@example.org")
        with time.pretend(date(2017, 9, 1) if place == 0 else date(2017, 6, 9)):
            actions.answer(asked, by=cast["amira"], outcome="granted", answer="Here.")


def reading_of(key):
    (reading,) = readings(Promise.objects.filter(key=key), YEAR)
    return reading


def test_a_promise_is_met_where_the_records_say_so(ten_requests_one_late):
    kept = reading_of("requests-in-time")

    assert (kept.value, kept.met, kept.shown, kept.target) == (Decimal("90.0"), True, "90%", "at least 90%")


def test_a_promise_is_not_met_where_the_records_say_otherwise(ten_requests_one_late):
    assert reading_of("requests-in-time-good").met is False


def test_a_promise_nobody_can_judge_yet_is_neither(plan):
    assert reading_of("requests-in-time").met is None


def test_at_most_is_kept_by_less():
    promise = Promise(target=Decimal(20), direction=Promise.Direction.AT_MOST)

    assert promise.kept_by(Decimal(20))
    assert not promise.kept_by(Decimal("20.1"))


def test_promises_that_share_a_measure_ask_it_once(ten_requests_one_late, django_assert_num_queries):
    # The promises; what was entered, frozen and restated; when the records begin; and the share's two sums.
    with django_assert_num_queries(7):
        readings(Promise.objects.filter(measure="requests.answered_in_time"), YEAR)


def test_every_promise_is_bound_to_a_measure_that_exists(plan):
    for promise in Promise.objects.exclude(measure=""):
        assert measure(promise.measure)


def test_the_page_lists_objectives_deliverables_and_promises_with_readings(ten_requests_one_late, client):
    page = client.get("/plan/2018-23/?period=2017-18").content.decode()

    assert "Answer everybody who asks what the council knows" in page
    assert "Answer requests for information in their time" in page
    assert "<strong>90%</strong> in 2017-18; promised: at least 90%" in page
    assert page.count("Off target") == 1


def test_the_plan_names_roles_and_no_officer(plan):
    owners = {
        *Objective.objects.values_list("owner_role", flat=True),
        *(each.answers for each in Deliverable.objects.all() if each.answers),
    }

    assert all(
        any(word in owner for word in ("officer", "solicitor", "lead", "director", "manager"))
        for owner in owners
    )


def test_an_unknown_plan_or_period_is_no_page(plan, client):
    assert client.get("/plan/1999-00/").status_code == 404
    assert client.get("/plan/?period=soon").status_code == 404

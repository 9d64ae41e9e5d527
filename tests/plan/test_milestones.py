"""How milestones stand (RAG-2), on which days they fall (PER-1), and which way figures go (RAG-3)."""

from datetime import date
from decimal import Decimal

import pytest

from guildhall.kernel.clocks.calendars import load_calendar
from guildhall.kernel.periods import Period
from guildhall.plan.milestones import not_worked, rate_milestone, working_day_before
from guildhall.plan.travel import Way, travel

DUE = date(2018, 6, 29)
CALENDAR = load_calendar()


def rated(today, **told):
    return rate_milestone(DUE, today, CALENDAR, **told)


def test_done_in_time_is_green_and_done_late_is_blue():
    in_time, late = (rated(date(2018, 9, 1), done_on=day) for day in (DUE, date(2018, 6, 30)))

    assert (in_time.colour, in_time.means) == ("green", "Done")
    assert (late.colour, late.means) == ("blue", "Done late")


def test_before_it_is_due_it_has_no_colour():
    told = rated(DUE)

    assert (told.colour, told.means) == ("", "Not yet due")


def test_ten_working_days_late_by_forecast_is_amber_and_eleven_red():
    forecasts = {
        DUE: "green",
        date(2018, 7, 2): "amber",
        date(2018, 7, 13): "amber",
        date(2018, 7, 16): "red",
    }

    assert {day: rated(date(2018, 6, 1), forecast_on=day).colour for day in forecasts} == forecasts


def test_a_bank_holiday_is_no_working_day_of_the_ten():
    due = date(2018, 8, 17)

    told = rate_milestone(due, due, CALENDAR, forecast_on=date(2018, 9, 3))

    assert told.colour == "amber"
    assert "10 working days after Fri 17 August 2018" in told.because


def test_overdue_without_a_new_forecast_is_red():
    nothing, passed = (
        rated(date(2018, 8, 1), **forecast) for forecast in ({}, {"forecast_on": date(2018, 7, 3)})
    )

    assert nothing.colour == passed.colour == "red"
    assert "nobody has said when" in nothing.because
    assert "that has passed" in passed.because


@pytest.mark.parametrize(
    ("day", "offered", "why"),
    [
        (date(2018, 12, 30), date(2018, 12, 28), "Nobody works on Sun 30 December 2018"),
        (date(2018, 6, 30), date(2018, 6, 29), "Nobody works on Sat 30 June 2018"),
    ],
)
def test_the_last_day_of_a_quarter_may_be_one_nobody_works(day, offered, why):
    assert working_day_before(day, CALENDAR) == offered
    assert why in not_worked(day, CALENDAR)
    assert not_worked(offered, CALENDAR) is None


def test_december_is_in_the_third_quarter():
    third = Period.quarter(2018, 3)

    assert date(2018, 12, 30) in third
    assert third.name == "2018-19 Q3"


@pytest.mark.parametrize(
    ("actual", "before", "direction", "way"),
    [
        (95, 90, "at_least", Way.BETTER),
        (85, 90, "at_least", Way.WORSE),
        (85, 90, "at_most", Way.BETTER),
        (90, 90, "at_most", Way.SAME),
        (95, 90, "", Way.CHANGED),
        (49, 45, "exactly", Way.BETTER),
        (51, 45, "exactly", Way.SAME),
    ],
)
def test_better_or_worse_by_the_direction_of_the_promise(actual, before, direction, way):
    told = travel(Decimal(actual), Decimal(before), direction, "the quarter before", target=Decimal(48))

    assert told.way == way


def test_the_sentence_names_what_it_is_compared_with():
    told = travel(Decimal(88), Decimal(85), "at_least", "the same quarter last year", unit="%")

    assert (told.arrow, told.told) == ("↑", "Better than the same quarter last year (85%).")
    assert travel(Decimal(1), None, "at_least", "the month before").told == (
        "Nothing is known of the month before."
    )

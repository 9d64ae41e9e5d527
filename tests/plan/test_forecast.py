"""Year-end forecasts: an interval where enough is known, else a sentence; and never outside what can be."""

import subprocess
import sys

import pytest

from guildhall.plan.forecast import FLOW, LEVEL, MEAN, Course, outlook, outlooks

MONTHS = (101.0, 96.0, 108.0, 99.0, 104.0, 97.0, 103.0, 110.0, 95.0, 102.0, 98.0, 105.0)


def test_a_flow_adds_what_is_known_to_what_is_to_come():
    told = outlook(Course(MONTHS + MONTHS[:6], so_far=6, ahead=6))

    assert told.low < told.value < told.high
    assert told.value == pytest.approx(1_212, abs=30)
    assert "four times in five" in told.told


def test_the_same_figures_have_the_same_forecast():
    course = Course(MONTHS, so_far=3, ahead=9)

    assert outlook(course) == outlook(course)


def test_nearer_the_end_the_interval_is_narrower():
    early, late = (outlook(Course(MONTHS, so_far=done, ahead=12 - done)) for done in (3, 9))

    assert late.high - late.low < early.high - early.low


def test_too_few_points_are_said_in_a_sentence():
    told = outlook(Course((90.0, 91.0, 95.0, 92.0), so_far=4, ahead=8))

    assert told.value is told.low is told.high is None
    assert told.told == "Too little is known: 4 months in a row, and a forecast needs 6."


def test_only_what_follows_a_gap_counts():
    told = outlook(Course((*MONTHS, None, 90.0, 91.0), so_far=2, ahead=10))

    assert "2 months in a row" in told.told


def test_a_gap_in_the_year_itself_leaves_its_end_unknown():
    told = outlook(Course((*MONTHS[:6], None, *MONTHS[6:]), so_far=8, ahead=4, cycle=12))

    assert (told.value, told.told) == (None, "A month of this year is not known, so its end is not.")


def test_a_share_stays_between_nothing_and_everything():
    high = (97.0, 99.0, 100.0, 98.0, 100.0, 99.5, 100.0, 100.0)

    told = outlook(Course(high, so_far=4, ahead=8, kind=MEAN, share=True))

    assert 0 <= told.low <= told.value <= told.high <= 100


def test_a_share_of_many_weighs_more_than_a_share_of_few():
    shares = (90.0, 91.0, 89.0, 90.0, 92.0, 91.0, 20.0)
    equal, few = (
        outlook(Course(shares, so_far=1, ahead=1, kind=MEAN, share=True, weights=weights)).value
        for weights in ((), (100.0,) * 6 + (1.0,))
    )

    assert few > equal + 10


def test_a_level_is_what_it_is_at_the_end():
    told = outlook(Course((500.0, 510.0, 505.0, 515.0, 512.0, 518.0, 516.0), so_far=3, ahead=3, kind=LEVEL))

    assert 495 < told.value < 530


def test_what_never_goes_below_nothing_is_not_forecast_below_it():
    told = outlook(Course((5.0, 0.0, 3.0, 0.0, 4.0, 0.0, 0.0), so_far=1, ahead=1, kind=LEVEL))

    assert told.low >= 0


def test_what_never_changed_has_no_interval_and_says_so():
    told = outlook(Course((48.0,) * 8, so_far=4, ahead=4, cycle=4, kind=FLOW))

    assert told.low == told.value == told.high == 48 * 8
    assert "no interval" in told.told


def test_seasons_are_seen_where_three_years_are_known():
    quarters = (10.0, 40.0, 20.0, 90.0, 12.0, 41.0, 19.0, 93.0, 11.0, 42.0, 21.0, 91.0, 13.0, 40.0, 20.0)

    told = outlook(Course(quarters, so_far=3, ahead=1, cycle=4))

    assert "seasons" in told.told
    assert told.value == pytest.approx(73 + 91, abs=6)


def test_a_year_that_is_over_is_not_forecast():
    assert outlook(Course(MONTHS, so_far=12, ahead=0)).value is None


def test_many_are_worked_out_in_a_process_of_their_own():
    courses = [Course(MONTHS, so_far=6, ahead=6), Course((1.0,), so_far=1, ahead=11)]

    told = outlooks(courses)

    assert told[0] == outlook(courses[0])
    assert told[1].value is None


def test_asking_for_the_module_does_not_load_the_library():
    asks = "import sys, guildhall.plan.forecast; sys.exit(bool({'statsmodels', 'numpy'} & {*sys.modules}))"

    assert subprocess.run([sys.executable, "-c", asks]).returncode == 0

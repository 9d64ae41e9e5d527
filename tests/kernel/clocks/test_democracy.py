"""Clear days before a meeting, days in office, six months' absence: the vectors and what must hold of all."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guildhall.kernel.clocks import ENGLAND_AND_WALES, PROCEEDINGS, ClockError, deadline

A_DAY = st.dates(date(2013, 1, 1), date(2088, 12, 31))
ONE = timedelta(days=1)


@pytest.mark.parametrize(
    ("regime", "on", "due"),
    [
        ("agenda", "2018-05-15", "2018-05-04"),
        ("agenda", "2019-10-15", "2019-10-07"),
        ("agenda", "2019-04-23", "2019-04-11"),
        ("agenda", "2019-04-25", "2019-04-15"),
        ("agenda", "2019-12-31", "2019-12-19"),
        ("agenda", "2020-01-07", "2019-12-27"),
        ("key-decision", "2019-10-15", "2019-09-16"),
        ("key-decision", "2019-03-01", "2019-01-31"),
        ("private-meeting", "2019-10-15", "2019-09-16"),
        ("private-meeting-again", "2019-10-15", "2019-10-07"),
        ("call-in", "2026-04-01", "2026-04-10"),
        ("interests", "2018-05-07", "2018-06-03"),
        ("six-month", "2019-01-10", "2019-07-10"),
        ("vacancy", "2025-12-01", "2026-01-23"),
    ],
)
def test_what_must_lie_open_lies_open_on_the_day_the_law_gives(ask, regime, on, due):
    assert ask(regime, on).due == date.fromisoformat(due)


def test_notice_was_three_clear_days_until_2002(ask):
    assert ask("agenda", "2002-09-30").due == date(2002, 9, 24)
    assert ask("agenda", "2002-10-01").due == date(2002, 9, 23)


def test_before_2012_key_decisions_stood_in_a_monthly_plan(ask):
    result = ask("key-decision", "2012-09-07")

    assert result.due is None
    assert "forward plan made anew each month" in result.statement


def test_the_derivation_names_the_bank_holiday_and_numbers_the_clear_days(ask):
    steps = [step.text for step in ask("agenda", "2018-05-15").steps]

    assert steps[0] == "The meeting is on Tue 15 May 2018"
    assert any(text.startswith("Mon 7 May 2018 is not counted: bank holiday") for text in steps)
    assert "Tue 8 to Fri 11 May 2018 are clear days 1 to 4" in steps
    assert steps[-1] == "Publication of the notice, agenda and reports is due by the end of Fri 4 May 2018"


def test_neither_the_day_of_publication_nor_the_meeting_is_a_clear_day(ask):
    days = ask("agenda", "2019-10-15").days

    assert [day.number for day in days if day.counted] == [1, 2, 3, 4, 5]
    assert not days[0].counted
    assert not days[-1].counted


def test_christmas_eve_is_clear_for_an_agenda_and_not_for_an_election(calendar):
    eve = date(2025, 12, 24)

    assert calendar.is_working(eve, ENGLAND_AND_WALES)
    assert not calendar.is_working(eve, PROCEEDINGS)
    assert calendar.why_not(eve, PROCEEDINGS) == "Christmas Eve"


def test_a_meeting_before_the_calendar_begins_is_answered_in_a_sentence(ask):
    with pytest.raises(ClockError, match="begins on"):
        ask("agenda", "2000-01-03")


@given(A_DAY)
def test_five_clear_working_days_lie_between_and_one_day_later_is_too_late(calendar, meeting):
    due = deadline("agenda", received=meeting, calendar=calendar).due

    def clear(published):
        between = (published + ONE * n for n in range(1, (meeting - published).days))
        return sum(calendar.is_working(day, ENGLAND_AND_WALES) for day in between)

    assert calendar.is_working(due, ENGLAND_AND_WALES)
    assert clear(due) >= 5
    later = calendar.add_working_days(due, 1, ENGLAND_AND_WALES)
    assert later >= meeting or clear(later) < 5


@given(A_DAY, A_DAY)
def test_a_later_meeting_is_never_announced_earlier(calendar, one, other):
    for regime in ("agenda", "key-decision", "private-meeting-again"):
        first, second = (
            deadline(regime, received=day, calendar=calendar).due for day in sorted((one, other))
        )
        assert first <= second


@given(A_DAY, st.integers(1, 300))
def test_counting_back_undoes_counting_on(calendar, day, number):
    day = calendar.add_working_days(day, 0, ENGLAND_AND_WALES)
    back = calendar.subtract_working_days(day, number, ENGLAND_AND_WALES)

    assert calendar.add_working_days(back, number, ENGLAND_AND_WALES) == day

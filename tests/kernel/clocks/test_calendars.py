"""Working days by region, holidays proclaimed late, and the council's file of corrections."""

from __future__ import annotations

import os
from datetime import date, timedelta
from pathlib import Path

import pytest

from guildhall.kernel.clocks import (
    ANY_UK,
    ENGLAND_AND_WALES,
    Calendar,
    ClockError,
    deadline,
    load_calendar,
)
from guildhall.kernel.clocks.bank_holidays import published
from guildhall.kernel.clocks.freeze import from_library

HEADER = "day,nation,title,change,source,announced_on\n"
FUNERAL = date(2022, 9, 19)


@pytest.fixture
def overrides(tmp_path: Path) -> Path:
    return tmp_path / "bank-holidays.csv"


def test_the_table_is_the_librarys() -> None:
    assert published() == from_library()


@pytest.mark.parametrize("region", [ANY_UK, ENGLAND_AND_WALES, "scotland", "northern-ireland"])
def test_counting_by_table_agrees_with_counting_on_fingers(calendar: Calendar, region: str) -> None:
    day = date(2025, 12, 20)
    for n in range(40):
        by_hand, left = day, n
        while left:
            by_hand += timedelta(days=1)
            left -= calendar.is_working(by_hand, region)
        if n:
            assert calendar.add_working_days(day, n, region) == by_hand
            assert calendar.working_days_between(day, by_hand, region) == n


def test_no_working_days_from_a_weekend_is_the_next_monday(calendar: Calendar) -> None:
    assert calendar.add_working_days(date(2026, 6, 13), 0, ENGLAND_AND_WALES) == date(2026, 6, 15)
    assert calendar.add_working_days(date(2026, 6, 12), 0, ENGLAND_AND_WALES) == date(2026, 6, 12)


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 6, 13), "Saturday"),
        (date(2026, 6, 14), "Sunday"),
        (date(2026, 6, 15), "bank holiday in Scotland"),
        (date(2026, 6, 16), None),
        (date(2026, 7, 13), "bank holiday in Northern Ireland"),
        (date(2026, 4, 6), "bank holiday in England, Wales and Northern Ireland"),
        (date(2026, 5, 25), "bank holiday throughout the UK"),
        (date(2026, 4, 3), "Good Friday"),
        (date(2026, 12, 25), "Christmas Day"),
    ],
)
def test_a_day_that_does_not_count_says_why(calendar: Calendar, day: date, why: str | None) -> None:
    assert calendar.why_not(day, ANY_UK) == why


def test_a_holiday_proclaimed_later_moves_what_was_already_running(
    calendar: Calendar, overrides: Path
) -> None:
    overrides.write_text(HEADER + "2022-09-19,UK,State Funeral,remove,as it stood on 1 Sept,\n")
    before = load_calendar(overrides)
    received = date(2022, 8, 22)

    after = before.with_holiday(FUNERAL, "UK", "State Funeral of Queen Elizabeth II")

    assert deadline("foi", received=received, calendar=before).due == date(2022, 9, 20)
    assert deadline("foi", received=received, calendar=after).due == date(2022, 9, 21)
    assert deadline("foi", received=received, calendar=calendar).due == date(2022, 9, 21)


def test_a_new_holiday_makes_a_new_calendar_with_its_own_version(calendar: Calendar) -> None:
    other = calendar.with_holiday(date(2026, 6, 16), "SCT", "A day for Scotland")

    assert other.version != calendar.version
    assert calendar.is_working(date(2026, 6, 16), ANY_UK)
    assert not other.is_working(date(2026, 6, 16), ANY_UK)
    assert other.is_working(date(2026, 6, 16), ENGLAND_AND_WALES)
    again = calendar.with_holiday(date(2026, 6, 16), "SCT", "A day for Scotland")
    assert again.version == other.version


def test_the_overrides_file_is_read_again_when_it_changes(overrides: Path) -> None:
    day = date(2027, 3, 3)
    absent = load_calendar(overrides)
    overrides.write_text(HEADER + "2027-03-03,ENG,Jubilee,add,Proclamation,2027-01-10\n")
    first = load_calendar(overrides)
    overrides.write_text(HEADER)
    os.utime(overrides, ns=(1, 1))
    second = load_calendar(overrides)

    assert absent.is_working(day, ANY_UK)
    assert not first.is_working(day, ANY_UK)
    assert second.is_working(day, ANY_UK)
    assert load_calendar(overrides) is second


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("2027-02-30,ENG,Jubilee,add,,", "line 2: '2027-02-30' is not a date"),
        ("2027-03-03,FRA,Jubilee,add,,", "line 2: 'FRA' is not a nation"),
        ("2027-03-03,ENG,Jubilee,maybe,,", "line 2: change is 'maybe', not add or remove"),
        ("1927-03-03,ENG,Jubilee,add,,", "line 2: 1927-03-03 is outside 2000 to 2095"),
        ("2027-03-03,ENG", "line 2: change is '', not add or remove"),
    ],
)
def test_an_override_that_cannot_be_read_names_its_line(overrides: Path, line: str, said: str) -> None:
    overrides.write_text(HEADER + line + "\n")

    with pytest.raises(ClockError, match=said):
        load_calendar(overrides)


def test_an_overrides_file_without_its_columns_or_its_encoding_is_refused(overrides: Path) -> None:
    overrides.write_text("date,what\n2027-03-03,Jubilee\n")
    with pytest.raises(ClockError, match="no column day, nation, title and change"):
        load_calendar(overrides)

    overrides.write_bytes(HEADER.encode() + b"2027-03-03,ENG,F\xeate,add,,\n")
    with pytest.raises(ClockError, match="not UTF-8"):
        load_calendar(overrides)


def test_dates_beyond_the_proclaimed_holidays_are_provisional(calendar: Calendar) -> None:
    sure = deadline("foi", received=date(2028, 11, 1), calendar=calendar)
    unsure = deadline("foi", received=date(2028, 12, 20), calendar=calendar)

    assert not sure.provisional
    assert unsure.provisional
    assert unsure.steps[-1].kind == "provisional"


def test_the_calendar_says_where_it_ends(calendar: Calendar) -> None:
    with pytest.raises(ClockError, match="outside the calendar"):
        calendar.is_working(date(1999, 12, 31), ANY_UK)
    with pytest.raises(ClockError, match="ends on Sat 31 December 2095"):
        calendar.add_working_days(date(2095, 12, 20), 20, ANY_UK)
    with pytest.raises(ClockError, match="'wales' is not a region"):
        calendar.is_working(date(2026, 1, 1), "wales")

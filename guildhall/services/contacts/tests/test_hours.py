"""Service points keep dated hours: open now, shut on holidays, cut from a day on."""

from datetime import date, datetime
from datetime import time as time_of_day

import pytest
from django.core.exceptions import ValidationError

from guildhall.kernel import time
from guildhall.kernel.actions import Invalid
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.measures import measure
from guildhall.kernel.periods import Period
from guildhall.kernel.services import service
from guildhall.services.contacts.actions import points
from guildhall.services.contacts.forms.fields import HoursField
from guildhall.services.contacts.hours import Timetable


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=time.LONDON)


def timetable(point):
    return Timetable.of(point)


@pytest.mark.parametrize(
    ("moment", "says"),
    [
        ("2018-03-14T10:30", "Open now, until 5pm."),
        ("2018-03-14T07:00", "Shut. It opens at 8:30am."),
        ("2018-03-14T17:00", "Shut. It opens tomorrow at 8:30am."),
        ("2018-03-17T12:30", "Shut. It opens on Monday 19 March at 8:30am."),
        ("2018-03-30T10:00", "Shut (Good Friday). It opens tomorrow at 9am."),
        ("2017-04-02T10:00", "Shut. It opens tomorrow at 8:30am."),
    ],
)
def test_is_it_open_now(counter, moment, says):
    assert timetable(counter).says(at(moment)) == says
    assert timetable(counter).is_open(at(moment)) is says.startswith("Open")


def test_cutting_hours_is_a_change_from_a_day_on(counter, orla):
    points.change_hours(
        counter, by=orla, from_on=date(2018, 4, 3), hours="Monday to Friday 9am to 4pm",
        reason="A quarter less to spend.",
    )  # fmt: skip

    kept = timetable(counter)
    assert str(kept.day(date(2018, 3, 29))) == "8:30am to 5pm"
    assert str(kept.day(date(2018, 4, 3))) == "9am to 4pm"
    assert str(kept.day(date(2018, 4, 7))) == "Shut"
    assert (kept.minutes_a_week(date(2018, 3, 29)), kept.minutes_a_week(date(2018, 4, 3))) == (2760, 2100)
    assert "cut" not in counter.events.latest("sequence").sentence
    assert "changed its hours from 3 April 2018" in counter.events.latest("sequence").sentence


def test_changed_again_from_the_same_day_the_later_word_holds(counter, orla):
    for hours in ("Monday 9am to 4pm", "Tuesday 9am to 4pm"):
        points.change_hours(counter, by=orla, from_on=date(2018, 4, 3), hours=hours, reason="Tried")

    kept = timetable(counter)
    assert [day.on.weekday() for day in kept.week(date(2018, 4, 9)) if day.spans] == [1]


def test_shut_for_a_time_says_why(counter, orla):
    points.shut(counter, by=orla, first=date(2018, 3, 20), last=date(2018, 3, 21), because="staff training")

    assert timetable(counter).says(at("2018-03-20T10:00")) == (
        "Shut (staff training). It opens on Thursday 22 March at 8:30am."
    )
    with pytest.raises(Invalid):
        points.shut(counter, by=orla, first=date(2018, 3, 22), last=date(2018, 3, 21), because="x")


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ("whenever", "cannot be read"),
        ("Monday 9am to 8am", "shuts before it opens"),
        ("Monday 9am to 5pm\nMon 4pm to 6pm", "overlap"),
        ("Friday to Monday 9am to 5pm", "earlier day"),
        ("T 9am to 5pm", "cannot be read"),
        ("Monday 25 to 26", "not a time of day"),
    ],
)
def test_hours_that_cannot_be_are_refused_in_words(typed, wrong):
    with pytest.raises(ValidationError, match=wrong):
        HoursField(max_length=200).clean(typed)


def test_two_stretches_a_day_are_understood():
    found = HoursField(max_length=200).clean("Mon to Tue: 09.00-12.30, 1:30pm to 5pm")

    assert [(each.weekday, each.opens, each.closes) for each in found] == [
        (day, opens, closes)
        for day in (0, 1)
        for opens, closes in (
            (time_of_day(9), time_of_day(12, 30)),
            (time_of_day(13, 30), time_of_day(17)),
        )
    ]


def test_locations_are_counters_that_serve_on_the_last_day(counter, line, orla):
    assert measure("points.locations").value(Period.year(2017)) == 1

    points.close(counter, by=orla, reason="The lease ended")
    assert measure("points.locations").value(Period.year(2017)) == 0


def test_a_point_without_hours_is_found(counter, orla):
    points.change_hours(counter, by=orla, from_on=date(2018, 3, 14), hours="Monday 9am to 5pm", reason="x")
    counter.hours.all().delete()

    (found,) = service("points").duties["has_hours"].findings(SYSTEM, date(2018, 3, 14))
    assert found.record.pk == counter.pk

"""What is counted of meetings, and the year of the demonstration that comes to the plan's figures."""

from datetime import date, datetime
from datetime import time as time_of_day

import pytest

from guildhall.commons.chamber import demo as chamber
from guildhall.demo.city import WARDS, Staff
from guildhall.kernel import time
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.lives import World
from guildhall.kernel.measures import measure
from guildhall.kernel.periods import Period
from guildhall.kernel.services import service
from guildhall.services.meetings import demo
from guildhall.services.meetings.models import Issue, Meeting, Report, Vote
from guildhall.services.meetings.years import NoRule, Pattern, Year, read

YEAR = Period.year(2017)
MORNING = datetime(2017, 4, 4, 9, tzinfo=time.LONDON)


def lived(share):
    with time.pretend(MORNING):
        people = Staff()
    world = World("test", 1, people, date(2018, 3, 31), {})
    with time.pretend(MORNING):
        world.begin("chamber", chamber.live, MORNING, WARDS)
    world.begin("meetings", demo.live, MORNING.replace(hour=11), 2017, share)
    for _ in world.live():
        pass
    return world


def values(*keys):
    return {key: measure(key).value(YEAR) for key in keys}


def test_the_year_has_room_for_as_many_meetings_as_the_plan_counts():
    weights = dict(enumerate([8, 16, 18, 18, 18, 18, 18, 16, 10, 12]))
    number = demo.shared_out(159, weights)
    made = {
        key: demo.days(Pattern("A", key % 5, time_of_day(10), "A"), number[key], MORNING.date(), YEAR.last)
        for key in weights
    }  # fmt: skip

    assert sum(map(len, made.values())) == 159
    assert all(len(set(days)) == len(days) for days in made.values())
    assert not [day for days in made.values() for day in days if day.month == 8 or day > YEAR.last]


@pytest.mark.proof
def test_a_whole_year_comes_to_the_figures_of_the_plan(db):
    world = lived(1.0)

    assert world.refused == []
    assert values("meetings.formal", "meetings.informal") == {"meetings.formal": 159, "meetings.informal": 65}
    told = values("meetings.agendas_in_time", "meetings.late_papers", "reports.cleared_in_time")
    assert 90 <= told["meetings.agendas_in_time"] < 100
    assert 0 < told["meetings.late_papers"] < 20
    assert 70 <= told["reports.cleared_in_time"] < 100
    assert Meeting.objects.filter(stage="cancelled").count() == 1
    assert Meeting.objects.filter(stage="approved").count() > 120
    assert Vote.objects.count() > 200
    assert Report.objects.exclude(paragraphs="").exists()
    assert Issue.objects.filter(kind="supplement").exists()
    late = {
        duty.name: len(list(duty.findings(SYSTEM, YEAR.last))) for duty in service("meetings").duties.values()
    }
    assert late["agenda_in_time"] == late["outcome_is_entered"] == late["papers_are_kept"] == 0
    assert late["minutes_are_approved"] < 10, "where a body meets again before its minutes are out"


def test_a_small_year_has_few_and_is_lived_alike(db):
    world = lived(0.1)

    assert world.refused == []
    assert values("meetings.formal", "meetings.informal") == {"meetings.formal": 16, "meetings.informal": 6}
    assert Meeting.objects.filter(stage="approved").exists()


def test_what_is_shared_out_is_the_whole_of_it():
    assert sum(demo.shared_out(159, dict.fromkeys(range(11), 12)).values()) == 159
    assert demo.shared_out(5, {1: 1, 2: 1, 3: 2}) == {1: 1, 2: 1, 3: 3}


def test_only_meetings_that_were_held_are_counted(held, plan):
    plan(meets_on=date(2018, 3, 20))
    assert values("meetings.formal", "meetings.informal") == {"meetings.formal": 1, "meetings.informal": 0}


OPEN = Year(lambda day: "A holiday" if day == date(2018, 5, 7) else "")
MONDAYS = Pattern("BD-2018-00001", 0, time_of_day(17), "Room A", (1, 3))


def test_the_first_and_third_monday_are_those_of_the_month_and_a_holiday_moves_it():
    made = OPEN.propose([MONDAYS], date(2018, 5, 1), date(2018, 6, 30))

    assert [(each.on, each.moved) for each in made] == [
        (date(2018, 5, 8), "A holiday"), (date(2018, 5, 21), ""),
        (date(2018, 6, 4), ""), (date(2018, 6, 18), ""),
    ]  # fmt: skip


def test_nobody_is_asked_to_be_in_two_places():
    other = Pattern("BD-2018-00002", 0, time_of_day(18), "Room B", (1,))
    sits = {"BD-2018-00001": frozenset({1, 2}), "BD-2018-00002": frozenset({2, 3})}
    year = Year(lambda day: "", sits)
    made = year.propose([MONDAYS, other], date(2018, 6, 1), date(2018, 6, 10))

    assert [(each.pattern.body, each.on, each.moved) for each in made] == [
        ("BD-2018-00001", date(2018, 6, 4), ""),
        ("BD-2018-00002", date(2018, 6, 5), "1 of its members are at BD-2018-00001"),
    ]


def test_a_room_is_taken_once():
    other = Pattern("BD-2018-00002", 0, time_of_day(18), "room a", (1,))
    made = Year(lambda day: "").propose([MONDAYS, other], date(2018, 6, 1), date(2018, 6, 10))

    assert made[1].moved == "Room A is taken by BD-2018-00001"


def test_a_day_that_cannot_be_found_is_left_out_and_says_so():
    made = Year(lambda day: "It is recess").propose([MONDAYS], date(2018, 6, 1), date(2018, 6, 10))

    assert [each.dropped for each in made] == ["It is recess"]


@pytest.mark.parametrize("line", ["Planning: often", "BD-2018-00001: 1st Sunday at 17:00 in A",
                                  "BD-2018-00001: every Monday at 25:00 in A"])  # fmt: skip
def test_a_line_that_is_no_rule_is_refused(line):
    with pytest.raises(NoRule):
        read(line)


def test_a_rule_is_read_as_it_is_written():
    (rule,) = read("BD-2018-00001: 2nd, 4th and last Tuesday at 9.30 in Room A, informal")

    assert rule == Pattern("BD-2018-00001", 1, time_of_day(9, 30), "Room A", (2, 4, -1), formal=False)

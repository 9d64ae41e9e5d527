"""The telephone's report is taken whole or not at all, and agrees with what was logged, day by day."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.core.management import call_command

from guildhall.kernel import time
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.measures import measure
from guildhall.kernel.periods import Period
from guildhall.kernel.services import service
from guildhall.kernel.spreadsheets import Unreadable
from guildhall.services.contacts import reconciling
from guildhall.services.contacts.models import CallInterval
from guildhall.services.contacts.telephony import take

HEAD = "Queue,Date,Time,Offered,Handled,Abandoned,Answered in target,Average wait,Longest wait"
GOOD = (
    "Helpdesk,13/03/2018,09:00,22,20,2,18,31,1:40",
    "helpdesk,13/03/2018,09:30,10,10,0,10,12,0:45",
)


@pytest.fixture
def report(tmp_path, line):
    def write(*rows, head=HEAD):
        path = tmp_path / "march.csv"
        path.write_text("\n".join([head, *rows]), encoding="utf-8")
        return path

    return write


def test_a_report_is_taken_and_taken_again_changes_nothing(report):
    assert str(take(report(*GOOD))) == (
        "2 intervals new, 0 changed, 0 as before: "
        "30 calls handled from Tue 13 March 2018 to Tue 13 March 2018."
    )
    assert str(take(report(*GOOD))) == "Nothing new: 0 intervals new, 0 changed, 2 as before."
    interval = CallInterval.objects.earliest("starts_at")
    assert (interval.wait, interval.longest_wait, interval.source) == (620, 100, "march.csv")


def test_a_dry_run_keeps_nothing(report, capsys):
    call_command("telephony", str(report(*GOOD)), "--dry-run")

    assert "Dry run, nothing kept: 2 intervals new" in capsys.readouterr().out
    assert not CallInterval.objects.exists()


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (
            "Parking,13/03/2018,09:00,1,1,0,1,1,1",
            "Line 4: no queue is called “Parking”; there are: Helpdesk.",
        ),
        ("Helpdesk,31/02/2018,09:00,1,1,0,1,1,1", "“31/02/2018” is not a day"),
        ("Helpdesk,13/03/2018,09:10,1,1,0,1,1,1", "“09:10” does not begin a half hour"),
        (
            "Helpdesk,13/03/2018,10:00,3,3,1,1,1,1",
            "3 handled and 1 abandoned are more than the 3 calls offered",
        ),
        ("Helpdesk,13/03/2018,10:00,3,2,1,3,1,1", "3 were answered in target, of only 2 handled"),
        ("Helpdesk,13/03/2018,10:00,-3,2,1,2,1,1", "“-3” is no number of calls offered"),
        ("Helpdesk,13/03/2018,09:00,3,2,1,2,1,1", "line 2 is for the same queue and time"),
        ("Helpdesk,14/03/2018,10:30,3,2,1,2,1,1", "is not over yet"),
        ("Helpdesk,13/03/2018,10:00,3,2,1,2,soon,1", "“soon” is no wait"),
    ],
)
def test_a_bad_report_is_refused_whole_with_a_sentence(report, row, why):
    with pytest.raises(Unreadable) as refused:
        take(report(*GOOD, row))

    assert why in str(refused.value)
    assert not CallInterval.objects.exists()


def test_a_report_without_a_column_is_refused(report):
    with pytest.raises(Unreadable, match="No column says handled"):
        take(report("Helpdesk,13/03/2018,09:00,1", head="Queue,Date,Time,Offered"))


def test_other_numbers_than_before_are_taken_only_as_a_correction(report):
    take(report(*GOOD))
    other = report(GOOD[0].replace("22,20,2,18", "24,22,2,20"), GOOD[1])

    with pytest.raises(Unreadable, match="1 interval was brought in before"):
        take(other)
    assert str(take(other, replace=True)).startswith("0 intervals new, 1 changed, 1 as before")
    assert CallInterval.objects.earliest("starts_at").handled == 22


def test_telephone_and_log_are_compared_by_day_and_half_hour(report, logged, line):
    take(report(*GOOD))
    start = datetime(2018, 3, 13, 9, 1, tzinfo=time.LONDON)
    for minutes in range(24):
        logged(at=start + timedelta(minutes=minutes), point=line.pk)

    (day,) = reconciling.days(start.date(), start.date())
    assert (day.handled, day.logged, day.difference, day.is_apart) == (30, 24, 6, True)
    assert [each.logged for each in reconciling.half_hours(start.date())] == [24, 0]
    duty = service("points").duties["calls_are_logged"]
    (found,) = duty.findings(SYSTEM, time.today())
    assert found.detail == (
        "Tue 13 March 2018: the telephone handled 30 calls, and 24 were logged: 6 more than were logged.",
    )

    for minutes in range(6):
        logged(at=start + timedelta(minutes=40 + minutes), point=line.pk)
    assert list(duty.findings(SYSTEM, time.today())) == []


def test_the_measures_of_the_telephone(report):
    take(report(*GOOD))

    year = Period.year(2017)
    assert measure("contacts.answered_in_target").value(year) == Decimal("93.3")
    assert float(measure("contacts.abandoned").value(year)) == 6.2

"""Figures from outside, from a file: every row taken, there already, or refused and why; twice is once."""

from datetime import date

import pytest
from django.core.management import call_command

from guildhall.kernel import time
from guildhall.kernel.figures import Sample
from guildhall.plan.actions import deliverables as deliverable_verbs
from guildhall.plan.actions import plans as plan_verbs
from guildhall.plan.actions import promises as promise_verbs
from guildhall.plan.models import Deliverable

HEAD = "figure,period,value,unit,source,why\n"


@pytest.fixture
def panel(db, cast):
    with time.pretend(date(2018, 4, 3)):
        plan = plan_verbs.enter(
            by=cast["nadia"], key="panel-plan", title="Panel plan", directorate="Community",
            first="2018-04-01", last="2019-03-31",
        )  # fmt: skip
        panel = deliverable_verbs.set_out(by=cast["nadia"], plan=plan.pk, key="panel", title="Keep a panel")
        promise_verbs.set_promise(
            panel, by=cast["nadia"], text="1,200 people", key="members", unit="people", target=1200,
            basis="quarter",
        )  # fmt: skip
        promise_verbs.set_promise(
            panel,
            by=cast["nadia"],
            text="In time",
            key="live",
            measure="requests.answered_in_time",
            target=90,
        )
    return panel


@pytest.fixture
def brought_in(panel, tmp_path, capsys):
    """Writes the rows into a file, brings it in, and gives back what was said and the exit code."""

    def bring_in(rows, *options, encoding="utf-8", head=HEAD):
        file = tmp_path / "samples.csv"
        file.write_bytes((head + rows.format(panel=panel.reference)).encode(encoding))
        code = 0
        with time.pretend(date(2018, 7, 2)):
            try:
                call_command("plan", "samples", str(file), *options)
            except SystemExit as end:
                code = end.code
        told = capsys.readouterr()
        return told.out + told.err, code

    return bring_in


def entered():
    return [
        (each.measure.partition(".")[2] or each.measure, each.value) for each in Sample.objects.order_by("pk")
    ]


@pytest.fixture(autouse=True)
def none_yet(db):
    Sample.objects.all().delete()


def test_a_file_is_taken_row_by_row_and_a_second_time_changes_nothing(brought_in, panel):
    rows = (
        '{panel}.members,2018-19 Q1,"1,150",people,Panel database,\n'
        'email_subscribers,2017-18,"19,295",,Mailings,\n'
    )

    first, again = brought_in(rows), brought_in(rows)

    assert "2 rows read: 2 taken, 0 unchanged, 0 changed, 0 refused." in first[0]
    assert "2 rows read: 0 taken, 2 unchanged, 0 changed, 0 refused." in again[0]
    assert entered() == [("members", 1150), ("email_subscribers", 19_295)]
    assert Deliverable.objects.get(pk=panel.pk).events.filter(action="enter_figure").count() == 1


def test_a_dry_run_says_the_same_and_writes_nothing(brought_in):
    told, code = brought_in("{panel}.members,2018-19 Q1,1150,people,Panel database,\n", "--dry-run")

    assert (code, entered()) == (0, [])
    assert "Dry run, nothing written: 1 row read: 1 taken" in told


def test_what_is_wrong_is_said_for_its_row_and_the_others_are_taken(brought_in):
    told, code = brought_in(
        "{panel}.members,2018-19 Q1,1150,people,Panel database,\n"
        "{panel}.nobody,2018-19 Q1,1,people,Panel database,\n"
        "{panel}.live,2018-19,97%,%,Somebody,\n"
        "email_subscribers,2017-18,lots,,Mailings,\n"
        "email_subscribers,2018-19,20000,,Mailings,\n"
        "calls_handled,2017-18,90000,£,Telephony,\n"
        "helpdesk_satisfaction,2017-18,97%,,,\n"
        "customers_seen,sometime,1,,Helpdesk,\n"
        "{panel}.members,2018-19 Q1,1151,people,Panel database,\n"
    )

    assert code == 1
    assert "1 taken, 0 unchanged, 0 changed, 8 refused" in told
    for sentence in (
        "No promise has its figures under",
        "“In time” is counted from the records: it takes no figures from a file",
        "“lots” is not a number",
        "2018-19 is not over yet",
        "The row is in £, and this figure is in calls",
        "fill in the source",
        "“sometime” is not a period",
        "Line 2 is for the same figure and time",
    ):
        assert sentence in told
    assert entered() == [("members", 1150)]


def test_a_figure_that_changes_needs_its_reason(brought_in):
    brought_in("{panel}.members,2018-19 Q1,1150,people,Panel database,\n")

    silent, _ = brought_in("{panel}.members,2018-19 Q1,1160,people,Panel database,\n")
    said, _ = brought_in("{panel}.members,2018-19 Q1,1160,people,Panel database,Late forms\n")

    assert "It was 1,150 for 2018-19 Q1: say why it changes" in silent
    assert "1 changed" in said
    assert entered() == [("members", 1160)]


def test_a_file_from_windows_is_read_too(brought_in):
    told, _ = brought_in("traded_income,2017-18,£4.3,,Council’s café ledger,\n", encoding="cp1252")

    assert "1 taken" in told
    assert Sample.objects.get().source == "Council’s café ledger"


def test_a_file_without_a_column_it_needs_is_refused_whole(brought_in):
    told, code = brought_in("x,2017-18,1\n", head="figure,period,value\n")

    assert code == 2
    assert "No column says source: the file has figure, period, value, and needs" in told


def test_who_enters_them_may_be_said_and_needs_to_work_here(brought_in, cast):
    row = "{panel}.members,2018-19 Q1,1150,people,Panel database,\n"

    refused = brought_in(row, "--by", "nobody@example.org")
    brought_in(row, "--by", cast["nadia"].email)

    assert refused[1] == 2
    assert Sample.objects.get().entered_by == cast["nadia"]

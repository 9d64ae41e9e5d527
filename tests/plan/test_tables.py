"""Deliverables from tables like those of 2012: each row taken, there already, or refused and why."""

from datetime import date

import pytest
from django.core.management import call_command

from guildhall.kernel import time
from guildhall.plan.actions import plans
from guildhall.plan.models import Deliverable, Objective

HEAD = "Deliverable,Financial Resources,Human Resources,ICT,Risks,Measures\n"
TABLES = (
    "Objective 1: Answer everybody,,,,,\n"
    + HEAD
    + 'Run the elections,"£165,000 from reserves",Two officers,,Few may vote,"Turnout\nComplaints"\n'
    "Count the votes,n/a,,,,\n"
    ",,,,,\n"
    "Keep the web going,,,,,\n" + HEAD + "Mend the site,Between £5 and £9,,A server,,Visits\n"
)


@pytest.fixture
def plan(cast):
    with time.pretend(date(2018, 4, 3)):
        yield plans.enter(
            by=cast["nadia"], key="tables", title="Plan of tables", directorate="Community",
            first="2018-04-01", last="2019-03-31",
        )  # fmt: skip


@pytest.fixture
def brought_in(plan, tmp_path, capsys):
    def bring_in(text, *options, encoding="utf-8"):
        file, code = tmp_path / "tables.csv", 0
        file.write_bytes(text.encode(encoding))
        try:
            call_command("plan", "tables", str(file), "--plan", "tables", *options)
        except SystemExit as end:
            code = end.code
        told = capsys.readouterr()
        return told.out + told.err, code

    return bring_in


def test_each_table_is_an_objective_and_each_row_a_deliverable(brought_in):
    told, code = brought_in(TABLES)

    assert code == 0
    assert "3 rows read: 3 taken. Plan of tables has 3 deliverables." in told.replace("PL-2018-00001: ", "")
    aims = [(each.number, each.title) for each in Objective.objects.order_by("pk")]
    assert aims == [("1", "Answer everybody"), ("", "Keep the web going")]
    elections = Deliverable.objects.get(key="run-the-elections")
    assert elections.risks_as_printed == "Few may vote"
    assert [(each.kind, each.amount) for each in elections.resources.order_by("pk")] == [
        ("financial", 165_000),
        ("human", None),
    ]
    assert [each.text for each in elections.promises.order_by("pk")] == ["Turnout", "Complaints"]


def test_two_amounts_are_words_and_no_number(brought_in):
    brought_in(TABLES)

    assert Deliverable.objects.get(key="mend-the-site").resources.get(kind="financial").amount is None


def test_read_again_every_row_is_there_already(brought_in):
    brought_in(TABLES)

    told, code = brought_in(TABLES)

    assert (code, Deliverable.objects.count(), Objective.objects.count()) == (0, 3, 2)
    assert "3 rows read: 3 unchanged." in told


def test_a_dry_run_says_the_same_and_writes_nothing(brought_in):
    told, _ = brought_in(TABLES, "--dry-run")

    assert "Dry run, nothing written: 3 rows read: 3 taken." in told
    assert not Deliverable.objects.exists()
    assert not Objective.objects.exists()


def test_what_is_wrong_is_said_for_its_row_and_the_others_are_taken(brought_in):
    brought_in(TABLES)

    told, code = brought_in(
        "Answer everybody\n" + HEAD + "Count the votes,,Nobody,,,\nScan,,,,,\nScan,,,,,Pages\n,£5,,,,\n"
    )

    assert code == 1
    assert "is in the plan already and says something else: change it there" in told
    assert "Line 4 has this deliverable too" in told
    assert "Line 6, no deliverable: refused: It does not say what is to be delivered" in told
    assert "4 rows read: 1 taken, 3 refused." in told


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Scan,,,,,\n", "Line 1 stands in no table"),
        ("Aim\nDeliverable,Luck\nScan,much\n", "nobody knows the column “Luck”"),
        ("Aim,and more\n" + HEAD + "Scan,,,,,\n", "there must be the objective alone"),
        ("Aim\n" + HEAD, "has no table that begins with Deliverable"),
    ],
)
def test_a_file_that_is_no_such_table_is_refused_whole(brought_in, text, sentence):
    told, code = brought_in(text)

    assert code == 2
    assert sentence in told


def test_a_file_from_windows_is_read_too(brought_in):
    brought_in("Aim\n" + HEAD + "Run the café,“£5”,,,,\n", encoding="cp1252")

    assert Deliverable.objects.get().title == "Run the café"

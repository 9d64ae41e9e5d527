"""Deliverables from tables like those of 2012: each row taken, there already, or refused and why."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from guildhall.kernel import time
from guildhall.kernel.actions import Invalid
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.spreadsheets import Unreadable
from guildhall.plan import tables
from guildhall.plan.actions import plans
from guildhall.plan.actions.tables import bring_in_tables
from guildhall.plan.models import Deliverable, Objective
from tests.plan.test_pages_of_verbs import browser  # noqa: F401  signs somebody in
from tests.plan.workbooks import workbook

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
    assert "Line 4 has it too" in told
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


BOOK = {
    "Objective 1": [
        ["Objective 1: Answer everybody"],
        ["Deliverable", "Financial Resources", "Human Resources", "ICT", "Risks", "Measures"],
        ["Run the elections", 165000, "Two officers", "", "Few may vote", "Turnout\nComplaints"],
    ],
    "Objective 2": [[], ["Keep the web going"], ["Deliverable", "Measures"], ["Mend the site", "Visits"]],
}  # fmt: skip


def test_a_workbook_is_read_sheet_by_sheet(plan, tmp_path):
    (file := tmp_path / "tables.xlsx").write_bytes(workbook(BOOK))

    results = tables.take(tables.read(file), plan)

    assert [(each.line, each.key, each.fate) for each in results] == [
        (3, "Run the elections (sheet “Objective 1”)", "taken"),
        (4, "Mend the site (sheet “Objective 2”)", "taken"),
    ]
    made = Deliverable.objects.get(key="run-the-elections")
    assert made.resources.get(kind="financial").amount == 165_000
    assert made.place == "spreadsheet, line 3 of the sheet “Objective 1”"


def test_what_is_wrong_with_a_sheet_names_it(tmp_path):
    (file := tmp_path / "tables.xlsx").write_bytes(workbook({**BOOK, "Notes": [["To be done", "later"]]}))

    with pytest.raises(Unreadable, match="On the sheet “Notes”, line 1 stands in no table"):
        tables.read(file)


@pytest.mark.parametrize(
    ("contents", "why"),
    [
        (b"PK\x03\x04 no zip at all", "cannot be read as a workbook"),
        (workbook({"One": [["x"]] * 20_001}), "no table here is that large"),
    ],
)
def test_a_broken_or_giant_workbook_is_refused_in_words(tmp_path, contents, why):
    (file := tmp_path / "tables.xlsx").write_bytes(contents)

    with pytest.raises(Unreadable, match=why):
        tables.read(file)


def post(client, plan, file=None, **data):
    if file is not None:
        data["file"] = SimpleUploadedFile("tables.xlsx", file)
    return client.post(reverse("plan_import", args=[plan.key]), data)


def test_the_page_shows_what_would_be_made_and_then_makes_just_that(plan, browser):  # noqa: F811
    lead = browser("nadia")
    shown = post(lead, plan, workbook(BOOK))
    page = shown.content.decode()

    assert shown.status_code == 200
    assert "Run the elections" in page
    assert "would be made" in page
    assert not Deliverable.objects.exists()
    token = re.search(r'name="shown" value="([^"]+)"', page)[1]
    done = post(lead, plan, shown=token)
    assert done.status_code == 303
    assert Deliverable.objects.count() == 2
    assert "brought in tables.xlsx: 2 taken." in plan.events.order_by("-sequence").first().sentence


def test_one_bad_line_and_nothing_can_be_kept(plan, browser):  # noqa: F811
    again = {**BOOK, "Twice": [["Again"], ["Deliverable"], ["Run the elections"]]}
    shown = post(browser("nadia"), plan, workbook(again))

    assert shown.status_code == 422
    assert "Line 3 has it too" in shown.content.decode()
    assert 'name="shown"' not in shown.content.decode()
    with pytest.raises(Invalid, match="Line 3 has it too"):
        bring_in_tables.perform(
            plan, by=SYSTEM, files={"file": SimpleUploadedFile("t.xlsx", workbook(again))}
        )
    assert (Deliverable.objects.count(), Objective.objects.count()) == (0, 0)


def test_a_file_that_was_not_shown_or_for_another_plan_is_not_kept(plan, browser):  # noqa: F811
    answered = post(browser("nadia"), plan, shown="made up")

    assert answered.status_code == 422
    assert "choose it again" in answered.content.decode()


def test_who_only_reads_brings_nothing_in(plan, browser):  # noqa: F811
    assert post(browser("dev"), plan, workbook(BOOK)).status_code == 403
    assert not Deliverable.objects.exists()

"""A ledger file is taken whole or not at all; budgets stand beside it, and the year's end is projected."""

import re
import threading
from datetime import date
from decimal import Decimal
from time import sleep

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import transaction

from guildhall.demo.cast import summon
from guildhall.kernel import time
from guildhall.kernel.actions import Invalid
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.periods import Period
from guildhall.kernel.services import service
from guildhall.plan.actions import objectives, plans
from guildhall.plan.actions.ledger import bring_in_ledger
from guildhall.plan.models import LedgerLine
from guildhall.plan.money import ledger as files
from guildhall.plan.money.outturn import lines, straight_line
from tests.kernel.test_two_at_once import at_once

HEAD = "month,area,kind,amount\n"
HALF = [f"2018-{month:02}" for month in range(4, 10)]
YEAR = Period.year(2018)


@pytest.fixture
def plan(cast):
    with time.pretend(date(2018, 4, 3)):
        made = plans.enter(
            by=cast["nadia"], key="money", title="Plan with money", directorate="Community",
            first="2018-04-01", last="2019-03-31",
        )  # fmt: skip
        objectives.set_out(by=cast["nadia"], plan=made.pk, title="Break even", owner_role="Director")
        rows = [
            {"area": "Magazine", "kind": "income", "year": 2018, "amount": "120000"},
            {"area": "Magazine", "kind": "expenditure", "year": 2018, "amount": "150000"},
            {"area": "Magazine", "kind": "cash_limit", "year": 2018, "amount": "30000"},
        ]
        plans.bring_in(made, by=SYSTEM, rows={"budget": rows})
        return plans.adopt(made, by=cast["owen"], decision="the cabinet, minute 7")


@pytest.fixture
def brought_in(plan, tmp_path, capsys):
    """Brings a file in by the command, and gives back what was said and the exit code."""

    def bring_in(rows, *options, encoding="utf-8", on=date(2018, 10, 10)):
        file = tmp_path / "ledger.csv"
        file.write_bytes((HEAD + rows).encode(encoding))
        code = 0
        with time.pretend(on):
            try:
                call_command("plan", "ledger", str(file), *options)
            except SystemExit as end:
                code = end.code
        told = capsys.readouterr()
        return told.out + told.err, code

    return bring_in


def half_a_year(income, spent):
    rows = [f"{month},Magazine,{kind},{each}\n" for month in HALF for kind, each in
            (("income", income), ("expenditure", spent))]  # fmt: skip
    return "".join(rows) + f"Total,,,{6 * (income + spent)}\n"


def test_a_file_whose_total_agrees_is_taken_and_a_second_time_changes_nothing(brought_in):
    first, again = brought_in(half_a_year(9000, 12000)), brought_in(half_a_year(9000, 12000))

    assert first[1] == again[1] == 0
    assert "12 taken." in first[0]
    assert "Line 2, April 2018, Magazine, income: taken" in first[0]
    assert "12 unchanged." in again[0]
    assert LedgerLine.objects.count() == 12


def test_a_file_whose_totals_do_not_agree_is_refused_whole_with_both_sums(brought_in):
    told, code = brought_in("April 2018,Magazine,Income,£100\nTotal,,,£120.50\n")

    assert code == 2
    assert "The rows add up to £100, and its control total says £120.50: they are £20.50 apart." in told
    assert "Nothing was taken." in told
    assert not LedgerLine.objects.exists()


def test_the_total_may_be_given_beside_the_file_and_one_of_the_two_is_needed(brought_in):
    rows = "2018-04,Magazine,income,100\n2018-05,Magazine,income,(20)\n"

    nothing, wrong, right = (
        brought_in(rows),
        brought_in(rows, "--total", "100"),
        brought_in(rows, "--total", "£80"),
    )

    assert "Nothing says what the file adds up to" in nothing[0]
    assert "the total given is £100" in wrong[0]
    assert (nothing[1], wrong[1], right[1]) == (2, 2, 0)
    assert [each.amount for each in LedgerLine.objects.order_by("pk")] == [100, -20]


def test_one_wrong_row_and_nothing_is_taken_and_every_wrong_row_is_named(brought_in):
    told, code = brought_in(
        "2018-04,Magazine,income,100\n"
        "2018-04,Magazine,income,50\n"
        "2018-05,,income,50\n"
        "2018-05,Magazine,luck,50\n"
        "2018-05,Magazine,cash limit,50\n"
        "2018-19 Q1,Magazine,income,50\n"
        "2018-12,Magazine,income,50\n"
        "2018-06,Magazine,income,lots\n"
        "2018-06,Magazine,income,1.005\n"
        "Total,,,100\n"
        "2018-07,Magazine,income,1\n"
    )

    assert code == 1
    assert "Nothing was taken: 9 refused." in told
    for sentence in (
        "Line 3, no month: refused: Line 2 is for April 2018, Magazine, income too",
        "does not say which service area",
        "“luck” is no kind of money: write one of income, grant, recharge, savings, expenditure",
        "A cash limit is set, not spent",
        "2018-19 Q1 is more than a month",
        "December 2018 has not begun",
        "“lots” is not a number",
        "“1.005” has more than two places",
        "It stands below the control total",
    ):
        assert sentence in told
    assert not LedgerLine.objects.exists()


def test_a_dry_run_says_the_same_and_writes_nothing(brought_in):
    told, code = brought_in(half_a_year(9000, 12000), "--dry-run")

    assert (code, LedgerLine.objects.exists()) == (0, False)
    assert "Dry run, nothing written: 12 taken." in told


def test_a_later_file_stands_and_says_what_it_changed_and_the_earlier_line_is_kept(brought_in, plan):
    brought_in("2018-04,Magazine,income,100\nTotal,,,100\n")

    told, _ = brought_in("2018-04,Magazine,income,140\nTotal,,,140\n")

    assert "changed: It was £100 and is £140." in told
    assert LedgerLine.objects.count() == 2
    assert next(each for each in lines(plan, YEAR, SYSTEM) if each.kind == "income").to_date == 140


def test_a_file_from_windows_is_read_too(brought_in):
    brought_in("2018-04,Café,income,£100\nTotal,,,£100\n", encoding="cp1252")

    assert LedgerLine.objects.get().area == "Café"


def test_a_straight_line_takes_three_months_without_a_gap_and_names_what_is_missing():
    ten, unknown = Decimal(10), None

    assert straight_line([ten, ten, *[unknown] * 10], YEAR).told == (
        "Too few months: 2 known, and a projection takes 3."
    )
    assert straight_line([ten, unknown, ten, ten, *[unknown] * 8], YEAR).told.startswith("May is missing")
    assert straight_line([ten, ten, Decimal(13), *[unknown] * 9], YEAR).value == 132
    assert straight_line([ten] * 12, YEAR).told == "All twelve months are known."


def test_budget_and_ledger_stand_beside_each_other_with_the_cash_limit_net_of_what_was_earned(
    brought_in, plan
):
    brought_in(half_a_year(9000, 12000))

    found = {each.kind: each for each in lines(plan, YEAR, SYSTEM)}

    assert (found["income"].to_date, found["income"].variance) == (54_000, -6_000)
    assert (found["income"].projection.value, found["income"].is_worse) == (108_000, True)
    assert (found["expenditure"].projection.value, found["expenditure"].is_worse) == (144_000, False)
    assert (found["cash_limit"].projection.value, found["cash_limit"].is_worse) == (36_000, True)


def test_after_the_half_year_a_worse_projection_is_a_finding_and_before_it_is_none(brought_in, plan):
    duty = service("plans").duties["improved_by_mid_year"]
    brought_in(half_a_year(9000, 12000))

    def told(on):
        return [each for found in duty.findings(SYSTEM, on) for each in found.detail]

    assert told(date(2018, 9, 30)) == []
    assert told(date(2018, 10, 1)) == [
        "Magazine, cash limit: £36,000 projected by Sun 31 March 2019, and the budget is £30,000. "
        "In a straight line over 6 months.",
        "Magazine, income: £108,000 projected by Sun 31 March 2019, and the budget is £120,000. "
        "In a straight line over 6 months.",
    ]

    brought_in(half_a_year(10000, 12000))
    assert told(date(2018, 10, 1)) == []


def test_a_file_brought_in_on_the_page_is_told_in_the_plans_history(plan, cast, said):
    file = SimpleUploadedFile("april.csv", (HEAD + "2018-04,Magazine,income,100\nTotal,,,100\n").encode())
    with time.pretend(date(2018, 5, 3)):
        bring_in_ledger.perform(plan, by=cast["nadia"], files={"file": file})

    assert said(plan).startswith("Nadia")
    assert "brought in the ledger april.csv, Thu 3 May 2018" in said(plan)
    assert said(plan).endswith(": 1 taken.")


def test_a_wrong_file_on_the_page_is_answered_line_by_line_and_leaves_no_event(plan, cast):
    before = plan.events.count()
    file = SimpleUploadedFile("april.csv", (HEAD + "soon,Magazine,income,100\nTotal,,,100\n").encode())

    with time.pretend(date(2018, 5, 3)), pytest.raises(Invalid) as refused:
        bring_in_ledger.perform(plan, by=cast["nadia"], files={"file": file})

    assert "Line 2: “soon” is not a period" in str(refused.value)
    assert (plan.events.count(), LedgerLine.objects.exists()) == (before, False)


def test_the_page_of_the_budget_shows_the_months_and_is_not_for_the_public(brought_in, plan, client_of, cast):
    brought_in(half_a_year(9000, 12000))
    colleague = client_of(cast["nadia"])

    page = colleague.get("/plan/money/budget/2018-19/").content.decode()
    rows = colleague.get("/plan/money/budget/2018-19.csv").content.decode().splitlines()

    assert "Ends £12,000 below its budget." in page
    assert "2 of 3 lines will end worse than their budget" in page
    assert "Magazine,income,2018-04,actual,10000.00,9000.00,-1000.00" in rows
    assert "Magazine,income,2018-10,actual,10000.00,," in rows
    assert "Magazine,income,2018-19,projected,120000.00,108000.00,-12000.00" in rows
    assert client_of(cast["jo"]).get("/plan/money/budget/").status_code == 403


def test_who_does_not_work_here_sees_no_ledger(brought_in, plan, cast):
    brought_in(half_a_year(9000, 12000))

    assert all(each.to_date is None for each in lines(plan, YEAR, cast["jo"]))


def csv_file(rows, name="april.csv"):
    return SimpleUploadedFile(name, (HEAD + rows).encode())


def brought_by(page):
    return re.search(r'name="brought" value="([^"]+)"', page.content.decode())[1]


def test_the_page_of_a_ledger_says_what_a_file_would_change_before_it_does(plan, cast, client_of):
    colleague = client_of(cast["nadia"])
    with time.pretend(date(2018, 5, 3)):
        tried = colleague.post(
            "/plan/money/ledger/", {"file": csv_file("2018-04,Magazine,income,100\nTotal,,,100\n")}
        )
        assert not LedgerLine.objects.exists()
        done = colleague.post("/plan/money/ledger/", {"brought": brought_by(tried)})
        twice = colleague.post("/plan/money/ledger/", {"brought": brought_by(tried)})

    page = tried.content.decode()
    assert "Nothing is kept yet" in page
    assert "1 taken" in page
    assert "April 2018, Magazine, income" in page
    assert (done.status_code, twice.status_code) == (303, 303)
    assert LedgerLine.objects.get().amount == 100
    assert plan.events.filter(action="bring_in_ledger").count() == 1


def test_the_page_of_a_ledger_names_the_totals_that_disagree_and_keeps_nothing(plan, cast, client_of):
    with time.pretend(date(2018, 5, 3)):
        answer = client_of(cast["nadia"]).post(
            "/plan/money/ledger/", {"file": csv_file("2018-04,Magazine,income,100\nTotal,,,120\n")}
        )

    assert answer.status_code == 422
    assert "The rows add up to £100, and its control total says £120: they are £20 apart." in (
        answer.content.decode()
    )
    assert not LedgerLine.objects.exists()


def test_a_ledger_that_was_looked_at_too_long_ago_is_asked_for_again(plan, cast, client_of):
    colleague = client_of(cast["nadia"])

    forged = colleague.post("/plan/money/ledger/", {"brought": "nothing:of:ours"})

    assert forged.status_code == 422
    assert "choose it again" in forged.content.decode()


def test_only_who_may_bring_a_ledger_in_is_asked_for_one(plan, cast, client_of):
    assert client_of(cast["jo"]).get("/plan/money/ledger/").status_code == 403
    assert "Your role does not include this" in (
        client_of(cast["ines"]).get("/plan/money/ledger/").content.decode()
    )


def test_the_plan_leads_to_its_budget_and_the_budget_to_its_chart(brought_in, plan, client_of, cast):
    brought_in(half_a_year(9000, 12000))
    colleague = client_of(cast["nadia"])

    page = colleague.get("/plan/money/budget/2018-19/").content.decode()

    assert 'href="/plan/money/budget/"' in colleague.get("/plan/money/").content.decode()
    assert "/plan/money/budget/" not in client_of(cast["jo"]).get("/plan/money/").content.decode()
    assert "Magazine, income: £54,000 so far, £108,000 projected for the year" in page
    assert "budget: £120,000" in page


@pytest.mark.django_db(transaction=True)
def test_of_two_who_bring_in_one_file_at_once_one_is_told_that_it_stands_already(tmp_path):
    summon()
    file = tmp_path / "ledger.csv"
    file.write_text(HEAD + half_a_year(9000, 12000))
    with time.pretend(date(2018, 10, 10)):
        found = files.read(file)

    is_in = threading.Event()

    def first():
        with transaction.atomic():
            fates = files.take(found)
            is_in.set()
            sleep(0.5)  # the other has looked by now, and must not believe what it saw
        return fates

    def second():
        is_in.wait(10)
        return files.take(found)

    told = [next(files.counted_fates(each)) for each in at_once(first, second)]
    assert told == ["12 taken", "12 unchanged"]
    assert LedgerLine.objects.count() == 12

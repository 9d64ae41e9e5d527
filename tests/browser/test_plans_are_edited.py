"""Budgets, comparisons and the form that copies a plan forward, in a browser and on a telephone."""

from datetime import date

import pytest
from django.core.management import call_command

from guildhall.demo.cast import summon
from guildhall.kernel.gates import SYSTEM
from guildhall.plan.actions import plans
from guildhall.plan.edition import load, read
from guildhall.plan.models import Plan
from tests.browser.rig import axe, shot

TODAY = date(2018, 10, 12)
KINDS = (("income", 9000), ("expenditure", 12000))


@pytest.fixture
def printed(transactional_db, settings, tmp_path):
    """Both plans, the later with a budget of which half a year is in the ledger."""
    settings.DEMONSTRATION, settings.PINNED_TODAY = True, TODAY.isoformat()
    for name in ("plan-2012-15", "plan-2018-23"):
        load(read(name))
    budget = [
        {"area": "Flagship magazine", "kind": kind, "year": 2018, "amount": "140000"} for kind, _ in KINDS
    ]
    plans.bring_in(Plan.objects.get(key="2018-23"), by=SYSTEM, rows={"budget": budget})
    file = tmp_path / "ledger.csv"
    rows = [
        f"2018-0{month},Flagship magazine,{kind},{each}" for month in range(4, 10) for kind, each in KINDS
    ]
    file.write_text("\n".join(["month,area,kind,amount", *rows]) + "\n")
    call_command("plan", "ledger", str(file), "--total", "126000")


@pytest.mark.browser
@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("budget", "/plan/2018-23/budget/"),
        ("compare", "/plan/compare/2012-15/2018-23/"),
        ("copy-forward", "/records/{plan}/copy_forward/"),
        ("ledger", "/records/{plan}/bring_in_ledger/"),
    ],
)
def test_the_page_can_be_read_wide_and_narrow(page, phone, sign_in, printed, name, address):
    address = address.format(plan=Plan.objects.get(key="2018-23").reference)
    for window in (page, phone):
        sign_in(window, summon()["nadia"])
        window.goto(address)
        axe(window)
        assert window.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    shot(page, f"plan-{name}")
    shot(phone, f"plan-{name}-phone")

"""The plan in a browser: the public reads it, and whoever leads it changes it, on a telephone too."""

from datetime import date

import pytest

from guildhall.demo.cast import summon
from guildhall.plan.edition import load, read
from guildhall.plan.models import Deliverable, Plan
from tests.browser.rig import axe, shot

TODAY = date(2018, 3, 31)


@pytest.fixture
def printed(transactional_db, settings):
    settings.DEMONSTRATION, settings.PINNED_TODAY = True, TODAY.isoformat()
    for name in ("plan-2012-15", "plan-2018-23"):
        load(read(name))


def opened(page, address):
    answer = page.goto(address)
    assert answer.ok, f"{address} answers {answer.status}"
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (
        f"{page.url} is too wide"
    )


@pytest.mark.browser
def test_the_public_reads_the_plan(page, phone, printed):
    for window in (page, phone):
        opened(window, "/plan/2018-23/")
    shot(page, "plan")


@pytest.mark.browser
def test_a_lead_makes_a_promise_and_changes_its_target(page, sign_in, printed):
    elections = Deliverable.objects.get(title="Run 2012 Local Elections")
    sign_in(page, summon()["nadia"])
    opened(page, Plan.objects.get(key="2012-15").get_absolute_url())
    shot(page, "plan-record")
    opened(page, elections.get_absolute_url())
    shot(page, "deliverable")
    opened(page, f"{elections.get_absolute_url()}set_promise/")
    shot(page, "promise")

    page.get_by_label("What is promised?").fill("Half of all electors vote")
    page.get_by_label("Target (optional)").fill("50")
    page.get_by_role("button", name="Make a promise").click()
    axe(page)
    assert page.get_by_text("Say in what unit the target is, such as % or requests").count() >= 1

    page.get_by_label("Unit (optional)").fill("%")
    page.get_by_role("button", name="Make a promise").click()
    opened(page, f"{elections.get_absolute_url()}change_target/")
    page.get_by_label("Half of all electors vote").check()
    page.get_by_label("What is its target now?").fill("40")
    page.get_by_label("Why does it change?").fill("Fewer voted than was hoped.")
    page.get_by_role("button", name="Change a target").click()
    assert page.get_by_text("from at least 50% to at least 40%").count() >= 1

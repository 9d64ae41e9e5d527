"""The pages around a plan in a browser, read by anybody and worked by whoever leads it."""

from datetime import date

import pytest

from guildhall.demo.cast import summon
from guildhall.plan.edition import load, read
from tests.browser.rig import shot
from tests.browser.test_plans import opened

TODAY = date(2018, 5, 14)


@pytest.fixture
def printed(transactional_db, settings):
    settings.DEMONSTRATION, settings.PINNED_TODAY = True, TODAY.isoformat()
    for name in ("plan-2012-15", "plan-2018-23"):
        load(read(name))


@pytest.mark.browser
def test_the_staff_structure_is_seen_on_another_day_with_the_keyboard(page, phone, printed):
    opened(phone, "/plan/2018-23/structure/")
    shot(phone, "staff-structure-phone")
    opened(page, "/plan/2012-15/structure/")
    page.get_by_label("Day").nth(1).focus()
    for text in ("31", "3", "2011"):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/structure/?**")

    assert page.get_by_text("2 new, 0 gone, 0 otherwise, 16 as before").count() == 1
    opened(page, page.url)
    shot(page, "staff-structure")


@pytest.mark.browser
def test_whoever_keeps_the_risks_renames_a_category_with_the_keyboard(page, phone, sign_in, printed):
    sign_in(phone, summon()["rowan"])
    opened(phone, "/risks/scale/")
    sign_in(page, summon()["rowan"])
    opened(page, "/risks/scale/")
    page.get_by_role("link", name="Change Money").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/risks/scale/categories/**")
    opened(page, page.url)
    shot(page, "risk-category")
    page.get_by_label("What is it called?").fill("Finance")
    page.get_by_label("Why does it change?").fill("As the budget book calls it.")
    page.keyboard.press("Enter")
    page.wait_for_url("**/risks/scale/")

    assert page.get_by_text("The category Finance: name Finance, not Money.").count() == 2
    opened(page, page.url)
    shot(page, "risk-scale")

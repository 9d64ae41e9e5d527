"""Councillors, committees, balance, allowances and the constitution in a browser, at both widths."""

from datetime import date, datetime, timedelta

import pytest

from guildhall.commons.chamber import demo as chamber
from guildhall.commons.chamber.models import Body, Member
from guildhall.demo.city import WARDS, Staff
from guildhall.kernel import time
from guildhall.kernel.lives import World
from guildhall.services.allowances import demo as allowances
from guildhall.services.allowances.models import AllowanceYear
from guildhall.services.constitution import demo as constitution
from guildhall.services.constitution.models import Arrangement
from tests.browser.rig import axe, shot

pytestmark = pytest.mark.browser
MORNING = datetime(2017, 4, 4, 9, tzinfo=time.LONDON)
LATER = date(2017, 7, 31)


@pytest.fixture
def council(transactional_db, settings):
    """The demonstration's council on the last day of July 2017: a committee system is being looked into."""
    settings.DEMONSTRATION, settings.PINNED_TODAY = True, LATER.isoformat()
    settings.LETTERS = "console"
    with time.pretend(MORNING):
        world = World("browser", 1, Staff(), LATER, {})
        world.begin("chamber", chamber.live, MORNING, WARDS)
        world.begin("allowances", allowances.live, MORNING + timedelta(hours=1), 2017)
        world.begin("constitution", constitution.live, MORNING + timedelta(hours=2), 2017)
    list(world.live())
    assert world.refused == []
    return world.people.cast


def look(window, address, name):
    """Opens a page, holds it to the rules at the window's width, and takes its picture."""
    window.goto(address)
    axe(window)
    assert window.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (
        f"{address} is wider than its window"
    )
    shot(window, f"chamber-{name}")


def test_the_council_is_read_at_both_widths(council, page, phone):
    member = Member.objects.order_by("pk").first()
    committee = Body.objects.get(name="Planning Committee")
    addresses = {
        "councillors": "/councillors/",
        "councillor": f"/councillors/{member.reference}/",
        "committees": "/committees/",
        "committee": f"/committees/{committee.reference}/",
        "balance": "/political-balance/",
        "constitution": "/constitution/",
        "changes": "/constitution/2/changes/",
        "powers": "/constitution/powers/",
        "allowances": "/allowances/2016-17/",
    }
    for name, address in addresses.items():
        look(page, address, name)
        look(phone, address, f"{name}-phone")
    assert page.get_by_role("heading", name="Members’ allowances 2016-17").is_visible()


def test_an_officer_sees_what_a_change_costs_and_whose_place_it_is(council, page, phone, sign_in):
    change = Arrangement.objects.get(form="committees")
    year = AllowanceYear.objects.get(first=date(2017, 4, 1))
    for window in (page, phone):
        sign_in(window, council["dora"])
    look(page, "/chamber/", "desk")
    look(phone, "/chamber/", "desk-phone")
    look(page, change.get_absolute_url(), "change")
    assert page.get_by_role("heading", name="Every member’s place").is_visible()
    look(page, year.get_absolute_url(), "allowances-desk")
    assert page.get_by_text("Structural deficit").is_visible()

"""What people do with a plan, in a browser and with the keyboard; every page is held to the rules by axe."""

from datetime import date

import pytest

from guildhall.demo.cast import summon
from guildhall.demo.year import Volume
from guildhall.kernel import time
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.measures import measure
from guildhall.kernel.periods import Period
from guildhall.plan.actions import deliverables, objectives, plans, promises
from guildhall.plan.models import Deliverable, Plan, Proposal
from tests.browser.rig import axe, shot
from tests.browser.test_plans import opened
from tests.journeys.small_year import live

pytestmark = pytest.mark.browser

TODAY, END = date(2018, 7, 10), date(2018, 3, 31)
TABLE = (
    "Objective 1: Answer everybody,,,,,\n"
    "Deliverable,Financial Resources,Human Resources,ICT,Risks,Measures\n"
    'Run the elections,"£165,000 from reserves",Two officers,,Few may vote,Turnout\n'
)
LEDGER = (
    "month,area,kind,amount\n2018-04,Magazine,income,9000.00\n2018-05,Magazine,income,{}\nTotal,,,18500.00\n"
)


@pytest.fixture
def adopted(transactional_db, settings):
    """A small plan, adopted, that promises 1,200 people on a panel each quarter, 5% off still amber."""
    settings.DEMONSTRATION, settings.PINNED_TODAY = True, TODAY.isoformat()
    cast = summon()
    by = cast["nadia"]
    with time.pretend(date(2018, 4, 3)):
        plan = plans.enter(
            by=by, key="panel", title="Panel plan", directorate="Community", first="2018-04-01",
            last="2019-03-31", purpose="So that people are asked.",
        )  # fmt: skip
        aim = objectives.set_out(by=by, plan=plan.pk, title="Ask people", owner_role="Director")
        panel = deliverables.set_out(
            by=by, plan=plan.pk, key="panel", title="Keep a panel", objectives=[aim.pk]
        )
        promises.set_promise(
            panel, by=by, text="1,200 people on the panel", key="members", unit="people", target=1200,
            tolerance=5, tolerance_in="percent", basis="quarter",
        )  # fmt: skip
        budget = [{"area": "Magazine", "kind": "income", "year": 2018, "amount": "100000"}]
        plans.bring_in(plan, by=SYSTEM, rows={"budget": budget})
        plans.adopt(plan, by=cast["owen"], decision="the cabinet, minute 7")
    return cast


def typed(page, label, text):
    """Goes to a box and types, as somebody does who has no mouse."""
    page.get_by_label(label).first.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def pressed(page, name):
    """Goes to a button and presses Enter; the page that comes is held to the rules."""
    page.get_by_role("button", name=name).focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    axe(page)


def test_a_target_is_changed_and_the_colour_moves(page, phone, sign_in, adopted):
    sign_in(page, adopted["nadia"])
    promise = "/plan/panel/promises/panel/members/"
    opened(page, promise)
    page.get_by_role("link", name="Enter a figure 1,200 people on the panel").press("Enter")
    page.wait_for_url("**/enter_figure/**")
    typed(page, "For when?", "2018-19 Q1")
    typed(page, "The figure", "1,150")
    typed(page, "Who says so?", "Panel database")
    pressed(page, "Enter a figure")
    opened(page, promise)
    assert page.get_by_text("Nearly on target").count() >= 1
    shot(page, "promise-amber")

    page.get_by_role("link", name="Move its target").press("Enter")
    page.wait_for_url("**/change_target/**")
    typed(page, "What is its target now?", "1100")
    typed(page, "Why does it change?", "Two wards have left the panel.")
    pressed(page, "Change a target")

    for window in (page, phone):
        opened(window, promise)
        assert window.get_by_text("1,150 meets the target, at least 1,100.").count() >= 1
    assert page.get_by_text("Nearly on target").count() == 0
    opened(page, Deliverable.objects.get(key="panel").get_absolute_url())
    assert page.get_by_text("from at least 1,200 people to at least 1,100 people").count() >= 1


def test_one_proposes_and_another_accepts_and_the_versions_are_compared(
    page, open_browser, phone, sign_in, adopted
):
    plan = Plan.objects.get(key="panel")
    sign_in(page, adopted["amira"])
    opened(page, f"{plan.get_absolute_url()}propose_change/?what=plan:{plan.pk}:purpose")
    typed(page, "What should it say?", "So that everybody is asked.")
    typed(page, "Why?", "It is for all.")
    pressed(page, "Propose")
    assert "accept_proposal" not in page.content()

    other = open_browser()
    sign_in(other, adopted["nadia"])
    opened(other, "/plan/panel/proposals/")
    assert other.get_by_text("everybody is").count() >= 1
    shot(other, "proposals")
    other.get_by_role("link", name="Accept the change of").press("Enter")
    other.wait_for_url("**/accept_proposal/**")
    other.get_by_role("radio").first.check()
    pressed(other, "Accept")
    assert Proposal.objects.get().outcome == "accepted"

    for window in (other, phone):
        opened(window, "/plan/panel/versions/")
        pressed(window, "Compare")
        opened(window, window.url)
        assert window.locator("ins", has_text="everybody is").count() == 1
        assert window.locator("del", has_text="people are").count() == 1
    shot(other, "versions-compared")


def test_a_spreadsheet_is_shown_before_it_is_kept(page, phone, sign_in, adopted):
    for window in (phone, page):
        sign_in(window, adopted["nadia"])
        opened(window, "/plan/panel/import/")
    page.locator('input[type="file"]').set_input_files(
        {"name": "tables.csv", "mimeType": "text/csv", "buffer": TABLE.encode()}
    )
    pressed(page, "Show what would become of it")
    opened_as_it_is(page)
    assert page.get_by_text("would be made").count() >= 1
    assert not Deliverable.objects.filter(title="Run the elections").exists()
    shot(page, "import-shown")

    pressed(page, "Bring it in")

    assert Deliverable.objects.get(title="Run the elections").plan.key == "panel"


def test_a_ledger_that_does_not_add_up_is_refused_and_one_that_does_is_kept(page, phone, sign_in, adopted):
    for window in (phone, page):
        sign_in(window, adopted["nadia"])
        opened(window, "/plan/panel/ledger/")
    for amount, verb in (("9400.00", ""), ("9500.00", "Bring it in")):
        file = LEDGER.format(amount).encode()
        page.locator('input[type="file"]').set_input_files(
            {"name": "ledger.csv", "mimeType": "text/csv", "buffer": file}
        )
        pressed(page, "See what it would change")
        opened_as_it_is(page)
        if not verb:
            assert page.get_by_text("18,400").count() >= 1
            assert page.get_by_text("18,500").count() >= 1
            continue
        shot(page, "ledger-shown")
        pressed(page, verb)

    opened(page, page.url)
    assert page.get_by_text("Magazine").count() >= 1


def opened_as_it_is(page):
    """The page that answers a form, at its own width."""
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.fixture
def lived(transactional_db, settings):
    """A year with little asked in it."""
    settings.DEMONSTRATION, settings.PINNED_TODAY = True, END.isoformat()
    settings.LETTERS = "console"
    with time.pretend(END):
        return live(Volume(2017, requests=3))


def test_a_number_opens_to_its_records_and_the_year_to_its_statement(page, phone, sign_in, lived):
    received = int(measure("requests.received").value(Period.year(2017)))
    sign_in(page, lived.people.cast["amira"])
    for window in (page, phone):
        opened(window, "/numbers/2017-18/")
    tile = page.locator('a[href$="/numbers/2017-18/information_requests/"]').first
    assert f"{received:,}" in page.locator(".tile", has=tile).inner_text()
    tile.press("Enter")
    page.wait_for_url("**/information_requests/")
    opened(page, page.url)
    assert page.locator("tbody tr").count() == received
    shot(page, "number-opened")
    page.locator("tbody a").first.press("Enter")
    page.wait_for_url("**/records/IR-**")

    for window in (page, phone):
        for address in ("/programmes/", "/governance/"):
            opened(window, address)
            inner = window.locator(f'main a[href^="{address}"]').first.get_attribute("href")
            opened(window, inner)
        opened(window, "/governance/2016-17/")
        shot(window, f"statement-{window.viewport_size['width']}")

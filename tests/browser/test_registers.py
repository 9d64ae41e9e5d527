"""The registers in a browser: the matrix of risks and the coverage of systems, accessible at both widths."""

from datetime import date

import pytest

from guildhall.demo.cast import summon
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.services import action
from tests.browser.rig import axe, shot

pytestmark = pytest.mark.browser
EMS = "Elections management system"
RISKS = (
    ("Loss of key staff from small delivery team", "Customer transformation", 4, 5, "Programme manager"),
    ("Projects take longer than anticipated", "Customer transformation", 4, 4, "Programme manager"),
    ("Lack of buy-in from directorates", "Service", 3, 4, "Head of service"),
    ("Projected income is not realised", "Service", 3, 3, "Finance manager"),
    ("Turnout is higher than ballot papers printed", "Run 2012 local elections", 1, 5, ""),
    ("Old machinery is slow", "Service", 2, 2, "Print manager"),
    ("Lack of volunteers", "Service", None, None, ""),
)


@pytest.fixture
def registers(transactional_db, settings):
    """A few risks and contracts, on a day in June 2018."""
    settings.DEMONSTRATION, settings.PINNED_TODAY = True, "2018-06-01"
    settings.LETTERS = "console"
    cast = summon()
    raise_it, enter = action("risks", "raise"), action("contracts", "enter")
    made = [
        raise_it(
            by=SYSTEM, title=title, log=log, likelihood=likelihood, impact=impact, owner_role=owner,
            mitigation="Write down what each of them does", on=date(2018, 2, 1),
        )
        for title, log, likelihood, impact, owner in RISKS
    ]  # fmt: skip
    contract = enter(
        by=SYSTEM, supplier="Gantry Software", what="Elections software", systems=f"{EMS}, critical",
        starts_on=date(2015, 4, 1), ends_on=date(2018, 3, 31), value=9000,
    )  # fmt: skip
    enter(
        by=SYSTEM, kind="waiver", supplier="Gantry Software", what="Elections software, waiver",
        systems=f"{EMS}, critical, replaced by 2019-03-31", starts_on=date(2018, 4, 1),
        ends_on=date(2018, 12, 31), extends=contract,
    )  # fmt: skip
    enter(
        by=SYSTEM, kind="licence", supplier="Quayside Print", what="Design and print portal",
        systems="Design and print portal\nPrice list", starts_on=date(2016, 8, 1), ends_on=date(2019, 7, 31),
        notice_months=3, relet_months=9, value=12500, value_per="a_year", owner_role="Print manager",
    )  # fmt: skip
    return cast, made[0], contract


def look(window, address, name):
    """Opens a page, holds it to the rules at the window's width, and takes its picture."""
    window.goto(address)
    axe(window)
    assert window.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (
        f"{address} is too wide"
    )
    shot(window, f"{name}-{window.viewport_size['width']}")


def test_the_registers_break_no_rule(page, phone, sign_in, registers):
    cast, risk, contract = registers
    of_risks = {
        "/risks/": "risks",
        "/risks/?likelihood=4&impact=5": "risks-square",
        "/risks/?log=None": "risks-empty",
        risk.get_absolute_url(): "risk",
        f"{risk.get_absolute_url()}score/": "risk-score",
        "/duties/risks/mitigations_are_whole/": "risks-findings",
    }
    of_contracts = {
        "/contracts/": "contracts",
        contract.get_absolute_url(): "contract",
        "/desk/contracts/open/enter/": "contract-enter",
        "/duties/contracts/covered_without_a_gap/": "contracts-findings",
    }
    for window in (page, phone):
        for player, pages in (("rowan", of_risks), ("bill", of_contracts)):
            sign_in(window, cast[player])
            for address, name in pages.items():
                look(window, address, name)

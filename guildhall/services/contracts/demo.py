"""How a year of contracts is lived: some end, one goes on by a waiver that ends too soon."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from guildhall.kernel.lives import Life, Story
from guildhall.services.contracts import actions

ELECTIONS = "Elections management system"


def live(life: Life, year: int) -> Story:
    """The register as it stands when the financial year begins, and what becomes of it."""
    keeper = life.world.people.cast["bill"]

    def enter(**terms: Any) -> Any:
        return life.do(actions.enter, by=keeper, **terms)

    enter(
        kind="licence", supplier="Marram Consulting", what="Design and print portal",
        systems="Design and print portal", starts_on=date(year - 1, 8, 1), ends_on=date(year + 2, 7, 31),
        notice_months=3, relet_months=9, value=12_500, value_per="a_year", owner_role="Print manager",
        payer="Communications", tendered=True,
    )  # fmt: skip
    enter(
        kind="agreement", supplier="Breakwater Care", supplier_kind="vcse",
        what="Volunteers who visit reception", ends_on=date(year + 1, 3, 31), notice_months=1,
        owner_role="Customer service manager",
    )  # fmt: skip
    elections = enter(
        supplier="Gantry Software", supplier_kind="sme", what="Elections software", value=48_000,
        systems=f"{ELECTIONS}, critical, replaced by {year + 2}-03-31", starts_on=date(year - 3, 4, 1),
        ends_on=date(year + 1, 3, 31), relet_months=3, owner_role="Elections manager",
        payer="Democratic services", tendered=True,
    )  # fmt: skip
    printers = enter(
        kind="lease", supplier="Halyard Facilities", what="Multi-function printers", value=31_200,
        value_per="a_year", starts_on=date(year - 4, 10, 1), ends_on=date(year, 9, 30), notice_months=1,
        relet_months=3, owner_role="Facilities manager", payer="Education",
    )  # fmt: skip
    life.beside(let_again, printers, year)
    life.beside(extended, elections, year)
    yield from ()


def let_again(life: Life, printers: Any, year: int) -> Story:
    """It is decided in time to let it again; notice is given, and it ends."""
    keeper = life.world.people.cast["bill"]
    yield _from(life, date(year, 5, 18))
    life.do(actions.decide, printers, by=keeper, decision="relet", why="Fewer printers will do.")
    yield _from(life, date(year, 8, 22))
    life.do(actions.give_notice, printers, by=keeper)
    yield _from(life, date(year, 10, 2))
    life.do(actions.end, printers, by=keeper)
    life.do(
        actions.enter, by=keeper, kind="lease", supplier="Lodestar Works", what="Multi-function printers",
        value=24_000, value_per="a_year", starts_on=date(year, 10, 1), ends_on=date(year + 4, 9, 30),
        notice_months=3, relet_months=6, owner_role="Facilities manager", payer="Every service",
    )  # fmt: skip


def extended(life: Life, elections: Any, year: int) -> Story:
    """The new system is late: a waiver goes on to the end of the year, three months short of it."""
    yield _from(life, date(year, 12, 4))
    life.do(
        actions.waive, elections, by=life.world.people.cast["bill"], ends_on=date(year + 1, 12, 31),
        value=11_000, why="The new system is not there before the next election.",
    )  # fmt: skip


def _from(life: Life, day: date) -> datetime:
    """Some moment of the first working day from that day on."""
    return life.days_on(0, since=day)

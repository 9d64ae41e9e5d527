"""How a business case is lived: proposed, sent back, approved at three gates, and looked at by mid-year."""

from __future__ import annotations

from datetime import date
from typing import Any

from guildhall.kernel.lives import Life, Story
from guildhall.services.business_cases import actions

PORTAL = (
    "One in three calls asks how an earlier one stands. Whoever asked could see it for themselves, and the "
    "helpdesk would have time for those who cannot."
)
ANSWERED = "requests.answered_in_time"


def live(life: Life, year: int) -> Story:
    """A portal for following one's own request: from the need to the year's look at what came of it."""
    cast = life.world.people.cast
    author, director = cast["nadia"], cast["owen"]
    case = life.do(
        actions.propose, by=author, title="A page where residents follow their own requests", need=PORTAL,
        programme="Digital customer experience", owner_role="Director of customer services",
    )  # fmt: skip
    for name, cost in (("Do nothing", 0), ("A page of our own", 85_000), ("A bought portal", 210_000)):
        life.do(actions.add_option, case, by=author, name=name, cost=cost)
    yield life.working_days_on(6)
    life.do(
        actions.approve_strategic, case, by=director,
        minute=f"Directorate management team, {year}, minute 7",
    )  # fmt: skip
    yield life.working_days_on(12)
    _worked_out(life, case, author, year)
    yield life.working_days_on(5)
    back = f"Directorate management team, {year}, minute 19"
    life.do(actions.send_back, case, by=director, minute=back, conditions="Say what follows the capital.")
    yield life.working_days_on(8)
    yield from _decided(life, case, author, director, year)


def _worked_out(life: Life, case: Any, author: Any, year: int) -> None:
    """The preferred option with its money, what it brings by kind, and what is done if it does not come."""
    options = {each.name: each.pk for each in case.options.all()}
    why = "It reads the records we keep already."
    life.do(actions.prefer, case, by=author, option=options["A page of our own"], why=why)
    brings = (
        ("Fewer calls to the helpdesk", "cashable", 30_000),
        ("No second switchboard", "avoidance", 45_000),
        ("Other councils use it", "income", 12_000),
    )
    for name, kind, amount in brings:
        life.do(
            actions.add_worth, case, by=author, name=name, kind=kind, amount=amount, per="a_year",
            first=year + 1, last=year + 3,
        )  # fmt: skip
    life.do(
        actions.add_funding, case, by=author, source="Capital programme", kind="capital", amount=85_000,
        first=date(year, 7, 1), last=date(year + 1, 3, 31),
    )  # fmt: skip
    life.do(
        actions.set_trigger, case, by=author, figure="Requests answered in time", measure=ANSWERED,
        direction="at_least", threshold=95, unit="%", day=date(year, 9, 29),
        owner_role="Deputy city solicitor",
        then="The second part waits until the backlog is worked off.",
    )  # fmt: skip


def _decided(life: Life, case: Any, author: Any, director: Any, year: int) -> Story:
    capital = case.funding.get()
    life.do(
        actions.say_what_follows, case, by=author, funding=capital.pk, then="transfers",
        transfers_to="City helpdesk", why="The helpdesk keeps what it saves.",
    )  # fmt: skip
    minute = f"Directorate management team, {year}, minute 23"
    life.do(actions.approve_outline, case, by=director, minute=minute)
    yield life.working_days_on(10)
    life.do(
        actions.approve_full, case, by=director, minute=f"Cabinet, {year}, minute 41", amount=85_000,
        conditions="The figures are looked at by the end of September.",
    )  # fmt: skip
    yield life.days_on(3, since=date(year, 9, 29))
    trigger = case.triggers.get()
    life.do(
        actions.answer_trigger, case, by=author, trigger=trigger.pk, value=88,
        done="The second part waits; two officers help with the backlog.",
    )  # fmt: skip

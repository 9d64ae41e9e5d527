"""How members are paid in a year: the scheme, claims in its course, and the statement of the year before."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from guildhall.commons.chamber.models import Body, Member
from guildhall.kernel import time
from guildhall.kernel.lives import Life, Story
from guildhall.services.allowances import actions

BASIC = 10_500
# What a role on a body pays a year, and how many hold it.
SPECIAL = (
    ("Cabinet", "chair", 18_000, 1), ("Cabinet", "vice_chair", 7_500, 1), ("Cabinet", "member", 7_500, 7),
    ("Planning Committee", "chair", 6_500, 1), ("Scrutiny Management Panel", "chair", 5_000, 1),
    ("Governance, Audit and Standards Committee", "chair", 4_000, 1),
    ("Licensing Committee", "chair", 5_000, 1),
    ("Employment Committee", "chair", 3_000, 1), ("Culture and City Development Panel", "chair", 3_000, 1),
)  # fmt: skip
LEADERS = 5_000
# What stood in the budget for years while the scheme outgrew it.
BUDGET = 541_000
PANEL = "Council, 22 March, having regard to the independent panel’s report"


def live(life: Life, year: int) -> Story:
    """The year before, published in June; this year with a claim here and there."""
    officer = life.world.people.cast["dora"]
    before = life.do(actions.open_year, by=officer, year=year - 1, budget=BUDGET)
    _scheme(life, officer, before)
    now = life.do(actions.open_year, by=officer, year=year, budget=BUDGET)
    serving = list(Member.objects.open().order_by("pk"))
    for number, member in enumerate(serving[::6]):
        yield life.days_on(9 + 4 * number)
        life.do(
            actions.pay_claim, now, by=officer, member=member, kind="carers" if number % 3 == 1 else "travel",
            what="Evening meeting" if number % 3 == 1 else "Train to a conference", amount=42 + 13 * number,
            on=time.today() - timedelta(days=2),
        )  # fmt: skip
        if number == 4:
            life.do(actions.publish_statement, before, by=officer)


def _scheme(life: Life, officer: Any, year: Any) -> None:
    members, first = Member.objects.open().count(), date(year.first.year, 4, 1)
    told = {"by": officer, "source": PANEL, "on": first}
    life.do(actions.set_rate, year, kind="basic", amount=BASIC, posts=members, **told)
    life.do(actions.set_rate, year, kind="leader", amount=LEADERS, posts=3, **told)
    bodies = dict(Body.objects.values_list("name", "reference"))
    for name, role, amount, posts in SPECIAL:
        life.do(actions.set_rate, year, kind="special", body=bodies[name], role=role, amount=amount,
                posts=posts, **told)  # fmt: skip

"""How a year's plan is lived: adopted, its steps reached or missed, its money brought in, its report signed.

The year's money is invented month by month; over the year it comes to what the plan of 2018 prints for it.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile

from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.lives import Life, Story
from guildhall.kernel.periods import Period
from guildhall.plan.actions import deliverables, delivery, figures, objectives, plans, promises, reports
from guildhall.plan.actions.ledger import bring_in_ledger
from guildhall.plan.models import Deliverable, Plan

TRADED, DESIGN = "Traded services", "Marketing, communications, design and digital"
# What each area and kind comes to in the year, and what was budgeted for it. The two totals of income are
# those the plan of 2018 prints for 2017-18; what was spent is invented.
MONEY = (
    (TRADED, "income", 4_300_000, 4_150_000),
    (DESIGN, "income", 657_049, 680_000),
    (DESIGN, "expenditure", 1_180_000, 1_150_000),
)
AIMS = {
    "Answer everybody who asks": "Whoever asks what we hold has an answer in time",
    "Print the magazine at less cost": "What we print pays its way",
}
# How much of a year's money comes in each month, in hundredths.
SHARES = (8, 7, 9, 8, 7, 8, 9, 9, 6, 8, 9, 12)
PENCE = Decimal("0.01")


def live(life: Life, year: int) -> Story:
    """A plan of one year, from the day it is adopted to the ledger of its last month."""
    nadia, owen = (life.world.people.cast[name] for name in ("nadia", "owen"))
    plan = _entered(life, year)
    answers, magazine = _promised(life, plan)
    life.do(plans.adopt, plan, by=owen, decision="the cabinet, minute 9")
    life.do(deliverables.start, answers, by=nadia)
    yield life.days_on(0, since=date(year, 6, 22))
    _reach(life, answers, "Every team knows who answers its questions")
    yield life.days_on(0, since=date(year, 7, 5))
    _enter_cost(life, magazine, f"{Period.quarter(year, 1)}", "11400")
    yield life.days_on(0, since=date(year, 7, 11))
    _report(life, plan, magazine, Period.quarter(year, 1))
    yield life.days_on(0, since=date(year, 9, 4))
    _expect_later(life, magazine, "Advertising is sold online", date(year, 11, 20))
    yield life.days_on(0, since=date(year, 10, 10))
    _bring_in(life, plan, year, range(6))
    _enter_cost(life, magazine, f"{Period.quarter(year, 2)}", "9800")
    why = "An invoice for paper, for June, came in August"
    _enter_cost(life, magazine, f"{Period.quarter(year, 1)}", "13150", why=why)
    yield life.days_on(0, since=date(year, 12, 1))
    _reach(life, magazine, "Advertising is sold online")
    yield life.days_on(0, since=date(year + 1, 1, 9))
    _enter_cost(life, magazine, f"{Period.quarter(year, 3)}", "-2050")
    yield life.days_on(0, since=date(year + 1, 3, 27))
    _bring_in(life, plan, year, range(6, 12))


def _entered(life: Life, year: int) -> Plan:
    nadia = life.world.people.cast["nadia"]
    period = Period.year(year)
    plan: Plan = life.do(
        plans.enter, by=nadia, key=period.slug, title=f"Customer and community services, {period}",
        directorate="Customer, community and democratic services", first=period.first, last=period.last,
        purpose="One year's work: what people ask is answered in time, and what we print pays its way.",
    )  # fmt: skip
    budget = [{"area": area, "kind": kind, "year": year, "amount": limit} for area, kind, _, limit in MONEY]
    rows = {"budget": [{name: str(value) for name, value in each.items()} for each in budget]}
    return life.do(plans.bring_in, plan, by=SYSTEM, rows=rows)


def _promised(life: Life, plan: Plan) -> tuple[Deliverable, Deliverable]:
    """Two deliverables, each with a promise and its milestones: one is never reached."""
    first, second, third = (str(Period.quarter(plan.first.year, number)) for number in (1, 2, 4))
    answers = _set_out(life, plan, "Answer everybody who asks", "Information governance manager")
    life.do(
        promises.set_promise, answers, by=life.world.people.cast["nadia"], key="in-time",
        text="Requests are answered in time", measure="requests.in_time", target=90, tolerance=5,
        basis="quarter",
    )  # fmt: skip
    _milestone(life, answers, "Every team knows who answers its questions", first)
    _milestone(life, answers, "Answers are published as they are given", third)
    magazine = _set_out(life, plan, "Print the magazine at less cost", "Head of communications")
    life.do(
        promises.set_promise, magazine, by=life.world.people.cast["nadia"], text="The magazine costs nothing",
        key="net-cost", unit="£", target=0, direction="at_most", tolerance=10_000, basis="quarter",
    )  # fmt: skip
    _milestone(life, magazine, "Advertising is sold online", second)
    return answers, magazine


def _set_out(life: Life, plan: Plan, title: str, lead: str) -> Deliverable:
    nadia = life.world.people.cast["nadia"]
    wanted = life.do(objectives.set_out, by=nadia, plan=plan.pk, title=AIMS[title], owner_role=lead)
    return life.do(
        deliverables.set_out, by=nadia, plan=plan.pk, title=title, objectives=[wanted.pk], lead=lead
    )


def _milestone(life: Life, deliverable: Deliverable, text: str, quarter: str) -> None:
    nadia = life.world.people.cast["nadia"]
    life.do(delivery.add_milestone, deliverable, by=nadia, text=text, quarter=quarter, critical=True)


def _reach(life: Life, deliverable: Deliverable, text: str) -> None:
    milestone = deliverable.milestones.get(text=text)
    life.do(delivery.reach_milestone, deliverable, by=life.world.people.cast["nadia"], milestone=milestone.pk)


def _expect_later(life: Life, deliverable: Deliverable, text: str, day: date) -> None:
    milestone = deliverable.milestones.get(text=text)
    life.do(
        delivery.reforecast_milestone, deliverable, by=life.world.people.cast["nadia"],
        milestone=milestone.pk, forecast_on=day, why="The seller of the software is late",
    )  # fmt: skip


def _enter_cost(life: Life, magazine: Deliverable, quarter: str, cost: str, *, why: str = "") -> None:
    life.do(
        figures.enter_figure, magazine, by=life.world.people.cast["nadia"], promise="net-cost",
        period=quarter, value=cost, source="Ledger", why=why,
    )  # fmt: skip


def _report(life: Life, plan: Plan, magazine: Deliverable, quarter: Period) -> None:
    """Somebody says what the figures cannot, and the director signs."""
    life.do(
        figures.comment_on_quarter, magazine, by=life.world.people.cast["nadia"], quarter=str(quarter),
        text="Paper has become dearer. The first advertisers have been won, and pay from October on.",
    )  # fmt: skip
    life.do(reports.sign_off_quarter, plan, by=life.world.people.cast["owen"], quarter=str(quarter))


def _bring_in(life: Life, plan: Plan, year: int, months: range) -> None:
    """A file of the ledger, as finance sends it twice a year."""
    file: Any = ContentFile(ledger_of(year, months).encode(), name=f"ledger-{year}-{months.stop:02}.csv")
    life.do(bring_in_ledger, plan, by=life.world.people.cast["nadia"], files={"file": file})


def ledger_of(year: int, months: range) -> str:
    """The file's text: a line for each month, area and kind, and the sum of all below them."""
    names = list(Period.year(year).months())
    lines = [
        (names[month], area, kind, monthly(total)[month])
        for month in months
        for area, kind, total, _ in MONEY
    ]
    told = [f'{month:%Y-%m},"{area}",{kind},{amount}' for month, area, kind, amount in lines]
    total = sum(amount for *_, amount in lines)
    return "\n".join(["month,area,kind,amount", *told, f"Total,,,{total}", ""])


def monthly(total: int) -> list[Decimal]:
    """A year's money month by month; the last month has what is over, so that it adds up to the penny."""
    shares = [(Decimal(total) * share / 100).quantize(PENCE) for share in SHARES[:-1]]
    return [*shares, Decimal(total) - sum(shares)]

"""How the council's rules are lived: the constitution in two versions, and a change that was looked into."""

from __future__ import annotations

from datetime import date
from typing import Any

from guildhall.commons.chamber.models import Body, Member
from guildhall.kernel.lives import Life, Story
from guildhall.services.constitution.actions import changing, planning, versions

SUMMARY = (
    "The council has forty-two councillors. The leader and the cabinet make the decisions that nobody else "
    "makes, within the budget and the policy framework that the council sets."
)
DELEGATION = (
    "Council, cabinet and committees decide what the scheme of delegation gives them. Officers decide in "
    "their name by role."
)
QUORUM = "Eleven members are the quorum of the council. The public asks to speak by noon of the"
BEFORE = f"{QUORUM} working day before."
SPEAKING = f"{QUORUM} working day before, in writing or by telephone."
PARTS = (
    ("1", "Summary", SUMMARY),
    ("2", "Who decides what", DELEGATION),
    ("3A", "Standing orders", BEFORE),
    ("3B", "Call-in", "Five members may call in a decision within five working days of its publication."),
)
# What the bodies of a committee system would be: seats, meetings a year, hours of officers each, allowance.
COMMITTEES = (
    ("Policy and Resources Committee", 12, 10, 30, 15_000),
    ("Environment and Transport Committee", 12, 8, 24, 6_500),
    ("Children and Families Committee", 12, 8, 24, 6_500),
    ("Health and Care Committee", 12, 8, 24, 6_500),
)


def live(life: Life, year: int) -> Story:
    """Two versions of the constitution; and a committee system, planned, costed and not pursued."""
    officer = life.world.people.cast["dora"]
    life.do(planning.enter, by=officer, form="leader", on=date(2002, 5, 21))
    first = life.do(versions.draft, by=officer, what_changed="The constitution as it was adopted anew")
    for part, heading, text in PARTS:
        life.do(versions.write_article, first, by=officer, part=part, heading=heading, text=text)
    life.do(
        versions.adopt, first, by=officer, adopted_by="Council, 17 May 2016, minute 24", on=date(2016, 5, 17)
    )
    yield life.days_on(30)
    second = life.do(versions.draft, by=officer, what_changed="How the public asks to speak")
    life.do(versions.write_article, second, by=officer, part="3A", heading="Standing orders", text=SPEAKING)
    yield life.days_on(20)
    life.do(versions.adopt, second, by=officer, adopted_by=f"Annual council, May {year}, minute 31")
    yield life.days_on(60)
    yield from _looked_into(life, officer)


def _looked_into(life: Life, officer: Any) -> Story:
    change = life.do(
        planning.plan, by=officer, form="committees", hourly_cost="32.50",
        why="A motion asked what committees would cost, and whether every member would have a place in them.",
    )  # fmt: skip
    for body in Body.objects.open().filter(in_balance=True).order_by("pk"):
        life.do(
            planning.plan_body, change, by=officer, body=body.reference, meetings=9, hours=18, special=4_300
        )
    for name, seats, meetings, hours, special in COMMITTEES:
        life.do(
            planning.plan_body, change, by=officer, kind="committee", name=name, seats=seats, in_balance=True,
            meetings=meetings, hours=hours, special=special,
        )  # fmt: skip
    new = list(change.planned.filter(stays=False).order_by("pk"))
    cabinet = Body.objects.get(kind=Body.Kind.CABINET)
    life.do(planning.rehome, change, by=officer, body=cabinet.reference, to=new[0].pk, meetings=11, hours=30,
            special=78_000)  # fmt: skip
    yield life.days_on(14)
    for number, member in enumerate(Member.objects.open().order_by("pk")):
        life.do(planning.place, change, by=officer, member=member, planned_body=new[number % len(new)].pk)
    yield life.days_on(50)
    life.do(changing.abandon, change, by=officer, why="The council resolved to keep the leader and cabinet.")

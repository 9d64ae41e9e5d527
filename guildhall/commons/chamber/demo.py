"""How the council comes to be: forty-two members of invented parties, elected by thirds, and their bodies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from guildhall.commons.chamber.actions import bodies, members, registers
from guildhall.commons.chamber.balance import NOT_IN_A_GROUP, Council, allocate, totals
from guildhall.kernel import time
from guildhall.kernel.lives import Life, Story

LEADING = "Harbour Alliance"
PARTIES = {LEADING: "HA", "Island Democrats": "ID", "Dockyard Union": "DU"}
# One seat of each ward at each of three polls; each term runs to the fourth day after the poll four years on.
POLLS = (
    (date(2014, 5, 22), date(2018, 5, 7)),
    (date(2015, 5, 7), date(2019, 5, 6)),
    (date(2016, 5, 5), date(2020, 5, 11)),
)
# Of forty-two: 19, 16, 6 and one in no group, as evenly as a seed would not.
ORDER = "HHIHIHIDHIHIHIHDHIHIHIHDIHIHIHDIHIHHIHDIDN"
NAMES = {"H": LEADING, "I": "Island Democrats", "D": "Dockyard Union"}
GIVEN = (
    "Ada", "Bram", "Cleo", "Dilys", "Ewan", "Fern", "Gus", "Hana", "Idris", "Joan", "Kofi", "Lotte", "Milo",
    "Nia",
)  # fmt: skip
FAMILY = (
    "Ashdown", "Birkett", "Calloway", "Dunn", "Eastman", "Farrow", "Gale", "Hurst", "Ivory", "Jessop", "Keel",
    "Lodge", "Merrow", "Nance",
)  # fmt: skip
MUNICIPAL = date(2016, 5, 17)
FOUNDED = date(2015, 5, 19)


@dataclass(frozen=True)
class Told:
    """A body of the demonstration; `shared` says that it is in political balance."""

    kind: str
    name: str
    seats: int | None
    shared: bool = False
    quorum: int | None = None
    powers: tuple[tuple[str, str], ...] = ()


COUNCIL = "City Council"
BODIES = (
    Told("council", COUNCIL, 42, quorum=11, powers=(
        ("Set the budget and the council tax", ""), ("Adopt the constitution and the policy framework", ""),
        ("Settle urgent matters between meetings, with the leader", "Chief executive"),
    )),
    Told("cabinet", "Cabinet", 9, quorum=3, powers=(
        ("Decide what no other body decides: the executive’s functions", ""),
        ("Spend within a portfolio’s cash limit up to £250,000", "Director"),
    )),
    Told("committee", "Planning Committee", 10, shared=True, quorum=3, powers=(
        ("Decide planning applications of public interest", ""),
        ("Decide all other planning applications", "Assistant director, planning"),
    )),
    Told("committee", "Scrutiny Management Panel", 9, shared=True, quorum=3, powers=(
        ("Call in decisions of the executive", ""),
    )),
    Told("committee", "Governance, Audit and Standards Committee", 7, shared=True, quorum=3, powers=(
        ("Approve the accounts and the annual governance statement", ""), ("Hear standards complaints", ""),
    )),
    Told("committee", "Licensing Committee", 15, quorum=4, powers=(
        ("Decide applications under the Licensing Act 2003 to which somebody objects", ""),
        ("Grant licences to which nobody objects", "Licensing manager"),
    )),
    Told("committee", "Employment Committee", 6, shared=True, quorum=3, powers=(
        ("Appoint chief officers", ""),
    )),
    Told("panel", "Culture and City Development Panel", 6, shared=True, quorum=3),
    Told("board", "Health and Wellbeing Board", None, quorum=5),
    Told("forum", "Neighbourhood Forum North", None, quorum=2),
    Told("outside", "Harbour Conservancy", 3),
)  # fmt: skip
COUNCIL_ORDERS = (("speaking", "12:00"), ("call_in_days", "5"), ("call_in_members", "5"))


def live(life: Life, wards: Sequence[str]) -> Story:
    """Everybody who is in office when the year begins, and the bodies they sit on."""
    officer = life.world.people.cast["dora"]
    seats = [(ward, poll) for ward in wards for poll in POLLS]
    chosen = [_elected(life, officer, ward, poll, number) for number, (ward, poll) in enumerate(seats)]
    for party in PARTIES:
        leader = next(member for member, group in chosen if group == party)
        life.do(members.lead_group, leader, by=officer, on=MUNICIPAL)
    council = None
    for told in BODIES:
        council = _body(life, officer, told, council, chosen)
    yield from ()


def _elected(life: Life, officer: Any, ward: str, poll: tuple[date, date], number: int) -> tuple[Any, str]:
    polled, ends = poll
    name = f"{GIVEN[number % len(GIVEN)]} {FAMILY[(number * 3 + number // len(GIVEN)) % len(FAMILY)]}"
    signed = polled + timedelta(days=5 + number % 9)
    member = life.do(
        members.elect, by=officer, name=name, ward=ward, elected_on=polled, term_ends_on=ends,
        public_email=f"{name.lower().replace(' ', '.')}@councillors.portsmouth.example",
        public_phone=f"01632 960{number:03}",
        surgeries=f"First Saturday of the month, 10am to noon, {ward} library" if number % 2 else "",
    )  # fmt: skip
    if number % 14 == 0:
        life.do(members.keep_home_address, member, by=officer, home_address=f"{number + 1} Invented Road")
    if group := NAMES.get(ORDER[number % len(ORDER)], ""):
        life.do(members.join_group, member, by=officer, on=signed, group=group, short=PARTIES[group])
    life.do(members.accept_office, member, by=officer, on=signed)
    for kind, what, sensitive in _interests(number):
        life.do(registers.register_interest, member, by=officer, on=signed, kind=kind, what=what,
                sensitive=sensitive)  # fmt: skip
    steps = list(member.induction.values_list("pk", flat=True))
    life.do(registers.induct, member, by=officer, on=signed + timedelta(days=9), steps=steps)
    if number % 8 == 3:
        life.do(registers.declare_gift, member, by=officer, on=signed + timedelta(days=90), accepted=True,
                what="Two tickets for a concert", giver="The Invented Theatre", worth=60)  # fmt: skip
    member = life.do(registers.notify_interests, member, by=officer, on=signed + timedelta(days=number % 13))
    seen_on = max(signed, time.today() - timedelta(days=10 + number % 60))
    return life.do(members.attend, member, by=officer, on=seen_on), group


def _interests(number: int) -> Iterator[tuple[str, str, bool]]:
    trades = ("School governor, paid by the hour", "Shop in the precinct", "Nurse", "Retired", "Taxi licence")
    yield "employment", trades[number % len(trades)], False
    if number % 11 == 4:
        yield "land", "A house in the city", True


def _body(life: Life, officer: Any, told: Told, council: Any, chosen: list[tuple[Any, str]]) -> Any:
    """One body with its rules, powers and members; answers with the council, which appoints the rest."""
    appointed_by = council.reference if council and told.kind not in {"cabinet", "outside"} else ""
    body = life.do(
        bodies.establish, by=officer, on=FOUNDED, kind=told.kind, name=told.name, seats=told.seats,
        in_balance=told.shared, scrutinises=told.name.startswith("Scrutiny"), parent=appointed_by,
        purpose=f"What the constitution gives the {told.name}.",
    )  # fmt: skip
    orders = COUNCIL_ORDERS if told.name == COUNCIL else ()
    for rule, value in (*([("quorum", str(told.quorum))] if told.quorum else []), *orders):
        body = life.do(bodies.set_standing_order, body, by=officer, on=FOUNDED, rule=rule, value=value,
                       source="Standing orders, part 3A")  # fmt: skip
    for what, role in told.powers:
        body = life.do(bodies.give_power, body, by=officer, on=FOUNDED, what=what, officer_role=role,
                       source="Constitution, part 2")  # fmt: skip
    roles = ("chair", "vice_chair") if told.kind != "outside" else ()
    for place, member in enumerate(_sitting(told, chosen)):
        body = life.do(
            bodies.appoint, body, by=officer, on=max(MUNICIPAL, member.office_from), member=member,
            role=roles[place] if place < len(roles) else "member",
        )  # fmt: skip
    if told.kind == "council":
        body = life.do(bodies.seat_everybody, body, by=officer, on=MUNICIPAL)
    return council or body


def _sitting(told: Told, chosen: list[tuple[Any, str]]) -> list[Any]:
    """Whom the groups name: by balance where the law says so, the leading group in the cabinet.

    The council is chaired by somebody who is not in the cabinet (LGA 2000 Sch.A1 para.1).
    """
    everybody = [member for member, _ in chosen]
    leading = [member for member, group in chosen if group == LEADING]
    if told.kind == "council":
        return leading[-2:]
    if told.kind == "cabinet":
        return leading[: told.seats or 0]
    if not told.shared:
        number = told.seats or 6
        turned = everybody[BODIES.index(told) :]  # so that nobody chairs everything
        return turned[:: len(turned) // number][:number]
    return list(_by_balance(told, chosen))


def _by_balance(told: Told, chosen: list[tuple[Any, str]]) -> Iterator[Any]:
    """As many of each group as it is due, beginning elsewhere for each body: nobody has all the work."""
    sizes = Counter(group for _, group in chosen)
    council = Council({group: size for group, size in sizes.items() if group and size > 1}, sizes[""])
    shared = [each for each in BODIES if each.shared]
    numbers = [each.seats or 0 for each in shared]
    row = allocate(council, numbers, totals(council, numbers)[0]).optima[0][shared.index(told)]
    for group, due in zip(council.names, row, strict=True):
        theirs = [member for member, held in chosen if held == ("" if group == NOT_IN_A_GROUP else group)]
        start = BODIES.index(told) * 3
        yield from ((theirs * 3)[start % len(theirs) :])[:due] if theirs else ()

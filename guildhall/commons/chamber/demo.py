"""How the council comes to be: forty-two members of invented parties, elected by thirds, and their bodies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import cycle
from typing import Any

from guildhall.commons.chamber.actions import bodies, members
from guildhall.commons.chamber.balance import NOT_IN_A_GROUP, Council, allocate, totals
from guildhall.kernel.lives import Life, Story

PARTIES = {"Harbour Alliance": "HA", "Island Democrats": "ID", "Dockyard Union": "DU"}
# One seat of each ward at each of three polls; each term runs to the fourth day after the poll four years on.
POLLS = (
    (date(2014, 5, 22), date(2018, 5, 7)),
    (date(2015, 5, 7), date(2019, 5, 6)),
    (date(2016, 5, 5), date(2020, 5, 11)),
)
# Of forty-two: 19, 16, 6 and one in no group, as evenly as a seed would not.
ORDER = "HHIHIHIDHIHIHIHDHIHIHIHDIHIHIHDIHIHHIHDIDN"
NAMES = {"H": "Harbour Alliance", "I": "Island Democrats", "D": "Dockyard Union"}
GIVEN = (
    "Ada",
    "Bram",
    "Cleo",
    "Dilys",
    "Ewan",
    "Fern",
    "Gus",
    "Hana",
    "Idris",
    "Joan",
    "Kofi",
    "Lotte",
    "Milo",
    "Nia",
)
FAMILY = ("Ashdown", "Birkett", "Calloway", "Dunn", "Eastman", "Farrow", "Gale", "Hurst", "Ivory", "Jessop", "Keel",
          "Lodge", "Merrow", "Nance")  # fmt: skip
BODIES = (
    ("council", "City Council", None, False, 11),
    ("cabinet", "Cabinet", 9, False, 3),
    ("committee", "Planning Committee", 10, True, 3),
    ("committee", "Scrutiny Management Panel", 9, True, 3),
    ("committee", "Governance, Audit and Standards Committee", 7, True, 3),
    ("committee", "Licensing Committee", 15, False, 4),
    ("committee", "Employment Committee", 6, True, 3),
    ("panel", "Culture and City Development Panel", 6, True, 3),
    ("board", "Health and Wellbeing Board", None, False, 5),
    ("forum", "Neighbourhood Forum North", None, False, 2),
    ("outside", "Harbour Conservancy", None, False, None),
)  # fmt: skip


def live(life: Life, wards: Sequence[str]) -> Story:
    """Everybody who is in office when the year begins, and the bodies they sit on."""
    officer = life.world.people.cast["dora"]
    chosen = [
        _elected(life, officer, ward, number) for number, ward in enumerate(w for w in wards for _ in POLLS)
    ]
    for kind, name, seats, shared, quorum in BODIES:
        _body(
            life,
            officer,
            kind,
            name,
            seats or (len(chosen) if kind == "council" else None),
            shared,
            quorum,
            chosen,
        )
    yield from ()


def _elected(life: Life, officer: Any, ward: str, number: int) -> tuple[Any, str]:
    polled, ends = POLLS[number % len(POLLS)]
    name = f"{GIVEN[number % len(GIVEN)]} {FAMILY[(number * 3 + number // len(GIVEN)) % len(FAMILY)]}"
    signed = polled + timedelta(days=5 + number % 9)
    member = life.do(
        members.elect, by=officer, name=name, ward=ward, elected_on=polled, term_ends_on=ends,
        public_email=f"{name.lower().replace(' ', '.')}@councillors.portsmouth.example",
        surgeries=f"First Saturday of the month, 10am to noon, {ward} library" if number % 2 else "",
    )  # fmt: skip
    group = NAMES.get(ORDER[number % len(ORDER)], "")
    if group:
        life.do(members.join_group, member, by=officer, on=signed, group=group, short=PARTIES[group])
    life.do(members.accept_office, member, by=officer, on=signed)
    for kind, what, sensitive in _interests(number):
        life.do(
            members.register_interest,
            member,
            by=officer,
            on=signed,
            kind=kind,
            what=what,
            sensitive=sensitive,
        )
    member = life.do(members.notify_interests, member, by=officer, on=signed + timedelta(days=number % 13))
    member = life.do(members.attend, member, by=officer, on=life.today - timedelta(days=10 + number % 60))
    return member, group


def _interests(number: int) -> Iterator[tuple[str, str, bool]]:
    trades = ("School governor, paid by the hour", "Shop in the precinct", "Nurse", "Retired", "Taxi licence")
    yield "employment", trades[number % len(trades)], False
    if number % 11 == 4:
        yield "land", "A house in the city", True


def _body(
    life: Life, officer: Any, kind: str, name: str, seats: int | None, shared: bool, quorum: int | None,
    chosen: list[tuple[Any, str]],
) -> None:  # fmt: skip
    body = life.do(
        bodies.establish, by=officer, on=date(2015, 5, 19), kind=kind, name=name, seats=seats, in_balance=shared,
        scrutinises=name.startswith("Scrutiny"), purpose=f"What the constitution gives the {name}.",
    )  # fmt: skip
    if quorum:
        body = life.do(
            bodies.set_standing_order, body, by=officer, on=date(2015, 5, 19), rule="quorum", value=str(quorum),
            source="Standing order 9",
        )  # fmt: skip
    for place, member in enumerate(_sitting(name, kind, seats, shared, chosen)):
        role = ("chair", "vice_chair")[place] if place < 2 and kind != "outside" else "member"
        body = life.do(
            bodies.appoint,
            body,
            by=officer,
            on=max(date(2016, 5, 17), member.office_from),
            member=member,
            role=role,
        )


def _sitting(
    name: str, kind: str, seats: int | None, shared: bool, chosen: list[tuple[Any, str]]
) -> list[Any]:
    """Whom the groups name: by balance where the law says so, the leading group in the cabinet."""
    if kind == "council":
        return [member for member, _ in chosen]
    if kind == "cabinet":
        return [member for member, group in chosen if group == "Harbour Alliance"][: seats or 0]
    if not shared:
        return [member for member, _ in chosen[:: max(len(chosen) // (seats or 3), 1)]][: seats or 3]
    return list(_by_balance(name, seats or 0, chosen))


def _by_balance(name: str, seats: int, chosen: list[tuple[Any, str]]) -> Iterator[Any]:
    sizes = {group: sum(held == group for _, held in chosen) for group in PARTIES}
    council = Council({group: size for group, size in sizes.items() if size > 1}, sizes.get("", 0))
    shared = [(title, number) for _, title, number, is_shared, _ in BODIES if is_shared and number]
    given = totals(council, [number for _, number in shared])[0]
    way = allocate(council, [number for _, number in shared], given).optima[0]
    row = way[[title for title, _ in shared].index(name)]
    for group, due in zip(council.names, row, strict=True):
        theirs = cycle(
            [member for member, held in chosen if held == ("" if group == NOT_IN_A_GROUP else group)]
        )
        start = sum(map(ord, name))
        pool = [next(theirs) for _ in range(start % 7 + due)]
        yield from pool[start % 7 :]

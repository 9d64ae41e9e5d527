"""Ten years of a city's requests for information, drawn by seed: who asked for what, and how it went.

Nothing here knows of a database. One word stands in a tenth of the requests and one in five of them all,
so that a search can be asked for each.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

COMMON_WORD, RARE_WORD = "parking", "zoetrope"
RARE_ONES = 5
YEARS = 10
OPEN_SHARE = 0.05
ANSWERED_IN_TIME = 0.9
PUBLISHED = 0.3


def _words(text: str) -> list[str]:
    return text.split()


FIRST_NAMES = _words(
    "Ada Alun Amina Anwen Asha Beth Bruno Callum Carys Chidi Clara Dafydd Dilys Edith Elin Emeka Farah "
    "Femi Gita Glyn Hana Harun Iona Isla Jarek Joan Kavi Keir Lena Lowri Mabel Mairi Nadia Nuala Olek "
    "Omar Petra Quinn Rhian Rosa Samir Seren Tariq Tegan Uma Violet Wendy Yusuf Zara Zofia"
)
LAST_NAMES = _words(
    "Abbot Ashdown Barlow Begum Birch Bramley Castellan Chandra Copley Dace Dunmore Eastgate Ellwood "
    "Farrow Fenwick Garland Gosport Hallam Harker Ibsley Jarrold Kestrel Kinsella Larkin Lockwood Marlowe "
    "Mistry Netley Nkemelu Oakes Osei Palgrave Pettit Quarrie Ravenhill Rowsell Sandhu Selwyn Thorley "
    "Tranter Umpleby Vance Verwood Wakeham Westbury Yarrow Zielin"
)
STREETS = _words(
    "Albert Anchor Beacon Bishop Castle Cooper Dock Elm Ferry Fratton Garrison Harbour Island Jubilee "
    "Kingston Lantern Marina Nelson Oyster Palmerston Quay Rope Sailmaker Tanner Union Victory Wharf Yew"
)
WHATS = (
    "the number of complaints",
    "the total spent",
    "copies of the minutes",
    "the contracts let",
    "the policy in force",
    "the correspondence held",
    "the inspection reports",
    "a list of the assets",
    "the risk assessments",
    "the staff employed",
)
REASONS = (
    "I would like the figures broken down by month and by ward.",
    "A spreadsheet would be best, but any electronic form will do.",
    "If the cost limit would be passed, please tell me how to narrow what I ask.",
    "Please include any internal guidance that was relied upon.",
    "I do not need names of junior officers.",
    "Where something is withheld, please say under which section and why.",
    "The information was published until last year and is no longer on the website.",
    "I ask as a resident and will share the answer with our association.",
)
# What it is about, the team that answers, and what is said of it. Only the first has the common word in it.
TOPICS = (
    ("parking permits and penalty notices", "Parking", "permit zones, wardens and appeals"),
    ("potholes and resurfacing", "Highways", "carriageway defects and claims"),
    ("gritting and winter roads", "Highways", "salt, routes and rotas"),
    ("council homes and repairs", "Housing", "damp, voids and waiting lists"),
    ("temporary accommodation", "Housing", "homelessness, hotels and nightly rates"),
    ("planning applications", "Planning", "consents, enforcement and viability"),
    ("business rates", "Finance", "reliefs, arrears and write-offs"),
    ("council tax support", "Finance", "summonses, bailiffs and hardship"),
    ("school places and transport", "Education", "admissions, appeals and taxis"),
    ("special educational needs", "Education", "plans, tribunals and placements"),
    ("fostering and adoption", "Children's social care", "carers, allowances and agencies"),
    ("care homes", "Adult social care", "fees, packages and assessments"),
    ("taxi and alcohol licences", "Licensing", "drivers, premises and reviews"),
    ("food hygiene", "Environmental health", "inspections, notices and ratings"),
    ("noise and air quality", "Environmental health", "monitoring, diffusion tubes and abatement"),
    ("agency staff and redundancy", "Human resources", "settlements, grades and absence"),
    ("software and telephones", "Information technology", "licences, outages and suppliers"),
    ("contracts and tenders", "Procurement", "frameworks, waivers and suppliers"),
    ("libraries and museums", "Leisure and culture", "loans, visitors and opening hours"),
    ("leisure centres and pools", "Leisure and culture", "memberships, energy and closures"),
)
TEAMS = tuple(dict.fromkeys(team for _, team, _ in TOPICS))


@dataclass(frozen=True, slots=True)
class Life:
    """One request as it went: what was asked, when, by whom; and when it was answered, if it was."""

    number: int
    received_on: date
    regime: str
    channel: str
    name: str
    email: str
    title: str
    wanted: str
    team: str
    officer: int
    triaged: bool
    closed_on: date | None
    outcome: str
    answer: str
    published: bool


def lives(how_many: int, today: date, officers: int) -> Iterator[Life]:
    """The city's requests in the order they came, up to today; the same ones for the same arguments."""
    draw = random.Random(f"{how_many} requests")
    open_ones = round(how_many * OPEN_SHARE)
    days = sorted(
        [_long_ago(draw, today) for _ in range(how_many - open_ones)]
        + [(today - timedelta(days=min(int(draw.expovariate(1 / 16)), 90)), True) for _ in range(open_ones)]
    )
    every = max(1, how_many // RARE_ONES)
    for number, (day, is_open) in enumerate(days, start=1):
        yield _life(draw, number, day, is_open, officers, today, rare=number % every == 0)


def _long_ago(draw: random.Random, today: date) -> tuple[date, bool]:
    """A day of the ten years that ended two months ago, and that it is closed."""
    return today - timedelta(days=60 + int(draw.random() * 365.25 * YEARS)), False


def _life(
    draw: random.Random, number: int, day: date, is_open: bool, officers: int, today: date, *, rare: bool
) -> Life:
    topic, team, said = TOPICS[0] if draw.random() < 0.1 else draw.choice(TOPICS[1:])
    street = f"{draw.choice(STREETS)} {draw.choice(('Road', 'Street', 'Lane', 'Way'))}"
    name = f"{draw.choice(FIRST_NAMES)} {draw.choice(LAST_NAMES)}"
    regime = draw.choices(("foi", "eir", "sar"), (80, 12, 8))[0]
    what = draw.choice(WHATS)
    closed_on = None if is_open else min(day + timedelta(days=_days_taken(draw)), today)
    outcome = "" if is_open else draw.choices(("granted", "part", "not_held"), (70, 14, 16))[0]
    return Life(
        number=number,
        received_on=day,
        regime=regime,
        channel=draw.choices(("web", "email", "post", "phone"), (55, 38, 5, 2))[0],
        name=name,
        email=f"{name.lower().replace(' ', '.')}.{draw.randrange(max(1, number))}@example.org",
        title=f"{what[0].upper()}{what[1:]} about {topic} in {street}",
        wanted=_wanted(draw, what, topic, said, street, day.year)
        + (f" Is there a {RARE_WORD}?" if rare else ""),
        team=team,
        officer=draw.randrange(officers),
        triaged=not is_open or draw.random() < 0.7,
        closed_on=closed_on,
        outcome=outcome,
        answer=_answer(draw, what, topic) if outcome else "",
        published=bool(outcome) and draw.random() < PUBLISHED,
    )


def _days_taken(draw: random.Random) -> int:
    return draw.randint(1, 27) if draw.random() < ANSWERED_IN_TIME else draw.randint(31, 60)


def _wanted(draw: random.Random, what: str, topic: str, said: str, street: str, year: int) -> str:
    first, second = draw.sample(REASONS, 2)
    return (
        f"Please send me {what} about {topic} since {year - draw.randint(1, 5)}, as far as it concerns "
        f"{street}. It should cover {said}. {first} {second}"
    )


def _answer(draw: random.Random, what: str, topic: str) -> str:
    figure = draw.randint(3, 9_999)
    return (
        f"We hold {what} about {topic}. In the period you ask about the figure is {figure:,}. "
        "The attached table gives it by month. You may ask us to look at this answer again within forty "
        "working days, and after that complain to the Information Commissioner."
    )

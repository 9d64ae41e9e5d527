"""How each system knows people: whom it reaches, what it asks, how it forgets, mistypes and abbreviates."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

FIRST = date(2008, 1, 1)
LAST = date(2018, 3, 31)


@dataclass(frozen=True)
class System:
    """A system's habits, as shares of its rows. `adults` and `children` say whom it reaches."""

    name: str
    adults: float
    children: float = 0.0
    dob: float = 0.0
    phone: float = 0.0
    email: float = 0.0
    uprn: float = 0.0
    postcode: float = 1.0
    middle: float = 0.0
    title: float = 0.5
    initial: float = 0.0  # the forename cut to its first letter
    familiar: float = 0.0  # the name one goes by
    second: float = 0.01  # the middle name, by those who go by it
    slip: float = 0.02  # a mistyped name
    wrong_dob: float = 0.01
    twice: float = 0.03  # the same person entered again
    shouts: bool = False  # IN CAPITALS

    def reaches(self, age: int) -> float:
        return self.adults if age >= 16 else self.children


SYSTEMS = tuple(
    System(**each)
    for each in tomllib.loads((Path(__file__).parent / "systems.toml").read_text(encoding="utf-8"))["systems"]
)

# What is heard for what was said, and the keys beside a key.
SLIPS = tuple(
    pair.split(">")
    for pair in "ph>f ie>y ey>y ck>k tt>t ll>l c>k ea>ee mb>m z>s oo>u ow>au ai>ay th>t e>a i>y".split()  # noqa: SIM905
)
NEIGHBOURS = dict(
    pair.split(":")
    for pair in [
        "a:sq",
        "e:wr",
        "i:uo",
        "o:ip",
        "u:yi",
        "n:bm",
        "m:n",
        "s:ad",
        "t:ry",
        "r:et",
        "l:k",
        "d:sf",
        "c:xv",
        "h:gj",
        "b:vn",
        "k:jl",
        "y:tu",
        "p:o",
        "g:fh",
        "w:qe",
    ]
)


def tell(draw: Random, system: System, person: Any) -> tuple[str, ...]:
    """What the system wrote down of the person, on a day of its own, true or not."""
    on = _day(draw, person.dob + timedelta(days=0 if system.children else 366 * 16))
    home = person.before if person.moved_on and on < person.moved_on else person.home
    surname = person.maiden if person.maiden and on < person.married_on else person.surname
    forename = _called(draw, system, person)
    name = (
        _slipped(draw, system, forename) if len(forename) > 1 else forename,
        _slipped(draw, system, surname),
    )
    if system.shouts:
        name = (name[0].upper(), name[1].upper())
    has = lambda share: draw.random() < share  # noqa: E731  read six times below
    return (
        system.name,
        on.isoformat(),
        person.title(on) if has(system.title) else "",
        name[0],
        person.middle if has(system.middle) else "",
        name[1],
        _birthday(draw, system, person.dob) if has(system.dob) else "",
        _written(draw, home.line),
        _postcode(draw, home.postcode) if has(0.97 * system.postcode) else "",
        home.uprn if has(system.uprn) else "",
        _number(draw, person) if has(system.phone) else "",
        _mailbox(draw, person) if has(system.email) else "",
    )


def _day(draw: Random, earliest: date) -> date:
    """Some day since then on which a system came to know somebody."""
    first = max(FIRST, earliest)
    return first + timedelta(days=draw.randrange(max(1, (LAST - first).days)))


def _called(draw: Random, system: System, person: Any) -> str:
    drawn = draw.random()
    if drawn < system.initial:
        return str(person.forename[0])
    if drawn < system.initial + system.familiar:
        return _familiar(person)
    return str(person.middle if person.middle and draw.random() < system.second else person.forename)


def _familiar(person: Any) -> str:
    """The name friends use; every sixth is one that stands in no list."""
    if person.number % 6 == 0 and len(person.forename) > 4:
        return str(person.forename[:3] + ("o", "zza", "ers")[person.number % 3])
    short = familiar_names().get(person.forename) or [person.forename]
    return short[person.number % len(short)]


@cache
def familiar_names() -> dict[str, list[str]]:
    """The names one goes by, for each full one."""
    text = (Path(__file__).parent / "nicknames.toml").read_text(encoding="utf-8")
    groups = [group.split() for group in tomllib.loads(text)["groups"]]
    return {group[0]: group[1:] for group in reversed(groups)}


def _slipped(draw: Random, system: System, name: str) -> str:
    return slip(draw, name) if draw.random() < system.slip else name


def slip(draw: Random, word: str) -> str:
    """The word as somebody heard or typed it."""
    heard = [(a, b) for a, b in SLIPS if a in word.lower()[1:]]
    if heard and draw.random() < 0.5:
        a, b = draw.choice(heard)
        return word[0] + word[1:].replace(a, b, 1)
    at = draw.randrange(1, len(word)) if len(word) > 1 else 0
    way: Callable[[str, int], str] = draw.choice(
        (_left_out, _doubled, _swapped, lambda w, i: _beside(draw, w, i))
    )
    return way(word, at)


def _left_out(word: str, at: int) -> str:
    return word[:at] + word[at + 1 :] if len(word) > 3 else word


def _doubled(word: str, at: int) -> str:
    return word[:at] + word[at] + word[at:]


def _swapped(word: str, at: int) -> str:
    return word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]


def _beside(draw: Random, word: str, at: int) -> str:
    return word[:at] + draw.choice(NEIGHBOURS.get(word[at].lower(), "x")) + word[at + 1 :]


def _birthday(draw: Random, system: System, born: date) -> str:
    """As it is, or with day and month the other way round, a digit wrong, a year out, or 1 January."""
    if draw.random() >= system.wrong_dob:
        return born.isoformat()
    drawn = draw.random()
    if drawn < 0.4 and born.day <= 12:
        return f"{born.year}-{born.day:02d}-{born.month:02d}"
    if drawn < 0.5:
        return f"{born.year}-01-01"
    if drawn < 0.8:
        return (born + timedelta(days=draw.choice((-10, -1, 1, 10)))).isoformat()
    return f"{born.year + draw.choice((-10, -1, 1, 10))}{min(born, born.replace(day=28)).isoformat()[4:]}"


def _written(draw: Random, line: str) -> str:
    drawn = draw.random()
    if drawn < 0.06:
        return slip(draw, line)
    if drawn < 0.2:
        return line.replace("Road", "Rd").replace("Street", "St").replace("Avenue", "Ave")
    return line


def _postcode(draw: Random, postcode: str) -> str:
    drawn = draw.random()
    if drawn < 0.015:
        return slip(draw, postcode).upper()
    return postcode.replace(" ", "") if drawn < 0.12 else postcode


def _number(draw: Random, person: Any) -> str:
    """Their own or the household's: numbers of dramas, two digits too long to ring anybody."""
    own = person.phone and (not person.shared_phone or draw.random() < 0.7)
    number = person.phone if own else person.shared_phone
    number = number.replace(" ", "") if draw.random() < 0.3 else number
    return slip_digit(draw, number) if number and draw.random() < 0.01 else number


def slip_digit(draw: Random, number: str) -> str:
    return number[:-1] + str(draw.randrange(10))


def _mailbox(draw: Random, person: Any) -> str:
    shared = person.shared_email and (not person.email or draw.random() < 0.4)
    return str(person.shared_email if shared else person.email)

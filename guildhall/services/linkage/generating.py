"""A city of invented people as its systems know them: whom each row is truly about is known.

Names are as frequent as names are, and people live as people do: in households, with twins, with fathers
and sons of one name; they marry, move, and share a telephone. Every system spells, forgets and leaves out in
a way of its own (`habits.py`). The same seed gives the same rows on every machine.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from guildhall.services.linkage.habits import SYSTEMS, System, tell

HERE = Path(__file__).parent
TODAY = date(2018, 3, 31)
# Rows a person has on average: how many people there must be for so many rows.
ROWS_A_PERSON = 2.18


class Told(NamedTuple):
    """One row of one system, and at its end the person it is truly about."""

    key: str
    source: str
    said_on: str
    title: str
    forename: str
    middle: str
    surname: str
    dob: str
    address: str
    postcode: str
    uprn: str
    phone: str
    email: str
    person: int


@dataclass(frozen=True)
class Home:
    """An address with its number in the national list."""

    line: str
    postcode: str
    uprn: str


@dataclass
class Person:
    """Somebody, with what was true of them before they married or moved."""

    number: int
    sex: str
    forename: str
    middle: str
    surname: str
    dob: date
    home: Home
    phone: str = ""
    email: str = ""
    shared_phone: str = ""
    shared_email: str = ""
    maiden: str = ""
    married_on: date | None = None
    moved_on: date | None = None
    before: Home | None = None
    rows: list[System] = field(default_factory=list)

    @property
    def age(self) -> int:
        return (TODAY - self.dob).days // 365

    def title(self, on: date) -> str:
        if self.sex == "m":
            return "Mr" if (on - self.dob).days >= 366 * 16 else "Master"
        if self.maiden and self.married_on and on >= self.married_on:
            return "Mrs"
        return "Ms" if self.number % 3 else "Miss"


class Names:
    """Names, drawn as often as they are borne."""

    def __init__(self, draw: Random) -> None:
        found = tomllib.loads((HERE / "names.toml").read_text(encoding="utf-8"))
        lists = {name: words.split() for name, words in found.items()}
        made = [start + end for start in lists["beginnings"] for end in lists["endings"]]
        draw.shuffle(made)
        self.draw, self.kinds = draw, lists["kinds"]
        self.streets = [f"{name} {kind}" for name in lists["streets"] for kind in self.kinds]
        self._given = {"f": _skewed(lists["female"], 6, 1.05), "m": _skewed(lists["male"], 6, 1.05)}
        self._surnames = _skewed(lists["surnames"] + made, 12, 0.92)

    def given(self, sex: str) -> str:
        return self._drawn(self._given[sex])

    def surname(self) -> str:
        return self._drawn(self._surnames)

    def _drawn(self, names: tuple[list[str], list[float]]) -> str:
        return self.draw.choices(names[0], cum_weights=names[1])[0]


def _skewed(names: list[str], flat: int, slope: float) -> tuple[list[str], list[float]]:
    """Names with their weights added up: the commonest some hundred times as often as the rarest."""
    unique = list(dict.fromkeys(names))
    return unique, list(accumulate(1 / (rank + flat) ** slope for rank in range(len(unique))))


class City:
    """Draws households, a street at a time, until there are people enough."""

    def __init__(self, seed: int) -> None:
        self.draw = Random(seed)  # noqa: S311  a city drawn by seed, not a secret
        self.names = Names(self.draw)
        self.people = 0
        self._homes = self._built()
        self._empty: list[Home] = [next(self._homes) for _ in range(40)]

    def _built(self) -> Iterator[Home]:
        """Homes along streets; some fifteen share a postcode. Numbers are the national list's own length."""
        uprn, places = 100_000_000_000, 0
        for district in range(1, 1_000):
            for street in self.draw.sample(self.names.streets, 200):
                for number in range(1, self.draw.randint(12, 60)):
                    if number % 15 == 1:
                        places += 1
                    uprn += self.draw.randint(1, 9)
                    yield Home(_line(self.draw, number, street), _postcode(district, places), str(uprn))

    def home(self) -> Home:
        """A home that stands empty, somewhere in the city; who moves leaves theirs to somebody else."""
        place = self.draw.randrange(len(self._empty))
        home, self._empty[place] = self._empty[place], next(self._homes)
        return home

    def households(self) -> Iterator[list[Person]]:
        while True:
            drawn = self.draw.random()
            home = self.home()
            if drawn < 0.30:
                people = [self._person(home, *self._adult())]
            elif drawn < 0.38:
                people = [self._person(home, *self._adult(24)) for _ in range(self.draw.randint(2, 4))]
            else:
                people = list(self._family(home, children=0 if drawn < 0.62 else self.draw.randint(1, 3)))
            self._reach(people)
            for each in people:
                self._move(each)
            yield people

    def _adult(self, about: int = 0) -> tuple[str, int, str]:
        age = int(self.draw.triangular(18, 92, 44)) if not about else self.draw.randint(18, about + 12)
        return self.draw.choice("fm"), age, self.names.surname()

    def _person(self, home: Home, sex: str, age: int, surname: str, forename: str = "") -> Person:
        self.people += 1
        born = TODAY - timedelta(days=age * 365 + self.draw.randrange(365))
        forename = forename or self.names.given(sex)
        middle = self.names.given(sex) if self.draw.random() < 0.7 else ""
        return Person(self.people, sex, forename, middle, surname, born, home)

    def _family(self, home: Home, children: int) -> Iterator[Person]:
        age = self.draw.randint(24, 58) if children else self.draw.randint(20, 88)
        surname = self.names.surname()
        one = self._person(home, "m", age, surname)
        two = self._person(home, "f", max(18, age - self.draw.randint(-4, 7)), self.names.surname())
        if self.draw.random() < 0.72:
            double = f"{two.surname}-{surname}" if self.draw.random() < 0.04 else surname
            two.maiden, two.surname = two.surname, double
            two.married_on = two.dob + timedelta(days=365 * self.draw.randint(18, max(19, min(40, two.age))))
        yield from (one, two)
        yield from self._children(one, children)

    def _children(self, parent: Person, how_many: int) -> Iterator[Person]:
        oldest = min(parent.age - 18, 24)
        for _ in range(how_many):
            sex, age = self.draw.choice("fm"), self.draw.randint(0, max(0, oldest))
            namesake = sex == "m" and self.draw.random() < 0.05
            child = self._person(parent.home, sex, age, parent.surname, parent.forename if namesake else "")
            yield child
            if self.draw.random() < 0.02:
                yield self._twin(child)

    def _twin(self, of: Person) -> Person:
        """Of one birthday; some parents like one initial, too."""
        sex = self.draw.choice("fm")
        forename = self.names.given(sex)
        while forename == of.forename or (self.draw.random() < 0.4 and forename[0] != of.forename[0]):
            forename = self.names.given(sex)
        twin = self._person(of.home, sex, of.age, of.surname, forename)
        twin.dob = of.dob
        return twin

    def _reach(self, people: list[Person]) -> None:
        """Telephones and mailboxes: one's own, or the household's."""
        landline = f"01632 960{self.draw.randrange(10**6):06d}" if self.draw.random() < 0.45 else ""
        adults = [each for each in people if each.age >= 16]
        family = f"the.{people[0].surname.lower()}s{people[0].number}@example.org".replace("'", "")
        joint = family if len(adults) > 1 and self.draw.random() < 0.12 else ""
        for each in people:
            each.shared_phone = landline
            each.shared_email = joint or (adults[0].email if adults and each.age < 16 else "")
            if each.age >= 13:
                each.phone = f"07700 900{self.draw.randrange(10**6):06d}"
            if each.age >= 13 and self.draw.random() < 0.85:
                each.email = _mailbox(self.draw, each)

    def _move(self, person: Person) -> None:
        if self.draw.random() < 0.24:
            person.before = self.home()
            person.moved_on = TODAY - timedelta(days=self.draw.randint(60, 2_400))


def _line(draw: Random, number: int, street: str) -> str:
    return f"Flat {draw.randint(1, 12)}, {number} {street}" if draw.random() < 0.18 else f"{number} {street}"


def _postcode(district: int, place: int) -> str:
    """In the form of a postcode, in an area that there is none of."""
    letters = "ABDEFGHJLNPQRSTUWXYZ"
    sector, rest = divmod(place, 400)
    return f"QZ{district % 99 + 1} {sector % 10}{letters[rest // 20]}{letters[rest % 20]}"


def _mailbox(draw: Random, person: Person) -> str:
    """At a domain of which nobody has a mailbox."""
    first, last = person.forename.lower(), person.surname.lower().replace("'", "")
    short = f"{first[0]}{last}{person.dob.year}{draw.randint(1, 99)}"
    ways = (f"{first}.{last}{draw.randint(1, 9999)}", short,
            f"{first}{draw.randint(10, 99_999)}")  # fmt: skip
    return f"{draw.choice(ways)}@example.{draw.choice(('org', 'com', 'net'))}"


def generate(rows: int, seed: int = 1) -> Iterator[Told]:
    """So many rows, each system's in the order it came to know people; `person` is the truth."""
    city, drawn = City(seed), 0
    for people in city.households():
        for person in people:
            for told in _told(city.draw, person, people):
                if drawn == rows:
                    return
                drawn += 1
                yield Told._make((f"{drawn:06d}", *told, person.number))


def _told(draw: Random, person: Person, household: list[Person]) -> Iterator[Any]:
    for system in SYSTEMS:
        if draw.random() < system.reaches(person.age):
            yield tell(draw, system, person)
            if draw.random() < system.twice:
                yield tell(draw, system, person)


def columns() -> tuple[str, ...]:
    """The names of what a row says."""
    return Told._fields


def without_truth(rows: Iterable[Told]) -> Iterator[tuple[Any, ...]]:
    """The rows as a system would send them."""
    for row in rows:
        yield row[:-1]

"""People who do not exist: names of our own making, at addresses reserved for examples."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

NAMES = tomllib.loads((Path(__file__).parent / "people.toml").read_text(encoding="utf-8"))
# For use in drama (Ofcom): nobody has these numbers.
TELEPHONE = "07700 900{:03}"


@dataclass(frozen=True)
class Person:
    """Somebody who asks: a name, ways to write to them, and, where they sign in, who they are then."""

    name: str
    email: str = ""
    phone: str = ""
    address: str = ""
    user: Any = None


def invent(chance: Random) -> Person:
    """One private person, who has never lived."""
    given, family = chance.choice(NAMES["given"]), chance.choice(NAMES["family"])
    number = chance.randint(1, 97)
    place = chance.choice(("example.org", "example.com", "example.net"))
    email = f"{given}.{family}{number}@{place}".lower()
    phone = TELEPHONE.format(chance.randint(0, 999)) if chance.random() < 0.3 else ""
    return Person(
        f"{given} {family}", email, phone, f"{number} {chance.choice(NAMES['streets'])}, Portsmouth"
    )


def organisation(chance: Random) -> Person:
    """A newspaper, a firm, a society: those who ask often."""
    name = chance.choice(NAMES["organisations"])
    mailbox = "".join(letter for letter in name.lower() if letter.isascii() and letter.isalpha())
    return Person(name, f"enquiries@{mailbox}.example")

"""What people ask about: a topic drawn from a list, with its blanks filled in."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from guildhall.demo.city import WARDS
from guildhall.kernel.periods import Period

# What share of requests comes under each law; topics of each are drawn by their weights.
LAWS = {"foi": 0.81, "eir": 0.11, "sar": 0.08}
FIRMS = ("Marram Consulting", "Gantry Software", "Halyard Facilities", "Breakwater Care", "Lodestar Works")


@dataclass(frozen=True)
class Subject:
    """One thing somebody wants to know: under which law, who holds it, and what there is to say."""

    title: str
    wanted: str
    found: str
    law: str
    teams: tuple[str, ...]


@cache
def topics() -> list[dict[str, Any]]:
    return list(tomllib.loads((Path(__file__).parent / "topics.toml").read_text(encoding="utf-8"))["topics"])


def draw(chance: Random, year: int) -> Subject:
    """A subject somebody asks about in the financial year that begins in `year`."""
    law = chance.choices(list(LAWS), weights=list(LAWS.values()))[0]
    under = [each for each in topics() if each.get("law", "foi") == law]
    topic = chance.choices(under, weights=[each["weight"] for each in under])[0]
    blanks = {
        "ward": chance.choice(WARDS),
        "year": Period.year(year - chance.choice((1, 1, 1, 2, 3))).name,
        "n": f"{chance.randint(60, 2400):,}",
        "m": str(chance.randint(6, 58)),
        "amount": f"£{chance.randint(12, 980) * 1000:,}",
        "firm": chance.choice(FIRMS),
    }
    title, wanted, found = (topic[name].format(**blanks) for name in ("title", "wanted", "found"))
    return Subject(title, wanted, found, law, tuple(topic["teams"]))

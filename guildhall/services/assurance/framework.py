"""The principles a local code of governance takes over: six of 2007, seven of 2016, and their parts."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from guildhall.kernel.clocks.wording import listed

SOURCE = Path(__file__).parent / "framework.toml"
LAW = "Delivering Good Governance in Local Government (CIPFA and Solace)"
OLD, NEW = "2007", "2016"


@dataclass(frozen=True)
class Part:
    """What a principle of 2016 asks for in one respect; its number is such as "A2"."""

    number: str
    name: str

    def __str__(self) -> str:
        return f"{self.number}. {self.name}"


@dataclass(frozen=True)
class Principle:
    """One principle of one edition. `about` is whom it names, `became` those of 2016 that took it over."""

    edition: str
    number: str
    name: str
    about: tuple[str, ...] = ()
    became: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()

    def __str__(self) -> str:
        return f"{self.number}. {self.name}"

    def unfit(self, about: Iterable[str]) -> str:
        """The sentence that says whom this principle is about and none of its evidence is; empty if fit."""
        given = set(about)
        missing = [each for each in self.about if each not in given]
        if not missing:
            return ""
        shown = listed(sorted(given - {""})) or "nobody named"
        return (
            f"Principle {self.number}, “{self.name}”, is about {listed(self.about)}; "
            f"its evidence is about {shown}, and nothing about {listed(missing)}."
        )


@cache
def principles() -> dict[tuple[str, str], Principle]:
    """The principles of both editions, by edition and number."""
    told = tomllib.loads(SOURCE.read_text(encoding="utf-8"))["principles"]
    found = {}
    for each in told:
        parts = tuple(Part(f"{each['number']}{at}", name) for at, name in enumerate(each.get("parts", ()), 1))
        kept = {"about": tuple(each["about"]), "became": tuple(each.get("became", ())), "parts": parts}
        found[each["edition"], each["number"]] = Principle(
            each["edition"], each["number"], each["name"], **kept
        )
    return found


def of_edition(edition: str) -> list[Principle]:
    """The principles of one edition, in their order."""
    return [each for (of, _), each in principles().items() if of == edition]


@cache
def parts() -> dict[str, Part]:
    """Every part of the principles of 2016, by its number."""
    return {part.number: part for each in of_edition(NEW) for part in each.parts}


def became(number: str) -> tuple[str, ...]:
    """The principles of 2007 that one of 2016 took over."""
    return tuple(each.number for each in of_edition(OLD) if number in each.became)

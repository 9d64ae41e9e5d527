"""What a code is drawn up on: the principles of governance of 2007 and 2016, or another body's standard."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from guildhall.kernel.clocks.wording import listed

SOURCE = Path(__file__).parent / "framework.toml"
STANDARDS = Path(__file__).parent / "standards"
GOVERNANCE = "governance"
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
    """One principle of one edition, or section of a standard, with what it asks for part by part.

    `about` is whom it names, `became` the principles of 2016 that took over one of 2007.
    """

    edition: str
    number: str
    name: str
    about: tuple[str, ...] = ()
    became: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()

    def __str__(self) -> str:
        return f"{self.number}. {self.name}"

    def has(self, part: str) -> bool:
        """Whether a part of that number is one of its own."""
        return any(each.number == part for each in self.parts)

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


@dataclass(frozen=True)
class Standard:
    """What a code is drawn up on: its sections, and whether each part is judged as kept to or not.

    The local code of governance is lived by and so is not judged; what another body asks for is.
    """

    key: str
    title: str
    law: str
    about: str
    sections: tuple[Principle, ...]
    judged: bool = True

    @property
    def parts(self) -> dict[str, Part]:
        """Every part by its number, in order."""
        return {part.number: part for each in self.sections for part in each.parts}

    def section_of(self, part: str) -> Principle | None:
        return next((each for each in self.sections if each.has(part)), None)


@cache
def standards() -> dict[str, Standard]:
    """Every standard by its key, the governance framework first."""
    governance = Standard(
        GOVERNANCE, "Local code of governance", LAW, "How the council says it is governed.",
        tuple(of_edition(NEW)), judged=False,
    )  # fmt: skip
    others = (_standard(path) for path in sorted(STANDARDS.glob("*.toml")))
    return {each.key: each for each in (governance, *others)}


def _standard(path: Path) -> Standard:
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    sections = tuple(
        Principle(path.stem, each["number"], each["name"], parts=tuple(Part(*part) for part in each["parts"]))
        for each in told["sections"]
    )
    return Standard(path.stem, told["title"], told["law"], told["about"], sections)


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

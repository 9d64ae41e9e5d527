"""The glossary the rules over words look things up in: Acts, terms, places and services by their names."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from guildhall.plan.loading import EDITIONS

ABOUT = """# What laws are called

A plan is held to these names: a law that is none of them is a finding, with the name that may be meant.
They stand in `guildhall/plan/editions/glossary.toml`; this page is what `guildhall plan laws` prints.

**[notes]**: the project’s notes on the law name it, with its year or number, from a source they read; its
full title was not read again. **[unconfirmed]**: name and year are from general knowledge; check them on
legislation.gov.uk before relying on them. {unconfirmed} of {number} are unconfirmed.

| law | may be called | name and year |
| --- | --- | --- |
"""


@dataclass(frozen=True)
class Names:
    """Names that are right, and what is used instead of each of the others.

    Names contain one another, so the longest name that fits a place in a text is the one that counts.
    """

    right: frozenset[str]
    preferred: dict[str, str]

    @classmethod
    def of(cls, entries: list[tuple[str, list[str], list[str]]]) -> Names:
        """From each entry's own name, the others that are right, and those that are not."""
        right = {each for name, also, _ in entries for each in (name, *also)}
        return cls(frozenset(right), {each.lower(): name for name, _, wrong in entries for each in wrong})

    def misused(self, text: str) -> dict[str, str]:
        """Of the names in a text that are not to be used: as they stand there, and what is used instead."""
        lowered = text.lower()
        if not any(each in lowered for each in self.preferred):
            return {}
        found = (each.group(1) for each in _longest(self).finditer(text))
        return {each: self.preferred[each.lower()] for each in found if each.lower() in self.preferred}


@cache
def _longest_of(names: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(names, key=lambda each: (-len(each), each))
    return re.compile(rf"\b({'|'.join(map(re.escape, longest_first))})(?:s|es)?\b", re.IGNORECASE)


def _longest(names: Names) -> re.Pattern[str]:
    return _longest_of(tuple(sorted({*(each.lower() for each in names.right), *names.preferred})))


@dataclass(frozen=True)
class Glossary:
    """What the law is called, which term is preferred, and how places and services are named."""

    laws: dict[str, tuple[str, ...]]
    terms: Names
    places: Names
    services: Names


@dataclass(frozen=True)
class Law:
    """An Act or Regulations by its title; `seen_as` is how the notes on the law name it, where they do."""

    title: str
    also: tuple[str, ...]
    seen_as: str

    @property
    def stands(self) -> str:
        """The evidence for its name and year, in the marks of the handbook's page on the clocks."""
        if not self.seen_as:
            return "[unconfirmed]"
        return "[notes]" if self.seen_as == self.title else f"[notes], as {self.seen_as}"


def laws() -> list[Law]:
    """Every law a plan may name, in the order of their titles."""
    return [
        Law(each["title"], tuple(each["also"]), each.get("seen_as", "")) for each in _told()["legislation"]
    ]


def as_page() -> str:
    """The handbook's page on what laws are called: `guildhall plan laws` prints it."""
    rows = [f"| {each.title} | {', '.join(each.also)} | {each.stands} |" for each in laws()]
    unconfirmed = sum(not each.seen_as for each in laws())
    return ABOUT.format(unconfirmed=unconfirmed, number=len(rows)) + "".join(f"{row}\n" for row in rows)


@cache
def _told() -> dict[str, Any]:
    return tomllib.loads((EDITIONS / "glossary.toml").read_text(encoding="utf-8"))


@cache
def glossary() -> Glossary:
    """The glossary committed beside the editions."""
    told = _told()
    named: dict[str, tuple[str, ...]] = {}
    for each in told["legislation"]:
        for name in (each["title"], *each["also"]):
            named[name] = (*named.get(name, ()), each["title"])

    def names(table: str, own: str) -> Names:
        return Names.of([(each[own], each["also"], each["not"]) for each in told[table]])

    return Glossary(named, names("terms", "term"), names("places", "name"), names("services", "name"))

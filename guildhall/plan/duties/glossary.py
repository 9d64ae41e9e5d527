"""The glossary the rules over words look things up in: Acts, terms, places and services by their names."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from guildhall.plan.loading import EDITIONS


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


@cache
def glossary() -> Glossary:
    """The glossary committed beside the editions."""
    told = tomllib.loads((EDITIONS / "glossary.toml").read_text(encoding="utf-8"))
    laws: dict[str, tuple[str, ...]] = {}
    for each in told["legislation"]:
        for name in (each["title"], *each["also"]):
            laws[name] = (*laws.get(name, ()), each["title"])

    def names(table: str, own: str) -> Names:
        return Names.of([(each[own], each["also"], each["not"]) for each in told[table]])

    return Glossary(laws, names("terms", "term"), names("places", "name"), names("services", "name"))

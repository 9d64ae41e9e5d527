"""Whether a text calls Acts and Regulations by their names: a pure rule over words."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from functools import cache

from guildhall.kernel.clocks.wording import listed
from guildhall.plan.duties.glossary import Glossary

# A name of capitals and small words that ends in what laws are called, with the year that may follow.
NAMED = re.compile(
    r"(?P<name>(?:[A-Z(][\w’'().-]*,?\s+)(?:(?:[A-Z(][\w’'().-]*,?|and|of|the|for|on|in|to|at|etc\.?)\s+)*?"
    r"(?:(?:Bill|Act|Regulations?)\b\s*)+)(?P<year>\d{4}(?:\s?[-–/]\s?\d{2,4})?)?"
)
LAWS = ("Act", "Bill", "Regulation")
KIND = re.compile(r"\b(?:Bill|Act|Regulations?)\b\s*")
# What shows that a name goes on: another year, a span of years, or another word for a law.
GOES_ON = r"(?!\s+\d{4})(?!\s?[-–/]\s?\d)(?!\s+(?:Act|Bill)\b)\b"


def misnamed(text: str, glossary: Glossary) -> Iterator[tuple[str, str]]:
    """Of each law a text does not call by its name: what stands there, and what of it, in words."""
    if not any(each in text for each in LAWS):
        return
    left = _known(tuple(sorted(glossary.laws, key=len, reverse=True))).sub("§", text)
    for found in NAMED.finditer(left):
        name, year = found["name"].strip().removeprefix("The "), (found["year"] or "").strip()
        if not glossary.terms.misused(name):
            name, perhaps = _perhaps(name, glossary)
            yield f"{name} {year}".strip(), f"no law has that name{perhaps}"


@cache
def _known(names: tuple[str, ...]) -> re.Pattern[str]:
    """Every name, the longest first, where it does not go on."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))}){GOES_ON}")


def _perhaps(name: str, glossary: Glossary) -> tuple[str, str]:
    """The end of the words that is most like a law's name, and that law; all of them where none is."""
    kind = "Regulations" if "Regulation" in name else "Act"
    words = KIND.sub("", name).split()
    for start in range(len(words)):
        if like := difflib.get_close_matches(
            f"{' '.join(words[start:])} {kind}", glossary.laws, n=1, cutoff=0.9
        ):
            titles = listed([f"the {each}" for each in glossary.laws[like[0]]])
            return name.split(" ", start)[start], f"; perhaps {titles} is meant"
    return name, ""

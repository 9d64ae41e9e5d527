"""Whether a text calls Acts and Regulations by their names: a pure rule over words."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from guildhall.kernel.clocks.wording import listed
from guildhall.plan.duties.glossary import Glossary

# A name of capitals and small words that ends in what laws are called, with the year that may follow.
NAMED = re.compile(
    r"(?P<name>(?:(?:[A-Z(][\w’'().-]*,?|and|of|the|for|on|in|to|etc\.?)\s+)+?"
    r"(?P<what>(?:(?:Bill|Act|Regulations?)\b\s*)+))(?P<year>\d{4}(?:\s?[-–/]\s?\d{2,4})?)?"
)
SMALL = re.compile(r"^(?:(?:The|and|of|the|for|on|in|to)\s+)+")
LAWS = re.compile(r"\b(?:Act|Bill|Regulations?)\b")


def misnamed(text: str, glossary: Glossary) -> Iterator[tuple[str, str]]:
    """Of each law a text does not call by its name: what stands there, and what of it, in words."""
    if not LAWS.search(text):
        return
    for found in NAMED.finditer(text):
        name, year = SMALL.sub("", found["name"]).strip(), (found["year"] or "").strip()
        said = f"{name} {year}".strip()
        if _is_known(said, glossary) or (not year and _is_known(name, glossary)):
            continue
        if glossary.terms.misused(said):
            continue
        yield said, f"no law has that name{_perhaps(name, glossary)}"


def _is_known(said: str, glossary: Glossary) -> bool:
    """Whether it is, or ends in, a name: “Under Localism Act” has one."""
    words = said.split()
    return any(" ".join(words[start:]) in glossary.laws for start in range(len(words)))


def _perhaps(name: str, glossary: Glossary) -> str:
    """The laws whose names are most like it, in words."""
    bare = re.sub(r"\b(Bill|Act|Regulations?)\b\s*", "", name).strip()
    like = difflib.get_close_matches(
        f"{bare} {'Regulations' if 'Regulation' in name else 'Act'}", glossary.laws, n=1, cutoff=0.8
    )
    titles = glossary.laws[like[0]] if like else ()
    return f"; perhaps {listed([f'the {each}' for each in titles])} is meant" if titles else ""

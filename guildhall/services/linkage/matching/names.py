"""What is known of names: which forenames one person goes by, and how a name sounds."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from functools import cache
from pathlib import Path
from unicodedata import combining, normalize

import jellyfish

PET = ("zza", "ster", "ers", "bo", "za", "o")


def plain(name: str) -> str:
    """A name as it is compared: its letters in lower case, without accents."""
    bare = "".join(each for each in normalize("NFKD", name) if not combining(each))
    return re.sub("[^a-z]", "", bare.lower())


@cache
def groups() -> dict[str, frozenset[int]]:
    """For each forename the groups it belongs to: Chris stands in Christine’s and in Christopher’s."""
    text = (Path(__file__).parent.parent / "nicknames.toml").read_text(encoding="utf-8")
    found: dict[str, set[int]] = defaultdict(set)
    for number, group in enumerate(tomllib.loads(text)["groups"], 1):
        for name in group.split():
            found[plain(name)].add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}


@cache
def stem(name: str) -> str:
    """What a pet name that stands in no list is cut from: Jonno from Jon…, Shazza from Sha…; empty for other names."""
    if name in groups() or not 3 <= len(name) <= 8:
        return ""
    cut = next((name.removesuffix(end) for end in PET if name.endswith(end)), name if len(name) < 5 else "")
    cut = cut[:-1] if len(cut) > 3 and cut[-1] == cut[-2] else cut
    return cut if len(cut) >= 3 else ""


@cache
def full(name: str) -> str:
    """The full forename that a familiar one most likely stands for; itself where it is none."""
    numbers = groups().get(name)
    return f"group {min(numbers)}" if numbers else name


def sound(name: str) -> str:
    """How it is spoken, roughly: Stephen and Steven, Clarke and Clark are one."""
    return jellyfish.metaphone(name) or name


@cache
def compatible(one: str, other: str) -> bool:
    """Whether one person may bear both forenames: the same, familiar, an initial, or a slip of the pen."""
    if not one or not other or one == other:
        return True
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0] or bool(_initials(one) & _initials(other))
    if groups().get(one, frozenset()) & groups().get(other, frozenset()):
        return True
    if _cut_from(one, other) or _cut_from(other, one):
        return True
    return _close(one, other)


def _cut_from(pet: str, other: str) -> bool:
    return bool(stem(pet)) and other.startswith(stem(pet))


def _initials(name: str) -> set[str]:
    """An initial may be that of the full name: Bill signs W."""
    return {name[0]} | {each[0] for each in groups() if groups().get(name, frozenset()) & groups()[each]}


def _close(one: str, other: str) -> bool:
    """Alike in letters and in length, or alike in sound and beginning."""
    if jellyfish.damerau_levenshtein_distance(one, other) <= (1 if min(len(one), len(other)) < 6 else 2):
        return one[0] == other[0] or min(len(one), len(other)) > 4
    return one[0] == other[0] and sound(one) == sound(other)

"""What of two plans is the same thing, found by its words; and which words of it changed.

Two wordings are alike as far as the words they share, in the same order, make up both: 1 when they are the
same, 0 when no word is shared (difflib's ratio, over words). Words that every wording has are not counted.
Knows nothing of Django.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Generic, TypeVar

Item = TypeVar("Item")

# Found by looking at the plans of 2012 and 2018: below it pairs share only a word like “service”.
ALIKE = 0.5
WORD = re.compile(r"[\w£%’'-]+")
COMMON = frozenset(
    {
        "a",
        "an",
        "the",
        "of",
        "and",
        "or",
        "to",
        "in",
        "for",
        "on",
        "with",
        "by",
        "our",
        "their",
        "its",
        "that",
    }
)


@dataclass(frozen=True)
class Pair(Generic[Item]):
    """One thing of each plan that is the same, and how alike it is worded (0 to 1)."""

    before: Item
    after: Item
    alike: float


@dataclass(frozen=True)
class Matched(Generic[Item]):
    """What of two lists belongs together, and what is only in one of them; each in its list's order."""

    kept: list[Pair[Item]]
    gone: list[Item]
    new: list[Item]


@dataclass(frozen=True)
class Piece:
    """Some words, and whether they were added ("ins"), struck out ("del") or stayed ("")."""

    change: str
    text: str


def match(before: Sequence[Item], after: Sequence[Item], words_of: Callable[[Item], str]) -> Matched[Item]:
    """Pairs what is most alike first; each has at most one other. `words_of` gives an item's wording."""
    left = [_counted(words_of(each)) for each in before]
    right = [_counted(words_of(each)) for each in after]
    found = sorted(_alike(left, right), key=lambda each: (-each[0], each[1], each[2]))
    taken: dict[int, tuple[int, float]] = {}
    for ratio, one, other in found:
        if one not in taken and other not in {at for at, _ in taken.values()}:
            taken[one] = other, ratio
    others = {at for at, _ in taken.values()}
    return Matched(
        [Pair(before[one], after[taken[one][0]], taken[one][1]) for one in sorted(taken)],
        [each for at, each in enumerate(before) if at not in taken],
        [each for at, each in enumerate(after) if at not in others],
    )


def pieces(before: str, after: str) -> list[Piece]:
    """One wording as it became the other, in runs of words."""
    old, new = before.split(), after.split()
    runs: list[Piece] = []
    for kind, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            runs.append(Piece("", " ".join(old[first:last])))
            continue
        if last > first:
            runs.append(Piece("del", " ".join(old[first:last])))
        if end > start:
            runs.append(Piece("ins", " ".join(new[start:end])))
    return runs


def _counted(text: str) -> list[str]:
    """The words that tell one wording from another."""
    words = [each.lower() for each in WORD.findall(text)]
    return [each for each in words if each not in COMMON] or words


def _alike(left: list[list[str]], right: list[list[str]]) -> Iterator[tuple[float, int, int]]:
    for one, words in enumerate(left):
        matcher = SequenceMatcher(None, autojunk=False)
        matcher.set_seq2(words)
        for other, theirs in enumerate(right):
            matcher.set_seq1(theirs)
            if words and matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE:
                ratio = matcher.ratio()
                if ratio >= ALIKE:
                    yield ratio, one, other

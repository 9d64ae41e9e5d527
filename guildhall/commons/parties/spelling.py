"""How names are written, misheard and mistyped: what is typed is compared with what is kept.

Knows nothing of the database. Words are folded first: lower case, no accents ("Siân" is "sian", "Ó Briain" is
"obriain"), no apostrophes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import jellyfish
from nicknames import NickNamer

# Letters that no accent can be taken off.
PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ß": "ss"}
)
APOSTROPHES = re.compile(r"['’‘`´]")
# "Ó Briain", "Ní Dhómhnaill", "Mac Aodha": the particle is part of the name, written together or apart.
PARTICLE = re.compile(r"\b(o|ni|mac|mc|ap|al|el) (?=\w)")
# Shorter words are one slip away from half the others.
SHORTEST, SOUNDS = 4, "~"


def fold(text: str) -> str:
    """Lower case, without accents and apostrophes."""
    plain = unicodedata.normalize("NFKD", APOSTROPHES.sub("", text.casefold().translate(PLAIN)))
    return "".join(each for each in plain if not unicodedata.combining(each))


def words(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return re.findall(r"[^\W_]+", fold(text))


def squeezed(text: str) -> str:
    """A text as one word: an e-mail address, a postcode, a reference."""
    return "".join(words(text))


def name_words(name: str) -> set[str]:
    """Every word by which a name may be asked for, particles together with what follows them and apart."""
    plain = " ".join(words(name))
    return {*plain.split(), *PARTICLE.sub(r"\1", plain).split(), *_without_o(name)}


def _without_o(name: str) -> Iterator[str]:
    """O’Brien is also asked for as Brien."""
    for each in re.findall(r"\b[od]['’‘`´](\w+)", name.casefold()):
        yield fold(each)


@cache
def _nicknamer() -> NickNamer:
    return NickNamer()


@cache
def _spellings() -> dict[str, frozenset[str]]:
    """Names of these islands that the dataset of nicknames does not know, each line one name."""
    lines = (Path(__file__).parent / "spellings.txt").read_text(encoding="utf-8").splitlines()
    groups = [frozenset(line.split()) for line in lines if line and not line.startswith("#")]
    return {
        name: frozenset().union(*(group for group in groups if name in group))
        for name in set().union(*groups)
    }


@cache
def also_called(word: str) -> frozenset[str]:
    """Other names for the same person's first name: Bill is William and Will, Shaun is Seán."""
    known = _nicknamer()
    formal = known.canonicals_of(word)
    short = known.nicknames_of(word) | {each for name in formal for each in known.nicknames_of(name)}
    return frozenset({*formal, *short, *_spellings().get(word, ())} - {word})


def sound(word: str) -> str:
    """How a word sounds: Catherine and Kathryn alike, Thompson and Tomson too."""
    return SOUNDS + jellyfish.metaphone(word.replace("th", "t"))


def slips(word: str) -> set[str]:
    """What a word and its near misspellings have in common: itself, each letter left out, its sound.

    Two words one letter apart, or with two letters changed over, share a slip (the idea is SymSpell's).
    """
    if len(word) < SHORTEST or not word.isalpha():
        return {word}
    left_out = {word[:n] + word[n + 1 :] for n in range(len(word))}
    return {word, sound(word), *left_out}


def distance(typed: str, word: str) -> int:
    """How many slips of the finger lie between two words: letters wrong, left out, put in, changed over."""
    return jellyfish.damerau_levenshtein_distance(typed, word)


def near(typed: str, candidates: Iterable[str], *, most: int = 12) -> list[str]:
    """Of these words, those that may be meant by what was typed, the nearest first."""
    found = sorted((distance(typed, each), each) for each in set(candidates) - {typed})
    return [each for far, each in found if _may_be_meant(typed, each, far)][:most]


def _may_be_meant(typed: str, word: str, far: int) -> bool:
    if far <= (1 if len(typed) < 8 else 2):
        return True
    return sound(typed) == sound(word) and jellyfish.jaro_winkler_similarity(typed, word) >= 0.75

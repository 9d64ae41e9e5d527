"""Whether a text leaves open what it ought to say: a pure rule over words."""

from __future__ import annotations

import re

LEFT_OPEN = re.compile(
    r"\bTB[ACD]\b|\bto be (?:confirmed|determined|decided|identified|announced)\b"
    r"|\bunknown\b|\bunclear\b",
    re.IGNORECASE,
)
# Without one of these in it no text leaves anything open: most texts are read no further.
HINTS = ("tb", "to be ", "unknown", "unclear")
A_TARGET = re.compile(r"\btargets?\b|\b(?:required|agreed|planned|target) levels?\b", re.IGNORECASE)
A_NUMBER = re.compile(r"\d")


def left_open(text: str) -> str:
    """The words that leave something open, such as “TBC”; empty when none does."""
    lowered = text.lower()
    found = any(each in lowered for each in HINTS) and LEFT_OPEN.search(text)
    return found.group() if found else ""


def target_without_number(text: str) -> str:
    """The words that speak of a target where no figure stands; empty when none does."""
    found = A_TARGET.search(text)
    return found.group() if found and not A_NUMBER.search(text) else ""

"""Whether a text ends where a sentence can: pure rules over words."""

from __future__ import annotations

import re

# With none of these does a sentence or an item of a list end.
LEADS_ON = frozenset(
    (
        *("a", "an", "and", "as", "at", "because", "but", "by", "from", "if", "including", "into", "nor"),
        *("of", "or", "than", "that", "the", "their", "through", "until", "whereas", "which", "while"),
        *("whose", "with", "without"),
    )
)
MARKS = {",": "a comma", ";": "a semicolon", ":": "a colon", "-": "a dash", "–": "a dash", "&": "“&”"}
SENTENCES = re.compile(r"[.!?][”’\"')]*\s+[“‘\"'(]?[A-Z]")
ENDED = re.compile(r"[.!?…][”’\"')]*$")


def cut_off(text: str, *, prose: bool = False) -> str:
    """How a text breaks off, such as “it ends in a comma”; empty when it does not.

    Prose of several sentences must end its last one too; a phrase needs no full stop.
    """
    text = text.rstrip()
    if not text:
        return ""
    if text[-1] in MARKS:
        return f"it ends in {MARKS[text[-1]]}"
    last = text.rsplit(None, 1)[-1].rsplit("/", 1)[-1].strip("“”‘’\"'()")
    if last.lower() in LEADS_ON and not (len(last) == 1 and last.isupper()):
        return f"it ends in “{last}”"
    if text.count("(") > text.count(")"):
        return "it opens a bracket and does not close it"
    if prose and SENTENCES.search(text) and not ENDED.search(text):
        return "its last sentence has no end"
    return ""


def tail(text: str, words: int = 8) -> str:
    """The last words of a text, to be quoted."""
    found = text.split()
    return ("…" if len(found) > words else "") + " ".join(found[-words:])

"""The little of Markdown that the handbook is written in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

DASH = "–"


def table(heads: Sequence[str], rows: Iterable[Sequence[Any]], *, empty: str = DASH) -> str:
    """A table; a word in its place when there is nothing in it. `empty` stands in cells that say nothing."""
    body = [_row(cells, empty) for cells in rows]
    said = [head[0].upper() + head[1:] for head in heads]
    return "\n".join([_row(said, empty), _row(["---"] * len(heads), empty), *body]) if body else "None."


def _row(cells: Sequence[Any], empty: str) -> str:
    return "| " + " | ".join(cell(each) or empty for each in cells) + " |"


def cell(text: Any) -> str:
    """One cell: no line breaks, no bars of its own."""
    return " ".join(str(text).replace("|", "\\|").split())


def bullets(*pairs: tuple[str, str]) -> str:
    """A list of what is known; what is empty is left out."""
    return "\n".join(f"- **{name}:** {cell(said)}" for name, said in pairs if said)


def sections(*parts: str) -> str:
    """Parts of a page with a blank line between them; what is empty is left out."""
    return "\n\n".join(part.strip() for part in parts if part.strip()) + "\n"


def listed(words: Iterable[str], joined_by: str = "and") -> str:
    """ "a, b and c"; empty when there are none."""
    *first, last = [*words] or [""]
    return f"{', '.join(first)} {joined_by} {last}" if first else last


def code(word: str) -> str:
    return f"`{word}`" if word else ""


def sentence(text: str) -> str:
    """A docstring as one paragraph."""
    return " ".join(text.split())


def anchor(heading: str) -> str:
    """Where a link finds a heading: "A team's part" is #a-teams-part."""
    return re.sub(r"[^\w\s-]", "", heading.lower()).strip().replace(" ", "-")

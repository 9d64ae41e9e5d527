"""The handbook as it is read: its pages, what is on each, and where a word stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.urls import reverse

from guildhall.kernel import handbook
from guildhall.kernel.handbook.markdown import anchor

INDEX = "README"
HEADING = re.compile(r"^(#{1,3}) (.+)$", re.M)
# Words around the one that was looked for.
AROUND = 90


@cache
def pages() -> dict[str, str]:
    """The Markdown of every page by its name; the declarations do not change while a process lives."""
    return {path.removesuffix(".md"): text for path, text in handbook.pages().items() if path.endswith(".md")}


@cache
def drawings() -> dict[str, str]:
    """The drawing of every lifecycle by its name."""
    return {
        path.removesuffix(".svg"): text for path, text in handbook.pages().items() if path.endswith(".svg")
    }


def title(text: str) -> str:
    """A page's name: its first heading."""
    return text.partition("\n")[0].removeprefix("# ")


def url(name: str) -> str:
    return reverse("handbook") if name == INDEX else reverse("handbook_page", args=[name])


def drawing_url(name: str) -> str:
    return reverse("handbook_drawing", args=[name])


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it, up to the next."""

    page: str
    name: str
    level: int
    heading: str
    text: str

    @property
    def url(self) -> str:
        return url(self.name) if self.level == 1 else f"{url(self.name)}#{anchor(self.heading)}"

    def where(self) -> str:
        """ "Information requests: Refuse"; only the page where the section is its beginning."""
        return self.page if self.level == 1 else f"{self.page}: {self.heading}"

    def excerpt(self, words: list[str]) -> str:
        """What stands around the first of the words, without the marks of Markdown."""
        plain = re.sub(r"!?\[([^\]]*)\]\([^)]*\)|[`*|]|(?<= )-+(?= )", r"\1", self.text)
        plain = " ".join(plain.split())
        found = min((at for word in words if (at := plain.lower().find(word)) >= 0), default=0)
        start = max(found - AROUND, 0)
        cut = plain[start : found + AROUND]
        return f"{'…' if start else ''}{cut}{'…' if found + AROUND < len(plain) else ''}"


def sections(name: str, text: str) -> Iterator[Section]:
    """The sections of one page, in order."""
    headings = list(HEADING.finditer(text))
    for heading, following in zip(headings, [*headings[1:], None], strict=True):
        end = following.start() if following else len(text)
        yield Section(title(text), name, len(heading[1]), heading[2], text[heading.end() : end])


def search(query: str) -> list[Section]:
    """The sections that hold every word: those whose heading holds one first, then in the book's order."""
    words = query.lower().split()
    if not words:
        return []
    found = [
        section
        for name, text in pages().items()
        for section in sections(name, text)
        if all(word in f"{section.heading} {section.text}".lower() for word in words)
    ]
    return sorted(found, key=lambda section: not any(word in section.heading.lower() for word in words))

"""How a letter is written: a template in Markdown becomes a subject, a text and a page.

A template's first lines say `Subject: …` and, where it does not go to the record's own party, `To: team`,
`To: owner` or `To:` the name of a role; a blank line ends them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import nh3
from django.template import Context
from markdown_it import MarkdownIt

from guildhall.commons.letters.inert import engine, readable

TAGS = {
    "a", "blockquote", "br", "code", "em", "h1", "h2", "h3", "h4", "hr", "li", "ol", "p", "pre", "strong",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}
HEADERS = ("Subject", "To")


@dataclass(frozen=True)
class Written:
    """A letter as it was written: its headers and its Markdown."""

    subject: str
    to: str
    markdown: str


def write(templates: list[str], context: dict[str, Any]) -> Written:
    """Writes a letter from the first template there is; raises TemplateDoesNotExist when there is none."""
    rendered = engine().select_template(templates).render(Context(context, autoescape=False))
    headers, body = _headers(rendered)
    subject = " ".join(readable(headers.get("Subject", "")).split())
    return Written(subject[:200], readable(headers.get("To", "")).strip(), body.strip() + "\n")


def _headers(rendered: str) -> tuple[dict[str, str], str]:
    """The lines before the first that is no header, by name, and the rest."""
    headers: dict[str, str] = {}
    lines = rendered.lstrip().split("\n")
    while lines:
        name, found, value = lines[0].partition(":")
        if not found or name not in HEADERS or name in headers:
            break
        headers[name] = value
        lines.pop(0)
    return headers, "\n".join(lines)


def as_page(markdown: str) -> str:
    """A letter's Markdown as HTML: Markdown's tags and no others, whatever the text holds."""
    return nh3.clean(_markdown().render(markdown), tags=TAGS, attributes=ATTRIBUTES)


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")

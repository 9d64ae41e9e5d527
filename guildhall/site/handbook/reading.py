"""Markdown made into a page: links that lead to pages, tables that can be read on a telephone."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

from guildhall.kernel.handbook.markdown import anchor
from guildhall.site.handbook import book

CLASSES = {
    "h1": "govuk-heading-l",
    "h2": "govuk-heading-m handbook__part",
    "h3": "govuk-heading-s",
    "p": "govuk-body",
    "ul": "govuk-list govuk-list--bullet",
    "table": "govuk-table reflow",
    "thead": "govuk-table__head",
    "tbody": "govuk-table__body",
    "tr": "govuk-table__row",
    "th": "govuk-table__header",
    "td": "govuk-table__cell",
    "a": "govuk-link",
    "img": "handbook__drawing",
}
# A style sheet that lays a table out as cards takes its meaning away; the roles give it back.
ROLES = {
    "table": "table",
    "thead": "rowgroup",
    "tbody": "rowgroup",
    "tr": "row",
    "th": "columnheader",
    "td": "cell",
}
ALLOWED = {*CLASSES, "code", "strong", "em", "li", "br"}
ATTRIBUTES = {
    "*": {"class", "role", "id"},
    "a": {"href"},
    "img": {"src", "alt"},
    "th": {"scope"},
    "td": {"data-label"},
}


def html(name: str, text: str) -> SafeString:
    """The page of that name as HTML, with nothing in it but what a handbook needs."""
    markdown = _markdown()
    tokens = markdown.parse(text)
    _dress(tokens)
    _label_cells(tokens)
    _name_headings(tokens)
    _lead(tokens, name)
    rendered = markdown.renderer.render(tokens, markdown.options, {})
    return mark_safe(nh3.clean(rendered, tags=ALLOWED, attributes=ATTRIBUTES, link_rel=None))  # noqa: S308  cleaned


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def _dress(tokens: Sequence[Token]) -> None:
    for token in tokens:
        if token.nesting >= 0 and token.tag in CLASSES:
            token.attrSet("class", CLASSES[token.tag])
            if token.tag in ROLES:
                token.attrSet("role", ROLES[token.tag])
            if token.tag == "th":
                token.attrSet("scope", "col")
        _dress(token.children or ())


def _label_cells(tokens: Sequence[Token]) -> None:
    """Each cell knows its column's name, which is shown beside it on a telephone."""
    heads: list[str] = []
    column = 0
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type == "thead_open":
            heads = []
        elif token.type == "tr_open":
            column = 0
        elif token.type == "inline" and before is not None and before.type == "th_open":
            heads.append(token.content)
        elif token.type == "td_open":
            token.attrSet("data-label", heads[column])
            column += 1


def _name_headings(tokens: Sequence[Token]) -> None:
    for token, inline in pairwise(tokens):
        if token.type == "heading_open":
            token.attrSet("id", anchor(inline.content))


def _lead(tokens: Sequence[Token], name: str) -> None:
    """Links between files become links between pages, and drawings are found where they are served."""
    for token in tokens:
        if token.type == "link_open":
            token.attrSet("href", _address(str(token.attrGet("href")), name))
        elif token.type == "image":
            token.attrSet("src", _address(str(token.attrGet("src")), name))
        _lead(token.children or (), name)


def _address(href: str, name: str) -> str:
    path, _, fragment = href.partition("#")
    target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
    if target.endswith(".svg"):
        return book.drawing_url(target.removesuffix(".svg"))
    return book.url(target.removesuffix(".md")) + (f"#{fragment}" if fragment else "")

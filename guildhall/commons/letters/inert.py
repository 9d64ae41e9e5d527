"""The engine that writes letters: what a person typed stands in them as words, and can be nothing else.

Every `{{ value }}` is escaped for Markdown as it is written, so that "[click](https://…)" typed into a form
is those characters in the letter, and never a link in the council's name.
"""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache
from typing import Any

from django.template import Context, Engine, Template
from django.template.base import VariableNode
from django.template.loaders import cached
from django.utils.formats import localize
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

# CommonMark lets a backslash stand before any of these, and then they mean nothing but themselves.
MARKS = re.compile(r"[\\`*_{}\[\]()<>#+\-.!|~=&:]")
ESCAPED = re.compile(r"\\([\\`*_{}\[\]()<>#+\-.!|~=&:])")
# Everything that ends a line or is not a letter at all; a tab or spaces at its start would make a line code.
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")


def inert(value: Any) -> str:
    """The value as Markdown that says exactly that; its lines stay lines, its blank lines paragraphs."""
    text = CONTROLS.sub("", str(value).replace("\r\n", "\n").replace("\r", "\n"))
    # Two spaces at the end of a line are Markdown for a new line.
    return "  \n".join(MARKS.sub(r"\\\g<0>", line.strip()) for line in text.strip().split("\n"))


def readable(markdown: str) -> str:
    """Markdown without the backslashes: the text part of a message."""
    return re.sub(r" +$", "", ESCAPED.sub(r"\1", markdown), flags=re.MULTILINE)


class InertNode(VariableNode):
    """A `{{ value }}` of a letter."""

    def render(self, context: Context) -> SafeString:
        try:
            value = self.filter_expression.resolve(context)
        except UnicodeDecodeError:
            return SafeString()
        if hasattr(value, "__html__"):  # a filter of ours has seen to it
            return SafeString(conditional_escape(value))
        return SafeString(inert(localize(localtime(value) if isinstance(value, datetime) else value)))


class Loader(cached.Loader):
    """Loads templates and makes each of their values inert."""

    def get_template(self, template_name: str, skip: Any = None) -> Template:
        template = super().get_template(template_name, skip)
        for node in template.nodelist.get_nodes_by_type(VariableNode):
            node.__class__ = InertNode
        return template


@cache
def engine() -> Engine:
    """The letters' engine: their own tags, and templates wherever an app keeps them."""
    return Engine(
        loaders=[
            ("guildhall.commons.letters.inert.Loader", ["django.template.loaders.app_directories.Loader"])
        ],
        builtins=["guildhall.commons.letters.templatetags.letter_words"],
        autoescape=False,
    )

"""The words a letter's template may use beside Django's own."""

from datetime import date
from typing import Any

from django import template
from django.utils.safestring import SafeString

from guildhall.commons.letters.inert import inert

register = template.Library()


@register.filter
def quoted(value: Any) -> SafeString:
    """What somebody wrote, set apart: every line of it, its paragraphs too."""
    return SafeString("\n".join(f"> {line}" for line in inert(value).split("\n")))


@register.filter
def day(value: date | None) -> str:
    """Friday 13 July 2018."""
    return f"{value:%A} {value.day} {value:%B %Y}" if value else ""

"""Templates show what they are given: no queries, nothing inline, one heading."""

import re

import pytest

from tests.architecture.tree import place, templates

every_template = pytest.mark.parametrize("path", templates(), ids=place)
TAG = re.compile(r"\{[{%](.*?)[%}]\}", re.S)
COMMENT = re.compile(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}|<!--.*?-->", re.S)
# Methods of a manager or queryset that ask the database.
ASKS = re.compile(
    r"\.(all|filter|count|exists|first|last|get|exclude|values|aggregate|iterator|latest|earliest|\w+_set)\b(?!\()"
)
FORM_LOOPS = re.compile(r"\bforloop\.(first|last)\b")
INLINE = (
    (
        re.compile(r"<script\b(?![^>]*\bsrc=)(?![^>]*\btype=\"application/json\")", re.I),
        "a script without src",
    ),
    (re.compile(r"<style\b", re.I), "a style element"),
    (re.compile(r"<[a-z][^>]*\sstyle\s*=", re.I | re.S), "a style attribute"),
    (re.compile(r"<[a-z][^>]*\son[a-z]+\s*=", re.I | re.S), "an on… attribute"),
    (re.compile(r"javascript:", re.I), "a javascript: address"),
)


def words(path):
    return COMMENT.sub("", path.read_text(encoding="utf-8"))


@every_template
def test_no_template_asks_the_database(path):
    asked = [tag.strip() for tag in TAG.findall(words(path)) if ASKS.search(FORM_LOOPS.sub("", tag))]

    assert not asked, "The view asks and the template shows: " + "; ".join(asked)


@every_template
def test_nothing_is_inline(path):
    found = [name for pattern, name in INLINE if pattern.search(words(path))]

    assert not found, f"{place(path)} has {', '.join(found)}; the content security policy refuses it"


@every_template
def test_a_page_has_at_most_one_heading_of_the_first_rank(path):
    blocks = re.split(r"\{% (?:else|elif)\b.*?%\}", words(path))

    assert all(block.count("<h1") <= 1 for block in blocks)


@every_template
def test_nothing_is_marked_safe_in_a_template(path):
    """What a person typed is cleaned in Python, where a test can see it."""
    assert not re.search(r"\|\s*safe\b|\{% autoescape off", words(path))

"""The words of a name that tell what it is about."""

from __future__ import annotations

import re

SAYS_NOTHING = frozenset(
    (
        *("a", "an", "and", "at", "by", "for", "from", "in", "its", "of", "on", "or", "over", "per", "since"),
        *("the", "through", "to", "with", "annum", "each", "every", "total", "number", "value", "year"),
    )
)


def telling_words(name: str) -> set[str]:
    """The words of a name that tell one thing from another, without plurals."""
    found = re.findall(r"[a-z]+", name.lower().replace("-", ""))
    return {each.removesuffix("s") if len(each) > 3 else each for each in found} - SAYS_NOTHING

"""One page of a journey."""

from collections.abc import Callable
from typing import Any

Given = dict[str, Any]


class Page:
    """One page of a journey: the fields it asks, and whether it is asked at all, given the answers before it.

    A page of one field has its label as the heading; a page of several needs a `title`.
    """

    def __init__(
        self,
        *fields: str,
        title: str = "",
        about: str = "",
        when: Callable[[Given], object] = lambda given: True,
    ):
        self.fields, self.title, self.about, self.when = fields, title, about, when
        self.slug = fields[0].replace("_", "-")

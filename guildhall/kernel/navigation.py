"""Where one can go from here: each package signs up the pages it has, and sees to whom they are shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject


@dataclass(frozen=True)
class Item:
    """One entry: its label, the name of its page, its place in the row, and who sees it."""

    label: str
    page: str
    order: int = 50
    shown: Callable[[Any], bool] = lambda user: True
    about: str = ""

    @property
    def url(self) -> str:
        return _address(self.page)


@cache
def _address(page: str) -> str:
    """Where a page is; every page of everybody asks it of fifteen."""
    return reverse(page)


_desk: list[Item] = []
_public: list[Item] = []
_footer: list[Item] = []


def desk(label: str, page: str, *, order: int = 50, shown: Callable[[Any], bool] = lambda user: True) -> None:
    """Signs up a page for staff; `page` is the name of its URL, `shown(user)` says who sees the entry."""
    _desk.append(Item(label, page, order, shown))


def public(label: str, page: str, *, order: int = 50, about: str = "") -> None:
    """Signs up a page of the public site; with `about`, a sentence, the front page offers it too."""
    _public.append(Item(label, page, order, about=about))


def footer(label: str, page: str, *, order: int = 50) -> None:
    """Signs up a page that every page leads to from its foot."""
    _footer.append(Item(label, page, order))


def items(user: Any) -> list[Item]:
    """What this person finds at the top of the desk's pages, in order."""
    return sorted((item for item in _desk if item.shown(user)), key=lambda item: item.order)


def public_items() -> list[Item]:
    """What everybody finds at the top of the public pages, in order."""
    return sorted(_public, key=lambda item: item.order)


def footer_items() -> list[Item]:
    """What stands at the foot of every page, in order."""
    return sorted(_footer, key=lambda item: item.order)


def context(request: HttpRequest) -> dict[str, Any]:
    """For every template: both navigations, and where the desk and its search are.

    Lazy, so that the pages for errors, which show none, ask neither database nor session.
    """
    return {
        "navigation": SimpleLazyObject(lambda: _marked(items(request.user), request.path)),
        "public_navigation": SimpleLazyObject(lambda: _marked(public_items(), request.path)),
        "footer_navigation": SimpleLazyObject(lambda: _marked(footer_items(), request.path)),
        "desk_url": "/desk/",
        "search_url": "/search/",
    }


def _marked(found: Iterable[Item], path: str) -> list[dict[str, Any]]:
    """The entries, with the one whose pages the path lies among marked active."""
    entries = [{"label": item.label, "url": item.url} for item in found]
    within = [entry["url"] for entry in entries if path.startswith(entry["url"])]
    here = max(within, key=len, default=None)
    return [{**entry, "active": entry["url"] == here} for entry in entries]

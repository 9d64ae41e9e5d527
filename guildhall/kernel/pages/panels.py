"""What stands below a record's timeline: links from here; letters and documents from the commons."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from guildhall.kernel.prepared import Prepared
from guildhall.kernel.records import Link, Record

Fill = Callable[[Any, Any], dict[str, Any] | None]


@dataclass(frozen=True)
class Panel:
    """One panel: its heading, its template, and the function that fills it for a record and a reader."""

    title: str
    template: str
    fill: Fill
    order: int = 50
    public: bool = False


_panels: list[Panel] = []


def panel(title: str, *, template: str, order: int = 50, public: bool = False) -> Callable[[Fill], Fill]:
    """Signs up a panel: the function answers with its template's context, or None where nothing is.

    A public panel stands on the page of a published record instead, and is filled for nobody in particular.
    """

    def sign_up(fill: Fill) -> Fill:
        _panels.append(Panel(title, template, fill, order, public))
        return fill

    return sign_up


def panels(record: Any, user: Any, *, public: bool = False) -> list[dict[str, Any]]:
    """The filled panels of a record, in order, without the empty ones."""
    mine = sorted((each for each in _panels if each.public is public), key=lambda each: each.order)
    filled = ((each, each.fill(record, user)) for each in mine)
    return [
        {"title": each.title, "template": each.template, **context}
        for each, context in filled
        if context is not None
    ]


@panel("Links to other records", template="kernel/panels/links.html", order=40)
def links(record: Any, user: Any) -> dict[str, Any] | None:
    """Both ends of every link, as far as the reader may see what is at the other end."""
    found = _links(record=record.pk)
    others = {link.target_id if link.source_id == record.pk else link.source_id for link in found}
    seen = Record.objects.visible_to(user).in_bulk(others) if others else {}
    shown = [_link(link, record, seen) for link in found]
    return {"links": [each for each in shown if each]} if any(shown) else None


_links = Prepared(
    lambda record: Link.objects.filter(Q(source=record) | Q(target=record)).order_by("on", "pk")[:100]
)


def _link(link: Link, record: Record, seen: dict[int, Record]) -> dict[str, Any] | None:
    forward = link.source_id == record.pk
    other = seen.get(link.target_id if forward else link.source_id)
    kind = link.kind.replace("_", " ")
    return {"kind": kind, "forward": forward, "other": other, "on": link.on} if other else None

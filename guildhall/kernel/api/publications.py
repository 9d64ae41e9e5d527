"""What a service publishes, for everybody: the fields it declares public, and nothing else."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Schema
from pydantic import create_model

from guildhall.kernel import time
from guildhall.kernel.api.lists import Page, following, number
from guildhall.kernel.api.problems import Problem
from guildhall.kernel.api.records import field_types, value_of
from guildhall.kernel.pages.queue import After
from guildhall.kernel.services import Service


class Since(Page):
    """Which publications."""

    published_from: date | None = None
    published_to: date | None = None


class Publication(Schema):
    """What the public may see of one record."""

    reference: str
    title: str
    published_on: date
    url: str


def schema(service: Service) -> type[Schema]:
    """The type of a page of what a service publishes."""
    name = f"Published{service.record.__name__}"
    fields = create_model(f"{name}Fields", __base__=Schema, **field_types(service, _shown(service)))
    one = create_model(name, __base__=Publication, fields=(fields, ...))
    return create_model(f"{name}Page", __base__=Schema, published=(list[one], ...), next=(str | None, ...))  # type: ignore[valid-type]


def _shown(service: Service) -> tuple[str, ...]:
    return service.publishes.shows if service.publishes else ()


def published(request: HttpRequest, service: Service, wanted: Since) -> dict[str, Any]:
    """A page of what the public may see of a service's records, the latest first."""
    found = service.records.published(time.today())
    if wanted.published_from:
        found = found.filter(published_on__gte=wanted.published_from)
    if wanted.published_to:
        found = found.filter(published_on__lte=wanted.published_to)
    if wanted.after:
        found = found.filter(After("published_on", _place(wanted.after), "<"))
    rows = list(found.order_by("-published_on", "-pk")[: wanted.limit + 1])
    shown = rows[: wanted.limit]
    last = shown[-1] if len(rows) > wanted.limit else None
    return {
        "published": [_publication(service, each) for each in shown],
        "next": following(request, f"{last.published_on}.{last.pk}") if last else None,
    }


def _place(text: str) -> tuple[date, int]:
    day, _, place = text.partition(".")
    try:
        return date.fromisoformat(day), number(place)
    except ValueError:
        raise Problem(422, "after is not a place in this list: use the address in next.") from None


def _publication(service: Service, record: Any) -> dict[str, Any]:
    publishes = service.publishes
    title, path = (publishes.title, publishes.path) if publishes else ("", "")
    return {
        "reference": record.reference,
        "title": getattr(record, title),
        "published_on": record.published_on,
        "url": f"{path}{record.reference}/",
        "fields": {name: value_of(record, name) for name in field_types(service, _shown(service))},
    }

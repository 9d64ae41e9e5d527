"""What the public may see: each service's published records as a list, a page each, and open data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.utils.text import Truncator
from django.views.decorators.http import require_safe

from guildhall.kernel import search, time
from guildhall.kernel.pages import counting
from guildhall.kernel.pages.audience import anyone
from guildhall.kernel.pages.paging import page_number, paging
from guildhall.kernel.pages.panels import panels
from guildhall.kernel.pages.record import facts
from guildhall.kernel.records import Record
from guildhall.kernel.search import SearchEntry
from guildhall.kernel.services import Publish, Service, service

SIZE, A_HUNDRED = 20, 100
# Fewer than this many withheld are not counted out: a small number can point at a person.
FEW = 5


@dataclass
class Log:
    """The published records of one service, as somebody asked to see them."""

    service: Service
    publish: Publish
    asked: QueryDict
    today: date = field(default_factory=time.today)

    @classmethod
    def of(cls, key: str, asked: QueryDict) -> Log:
        """The log of the service of that key; a 404 where it publishes nothing."""
        one = service(key)
        if one.publishes is None:
            raise Http404
        return cls(one, one.publishes, asked)

    @property
    def published(self) -> QuerySet[Any]:
        return self.service.records.published(self.today)

    @property
    def url(self) -> str:
        return address(self.publish)

    @cached_property
    def years(self) -> list[int]:
        """The years in which anything was published, newest first."""
        days = self.published.order_by("published_on").values_list("published_on", flat=True)
        first, last = days.first(), days.last()
        return list(range(last.year, first.year - 1, -1)) if first and last else []

    @property
    def year(self) -> int | None:
        text = self.asked.get("year", "")
        return int(text) if text in map(str, self.years) else None

    @property
    def words(self) -> str:
        return self.asked.get("q", "").strip()[:200]

    @cached_property
    def choices(self) -> list[dict[str, Any]]:
        """The filters: fields with fixed values among those that are published."""
        fields = [each for each in self.service.record._meta.local_fields if each.name in self.publish.shows]
        return [_choice(each, self.asked) for each in fields if each.choices]

    @property
    def records(self) -> QuerySet[Any]:
        """The records asked for, newest first."""
        records = search.containing(self.published, self.words, SearchEntry.Audience.PUBLIC)
        if self.year:
            records = records.filter(published_on__year=self.year)
        chosen = {each["name"]: each["value"] for each in self.choices if each["value"]}
        return records.filter(**chosen).order_by("-published_on", "-pk")

    @property
    def count(self) -> str:
        """How many that is; words are looked for row by row, so of those fewer are counted."""
        cap = A_HUNDRED if self.words else counting.CAP
        return counting.shown(counting.capped({"found": self.records}, cap)["found"], cap)

    @property
    def withheld(self) -> str:
        """How many were answered in that year, or ever, and are not published; empty when none are."""
        ended = self.service.records.filter(stage__in=self.publish.after).exclude(
            published_on__lte=self.today
        )
        if self.year:
            ended = ended.filter(closed_on__year=self.year)
        count = counting.capped({"withheld": ended})["withheld"]
        return "" if not count else f"Fewer than {FEW}" if count < FEW else counting.shown(count)

    def address(self, kind: str) -> str:
        """Where the same list lies as data: rss, csv or json."""
        query = self.asked.copy()
        query.pop("page", None)
        return f"{self.url}published.{kind}" + (f"?{query.urlencode()}" if query else "")


def address(publish: Publish) -> str:
    """Where a service's published records lie."""
    return f"/{publish.path.strip('/')}/"


def _choice(each: Any, asked: QueryDict) -> dict[str, Any]:
    options = [(str(value), str(label)) for value, label in each.choices]
    value = asked.get(each.name, "")
    name = str(each.verbose_name)
    known = value in dict(options)
    return {
        "name": each.name,
        "label": name[:1].upper() + name[1:],
        "options": options,
        "value": value if known else "",
    }


def items(records: Iterable[Record]) -> list[dict[str, Any]]:
    """Published records as a list shows them, in their order, read once for each service."""
    listed = list(records)
    models = {each.declaration.record for each in listed if not isinstance(each, each.declaration.record)}
    pks = [each.pk for each in listed]
    typed = [_with_relations(model).in_bulk(pks) for model in models]
    known = {pk: record for found in typed for pk, record in found.items()}
    return [item(known.get(each.pk, each)) for each in listed]


def _with_relations(model: Any) -> QuerySet[Any]:
    findable = service(model.service_key).findable
    reads = findable.reads if findable else ()
    return model.objects.select_related(*reads) if reads else model.objects.all()


def item(record: Any) -> dict[str, Any]:
    """One published record, with its service's fields: nothing of it but what its service publishes."""
    publish = record.declaration.public
    shown = facts(record, tuple(name for name in publish.shows if name != publish.title))
    told = [each["value"] for each in shown if not each["chosen"]]
    return {
        "url": page_of(record),
        "title": getattr(record, publish.title) or record.reference,
        "reference": record.reference,
        "published_on": record.published_on,
        "text": Truncator(told[0]).chars(200) if told else "",
        "facts": [each["value"] for each in shown if each["chosen"]],
    }


def page_of(record: Any) -> str:
    """Where everybody reads a published record: in its service's log, or on the service's own page for it."""
    service = record.declaration
    if service.publishes:
        return f"{address(service.publishes)}{record.reference}/"
    return str(service.findable.page(record))


@anyone
@require_safe
def log(request: HttpRequest, key: str) -> HttpResponseBase:
    """The list, by words, year and outcome, newest first."""
    asked = Log.of(key, request.GET)
    number = page_number(request)
    found = list(asked.records[(number - 1) * SIZE : number * SIZE + 1])
    context = {
        "log": asked,
        "publish": asked.publish,
        "items": items(found[:SIZE]),
        "count": asked.count,
        "withheld": asked.withheld,
        "feeds": [(kind.upper(), asked.address(kind)) for kind in ("rss", "csv", "json")],
        "words": asked.words,
        **paging(request, more=len(found) > SIZE),
    }
    return render(request, "kernel/public/log.html", context)


@anyone
@require_safe
def published(request: HttpRequest, key: str, reference: str) -> HttpResponseBase:
    """One published record: what was asked, what was said, and what was released."""
    asked = Log.of(key, QueryDict())
    record = asked.published.filter(reference=reference).first()
    if record is None:
        raise Http404
    publish = asked.publish
    context = {
        "record": record,
        "publish": publish,
        "url": asked.url,
        "title": getattr(record, publish.title) or record.reference,
        "facts": facts(record, tuple(name for name in publish.shows if name != publish.title)),
        "panels": panels(record, None, public=True),
    }
    return render(request, "kernel/public/record.html", context)

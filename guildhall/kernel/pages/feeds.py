"""The published records as open data: RSS, CSV and JSON, of exactly the fields that are published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, time
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.feedgenerator import Rss201rev2Feed
from django.views.decorators.http import require_safe

from guildhall.kernel.pages import sheets
from guildhall.kernel.pages.audience import anyone
from guildhall.kernel.pages.public import Log, item
from guildhall.kernel.pages.queue import After, place
from guildhall.kernel.time import LONDON

IN_FEED, IN_JSON = 50, 100
# XML has no way to write these at all.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


@anyone
@require_safe
def rss(request: HttpRequest, key: str) -> HttpResponseBase:
    """The newest, for those who follow what is published."""
    log = Log.of(key, request.GET)
    about = f"{settings.COUNCIL['name']}: {log.publish.name}"
    own = settings.PUBLIC_URL + log.address("rss")
    feed = Rss201rev2Feed(about, settings.PUBLIC_URL + log.url, about, language="en-gb", feed_url=own)
    for record in log.records[:IN_FEED]:
        shown = item(record)
        link = settings.PUBLIC_URL + shown["url"]
        at = datetime.combine(record.published_on, time(), LONDON)
        feed.add_item(_writable(shown["title"]), link, _writable(shown["text"]), unique_id=link, pubdate=at)
    return HttpResponse(feed.writeString("utf-8"), content_type="application/rss+xml; charset=utf-8")


def _writable(text: str) -> str:
    return UNWRITABLE.sub(" ", text)


@anyone
@require_safe
def as_csv(request: HttpRequest, key: str) -> HttpResponseBase:
    """All of them, row by row as they are read, so that a long log needs no more memory than a short one."""
    log = Log.of(key, request.GET)
    return sheets.as_csv(f"{log.service.key}-published.csv", _rows(log))


def _rows(log: Log) -> Iterator[list[str]]:
    yield ["reference", "published_on", *log.publish.shows, "url"]
    for record in log.records.iterator(chunk_size=500):
        plain = as_data(record, log)
        yield ["" if value is None else str(value) for value in plain.values()]


@anyone
@require_safe
def as_json(request: HttpRequest, key: str) -> HttpResponseBase:
    """A hundred at a time, with the address of the next hundred."""
    log = Log.of(key, request.GET)
    records = log.records
    if here := place(request.GET.get("after", "")):
        records = records.filter(After("published_on", here, "<"))
    found = list(records[: IN_JSON + 1])
    query = request.GET.copy()
    following = None
    if len(found) > IN_JSON:
        last = found[IN_JSON - 1]
        query["after"] = f"{last.published_on}.{last.pk}"
        following = f"{settings.PUBLIC_URL}{log.url}published.json?{query.urlencode()}"
    items = [as_data(record, log) for record in found[:IN_JSON]]
    return JsonResponse({"title": log.publish.name, "items": items, "next": following})


def as_data(record: Any, log: Log) -> dict[str, Any]:
    """One record as data: its reference, its day, the published fields, and where its page is."""
    shown = {name: _plain(getattr(record, name)) for name in log.publish.shows}
    url = f"{settings.PUBLIC_URL}{log.url}{record.reference}/"
    return {"reference": record.reference, "published_on": str(record.published_on), **shown, "url": url}


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, str | int | bool) else str(value)

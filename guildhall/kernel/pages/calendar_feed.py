"""The calendar as a feed for a person's own calendar, at an address that is theirs alone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from icalendar import Calendar, Event

from guildhall.kernel import time
from guildhall.kernel.pages import feed_keys
from guildhall.kernel.pages.answers import SeeOther
from guildhall.kernel.pages.audience import anyone, staff
from guildhall.kernel.pages.calendar import dated, listed

# How far ahead it looks, and the most it holds.
AHEAD, MOST = timedelta(days=400), 1000


@staff
@require_POST
def key(request: HttpRequest) -> HttpResponseBase:
    """Makes the address of one's own feed, makes a new one in its place, or takes it away."""
    if "withdraw" in request.POST:
        feed_keys.withdraw(request.user)
        messages.success(request, "The address opens nothing any more.")
    else:
        feed_keys.renew(request.user)
        messages.success(request, "A new address is made. An older one opens nothing any more.")
    return SeeOther(reverse("calendar"))


@anyone
@require_safe
@never_cache
def feed(request: HttpRequest, token: str) -> HttpResponseBase:
    """The deadlines of whoever holds the key; references only, for what a feed says leaves the house."""
    user = feed_keys.holder(token)
    if user is None:
        raise Http404
    today = time.today()
    found = dated(user, date.min, today + AHEAD)
    body = _as_ical(listed(found)[:MOST]).to_ical()
    return HttpResponse(body, content_type="text/calendar; charset=utf-8")


def _as_ical(found: Iterable[dict[str, Any]]) -> Calendar:
    feed = Calendar()
    feed.add("prodid", "-//Guildhall//Statutory deadlines//EN")
    feed.add("version", "2.0")
    feed.add("x-wr-calname", f"{settings.COUNCIL['name']}: statutory deadlines")
    for each in found:
        feed.add_component(_event(each))
    return feed


def _event(each: dict[str, Any]) -> Event:
    event = Event()
    event.add("uid", f"deadline-{each['number']}@{settings.PUBLIC_URL.partition('//')[2]}")
    event.add("dtstamp", datetime.combine(time.today(), datetime.min.time(), UTC))
    event.add("dtstart", each["due"])
    event.add("dtend", each["due"] + timedelta(days=1))
    event.add("summary", f"{each['reference']}: {each['what'].lower()} due")
    event.add("url", f"{settings.PUBLIC_URL}/records/{each['reference']}/")
    event.add("transp", "TRANSPARENT")
    return event

"""The helpdesk's first page, one contact, and the list of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guildhall.kernel import time
from guildhall.kernel.clocks.wording import said
from guildhall.kernel.records import Record
from guildhall.services.contacts import tallies
from guildhall.services.contacts.beginning import openings
from guildhall.services.contacts.hours import Timetable
from guildhall.services.contacts.models import Contact, ServicePoint
from guildhall.services.contacts.pages.holding import contacts_table, helpdesk_only, names
from guildhall.services.contacts.seeing import may_log, supervises


@helpdesk_only
@require_safe
def helpdesk(request: HttpRequest) -> HttpResponseBase:
    """What an adviser begins with: a contact to log, what is open now, and what they did today."""
    today = time.today()
    mine = Contact.objects.filter(adviser=request.user.pk, on=today).select_related("topic")
    points = ServicePoint.objects.open().visible_to(request.user).order_by("title")
    channels = tallies.counted("channel", today, today)
    context = {
        "may_log": may_log(request.user),
        "supervises": supervises(request.user),
        "points": [
            (each, Timetable.of(each).says(time.now()))
            for each in points.prefetch_related("hours", "closures")
        ],
        "today": [(label, channels[key]) for key, label in Contact.Channel.choices if channels.get(key)],
        "table": contacts_table(
            list(mine.newest_first()[:10]), "What you logged today", request.user, day=False
        ),
    }
    return render(request, "contacts/helpdesk.html", context)


@helpdesk_only
@require_safe
def contact(request: HttpRequest, number: int) -> HttpResponseBase:
    """One contact: who, what about, how it ended, and the records that can be opened from it."""
    seen = Contact.objects.visible_to(request.user)
    seen = seen.select_related("topic", "point", "team", "adviser")
    found = seen.prefetch_related("also_about__topic").filter(pk=number).first()
    if found is None:
        raise Http404
    opened = Record.objects.visible_to(request.user).filter(began_as_contact__contact=found)
    ask = urlencode({"from": f"contacts:{found.pk}"})
    context = {
        "contact": found,
        "facts": [*_facts(found, names(request.user, [found]))],
        "opened": list(opened.order_by("pk")[:20]),
        "openings": [
            (each.service.name, each.label, f"/desk/{each.service.key}/open/{each.name}/?{ask}")
            for each in openings(request.user)
        ],
        "may_log": may_log(request.user),
    }
    return render(request, "contacts/contact.html", context)


def _facts(contact: Contact, known: dict[int, str]) -> Iterator[tuple[str, Any]]:
    start = contact.local_start
    end = contact.ended_at.astimezone(time.LONDON)
    yield "When", f"{said(contact.on)}, {start:%H:%M} to {end:%H:%M}"
    yield "Who", known.get(contact.party_id or 0, "Nobody named")
    yield (
        "About",
        ", ".join(str(each) for each in (contact.topic, *(also.topic for also in contact.also_about.all()))),
    )
    team = f": {contact.team}" if contact.team else ""
    yield "How it ended", f"{contact.get_outcome_display()}{team}"
    if contact.avoidable:
        yield "Could have been avoided", contact.get_avoidable_display()
    if contact.language:
        yield "Language or help", contact.language
    if contact.point:
        yield "Where", contact.point.title
    yield "Adviser", contact.adviser or "not known"

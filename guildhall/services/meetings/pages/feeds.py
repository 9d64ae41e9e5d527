"""Meetings for people's own calendars: all of them, a body's, a member's, or one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event

from guildhall.commons.chamber.models import SITTING, Appointment, Body, Member
from guildhall.kernel import time
from guildhall.kernel.pages.audience import anyone
from guildhall.services.meetings.models import Meeting
from guildhall.services.meetings.pages.public import found, published

# How far back and ahead a calendar reaches, and the most it holds: three years of a busy council.
BACK, AHEAD, MOST = timedelta(days=366), timedelta(days=730), 2_000
LASTS = timedelta(hours=2)  # nobody knows when a meeting ends


@anyone
@require_safe
def everything(request: HttpRequest) -> HttpResponse:
    """Every formal meeting."""
    return _calendar(found(), "Meetings")


@anyone
@require_safe
def of_one(request: HttpRequest, reference: str) -> HttpResponse:
    """A body's meetings, those of every body a member sits on, or one meeting, by its reference."""
    if reference.startswith("BD-"):
        body = _public(Body, reference)
        return _calendar(found().filter(of_body=body.pk), body.name)
    if reference.startswith("MB-"):
        member = _public(Member, reference)
        sits = Appointment.objects.filter(member=member.pk, role__in=SITTING, until_on=None)
        return _calendar(found().filter(of_body__in=sits.values("body")), f"Meetings of {member.name}")
    meeting = published(reference)
    return _answer(_of([meeting], meeting.title))


def _public(model: Any, reference: str) -> Any:
    record = model.objects.published(time.today()).filter(reference=reference).first()
    if record is None:
        raise Http404("There is no such record.")
    return record


def _calendar(meetings: Any, name: str) -> HttpResponse:
    today = time.today()
    rows = meetings.filter(meets_on__range=(today - BACK, today + AHEAD)).order_by("meets_on", "pk")[:MOST]
    return _answer(_of(rows, name))


def _answer(calendar: Calendar) -> HttpResponse:
    return HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")


def _of(meetings: Iterable[Meeting], name: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Guildhall//Meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"{settings.COUNCIL['name']}: {name}")
    for each in meetings:
        calendar.add_component(event(each))
    return calendar


def event(meeting: Meeting) -> Event:
    """One meeting: its id never changes, its sequence rises with each change, and cancelled it stays."""
    starts = datetime.combine(meeting.meets_on, meeting.starts_at, time.LONDON)
    told = Event()
    told.add("uid", f"{meeting.reference.lower()}@{settings.PUBLIC_URL.partition('//')[2]}")
    told.add("dtstamp", meeting.created_at.astimezone(UTC))
    told.add("sequence", meeting.version)
    told.add("dtstart", starts.astimezone(UTC))
    told.add("dtend", (starts + LASTS).astimezone(UTC))
    told.add("summary", meeting.of_body.name)
    told.add("location", meeting.place)
    told.add("url", settings.PUBLIC_URL + reverse("meeting_page", args=[meeting.reference]))
    told.add("status", "CANCELLED" if meeting.stage == Meeting.Stage.CANCELLED else "CONFIRMED")
    if meeting.stage == Meeting.Stage.CANCELLED:
        told.add("description", meeting.why_not_held)
    return told

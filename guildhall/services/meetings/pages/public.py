"""What everybody reads: the meetings to come and those that were, a body's, and one with its papers."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from guildhall.commons.chamber.models import Body
from guildhall.commons.design.composites import Column, Table
from guildhall.kernel import search, time
from guildhall.kernel.clocks.wording import said
from guildhall.kernel.pages.audience import anyone
from guildhall.kernel.pages.paging import page_number, paging
from guildhall.kernel.search import SearchEntry
from guildhall.services.meetings import reading
from guildhall.services.meetings.models import Meeting
from guildhall.services.meetings.wording import hour, plain_day

LINK = '<a class="govuk-link" href="{}">{}</a>'
SIZE, NEXT = 30, 12
COLUMNS = [Column("When"), Column("Meeting"), Column("Where"), Column("Stage")]


def found() -> Any:
    """The meetings everybody may know of."""
    return Meeting.objects.published(time.today()).select_related("of_body")


@anyone
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """The next meetings, and all that were, by words and newest first."""
    bodies = Body.objects.published(time.today()).filter(meetings__published_on__isnull=False).distinct()
    context = {
        "heading": "Meetings, agendas and minutes",
        "bodies": list(bodies.order_by("name", "pk").values_list("reference", "name")),
        "ics": reverse("meetings_ics"),
        **_lists(request, found()),
    }
    return render(request, "meetings/listed.html", context)


def _lists(request: HttpRequest, meetings: Any) -> dict[str, Any]:
    """The next few, and a page of those before: with words asked for, all that have them."""
    today, words, number = time.today(), request.GET.get("q", "").strip()[:200], page_number(request)
    coming = Q(meets_on__gte=today)
    before = search.containing(meetings, words, SearchEntry.Audience.PUBLIC)
    if not words:
        before = before.exclude(coming)
    rows = list(before.order_by("-meets_on", "-pk")[(number - 1) * SIZE : number * SIZE + 1])
    soon = [] if words else list(meetings.filter(coming).order_by("meets_on", "starts_at", "pk")[:NEXT])
    return {
        "words": words,
        "soon": _table("The next meetings", soon),
        "before": _table("Meetings with these words" if words else "Meetings held", rows[:SIZE]),
        **paging(request, more=len(rows) > SIZE),
    }


def _table(caption: str, rows: list[Meeting]) -> Table | None:
    told = [
        (
            f"{said(each.meets_on)}, {hour(each.starts_at)}",
            format_html(LINK, reverse("meeting_page", args=[each.reference]), each.of_body.name),
            each.place, each.stage_label,
        )
        for each in rows
    ]  # fmt: skip
    return Table(caption, COLUMNS, told) if told else None


@anyone
@require_safe
def one(request: HttpRequest, reference: str) -> HttpResponseBase:
    """One meeting, or all of a body's, by its reference."""
    return _body(request, reference) if reference.startswith("BD-") else _meeting(request, reference)


def _body(request: HttpRequest, reference: str) -> HttpResponse:
    body = Body.objects.published(time.today()).filter(reference=reference).first()
    if body is None:
        raise Http404("There is no such body.")
    context = {
        "heading": f"Meetings of the {body.name}",
        "body": body,
        "ics": reverse("meeting_ics", args=[reference]),
        **_lists(request, found().filter(of_body=body.pk)),
    }
    return render(request, "meetings/listed.html", context)


def published(reference: str) -> Meeting:
    """The meeting of that reference, if everybody may know of it."""
    meeting: Meeting | None = found().filter(reference=reference).first()
    if meeting is None:
        raise Http404("There is no such meeting.")
    return meeting


def _meeting(request: HttpRequest, reference: str) -> HttpResponse:
    meeting = published(reference)
    issues = list(meeting.issues.select_related("meeting").order_by("number"))
    minutes = reading.minutes(issues)
    context = {
        "meeting": meeting,
        "when": f"{plain_day(meeting.meets_on)}, {hour(meeting.starts_at)}",
        "body_url": reverse("meeting_page", args=[meeting.of_body.reference]),
        "speaking": reading.speaking(meeting),
        "agenda_by": _agenda_by(meeting),
        "summons": next((each.words for each in issues if each.kind == "agenda"), None),
        "items": reading.items(issues),
        "minutes": minutes.words if minutes else None,
        "minutes_are": minutes.get_kind_display() if minutes else "",
        "papers": [reading.proof(each) for each in issues],
        "cancelled": meeting.stage == Meeting.Stage.CANCELLED,
    }
    return render(request, "meetings/meeting.html", context)


def _agenda_by(meeting: Meeting) -> str:
    due: date | None = meeting.due_on if meeting.stage == Meeting.Stage.PLANNED else None
    return plain_day(due) if due else ""


@anyone
@require_safe
def as_json(request: HttpRequest, reference: str) -> HttpResponse:
    """The same as data, with every paper word for word."""
    meeting = published(reference)
    return JsonResponse(reading.as_data(meeting, list(meeting.issues.order_by("number"))))

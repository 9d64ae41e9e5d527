"""The months of meetings as a calendar with its table, and a year made from rules."""

from __future__ import annotations

import calendar as months
import re
from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_safe

from guildhall.commons.chamber.models import SITTING, Appointment, Body, on
from guildhall.commons.design.composites import Column, Table
from guildhall.commons.design.fields import DateField
from guildhall.kernel import deadlines, time
from guildhall.kernel.actions import Refused
from guildhall.kernel.clocks import ENGLAND_AND_WALES
from guildhall.kernel.clocks.wording import counted, said
from guildhall.kernel.gates import access
from guildhall.kernel.pages.answers import SeeOther
from guildhall.kernel.pages.audience import anyone, staff
from guildhall.kernel.pages.month import Entry, Month
from guildhall.services.meetings.actions.planning import plan
from guildhall.services.meetings.models import Meeting
from guildhall.services.meetings.reading import countdown
from guildhall.services.meetings.service import meetings
from guildhall.services.meetings.wording import hour
from guildhall.services.meetings.years import NoRule, Proposed, Year, read, spans

LINK = '<a class="govuk-link" href="{}">{}</a>'
MOST = 400


@anyone
@require_safe
def public_month(request: HttpRequest) -> HttpResponse:
    """One month of formal meetings, for everybody."""
    found = Meeting.objects.published(time.today())
    return _month_page(request, "meetings/public_calendar.html", found, inside=False)


@staff
@require_safe
def month(request: HttpRequest) -> HttpResponse:
    """One month of every meeting, with what is to be done before each; the table moves them."""
    if not access(request.user).works_in(meetings):
        raise Http404
    found = Meeting.objects.visible_to(request.user)
    may = access(request.user).can(meetings, "plan")
    return _month_page(request, "meetings/calendar.html", found, inside=True, may_plan=may)


def _month_page(
    request: HttpRequest, template: str, found: Any, *, inside: bool, **context: Any
) -> HttpResponse:
    first, last = _asked(request.GET.get("month", ""))
    within = found.filter(meets_on__range=(first, last)).select_related("of_body")
    rows = list(within.order_by("meets_on", "starts_at", "pk")[:MOST])
    context |= {
        "month": Month(first, time.today(), [_entry(each, inside) for each in rows], _closed(first, last)),
        "previous": f"?month={first - timedelta(days=1):%Y-%m}",
        "next": f"?month={last + timedelta(days=1):%Y-%m}",
        "table": (_table if inside else _public_table)(rows, first),
        "total": counted(len(rows), "meeting"),
    }
    return render(request, template, context)


def _asked(text: str) -> tuple[date, date]:
    found = re.fullmatch(r"((?:19|20|21)[0-9]{2})-(0[1-9]|1[0-2])", text)
    today = time.today()
    year, number = (int(found[1]), int(found[2])) if found else (today.year, today.month)
    return date(year, number, 1), date(year, number, months.monthrange(year, number)[1])


def _closed(first: date, last: date) -> dict[date, str]:
    kept = deadlines.calendar()
    days = (first + timedelta(days=offset) for offset in range((last - first).days + 1))
    titles = ((day, kept.holiday_title(day, ENGLAND_AND_WALES)) for day in days)
    return {day: title for day, title in titles if title}


def _entry(meeting: Meeting, inside: bool) -> Entry:
    label = f"{hour(meeting.starts_at)} {meeting.of_body.name}"
    if meeting.stage == Meeting.Stage.CANCELLED:
        label = f"{label} (cancelled)"
    url = meeting.get_absolute_url() if inside else reverse("meeting_page", args=[meeting.reference])
    late = inside and meeting.due_on is not None and meeting.due_on < time.today()
    return Entry(meeting.meets_on, label, url, "late" if late else "")


def _table(rows: list[Meeting], first: date) -> Table | None:
    columns = [Column(name) for name in ("When", "Meeting", "Where", "Stage", "Agenda due", "Change")]
    told = [
        (
            f"{said(each.meets_on)}, {hour(each.starts_at)}",
            format_html(LINK, each.get_absolute_url(), each.of_body.name), each.place,
            each.stage_label if each.formal else f"{each.stage_label}, informal", countdown(each),
            _move(each),
        )
        for each in rows
    ]  # fmt: skip
    return Table(f"Meetings in {first:%B %Y}", columns, told, caption_hidden=True) if told else None


def _move(meeting: Meeting) -> str:
    if meeting.stage != Meeting.Stage.PLANNED:
        return ""
    return format_html(
        '<a class="govuk-link" href="{}move/">Move<span class="govuk-visually-hidden"> {}</span></a>',
        meeting.get_absolute_url(), meeting.title,
    )  # fmt: skip


def _public_table(rows: list[Meeting], first: date) -> Table | None:
    columns = [Column(name) for name in ("When", "Meeting", "Where", "Stage")]
    told = [
        (
            f"{said(each.meets_on)}, {hour(each.starts_at)}",
            format_html(LINK, reverse("meeting_page", args=[each.reference]), each.of_body.name),
            each.place, each.stage_label,
        )
        for each in rows
    ]  # fmt: skip
    return Table(f"Meetings in {first:%B %Y}", columns, told, caption_hidden=True) if told else None


class MakeAYear(forms.Form):
    """From when to when, by which rules, and what is left out."""

    first = DateField(label="From which day?")
    last = DateField(label="To which day?")
    rules = forms.CharField(
        label="When does each body meet?",
        widget=forms.Textarea,
        max_length=20_000,
        help_text="One rule a line, such as BD-2018-00003: 1st and 3rd Wednesday at 17:00 in Room A. "
        "Or “every Tuesday at 10:00 in Room B”; end the line with “, informal” for a briefing.",
    )
    recess = forms.CharField(
        label="When is there no meeting?",
        widget=forms.Textarea,
        required=False,
        max_length=5_000,
        help_text="One recess a line, such as 2017-08-01 to 2017-08-31.",
    )
    poll_on = DateField(
        label="When is there an election?",
        required=False,
        help_text="There is no meeting on polling day and the day after, when votes are counted.",
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for name, reads in (("rules", read), ("recess", spans)):
            try:
                given[name] = reads(given.get(name, ""))
            except NoRule as wrong:
                self.add_error(name, str(wrong))
        first, last = given.get("first"), given.get("last")
        if first and last and not 0 <= (last - first).days <= 400:
            self.add_error("last", "It is at most a year after the first day")
        return given


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def year(request: HttpRequest) -> HttpResponseBase:
    """A year from rules: looked at first, and then entered, meeting by meeting, as any is planned."""
    if not access(request.user).can(meetings, "plan"):
        raise Http404
    asked = request.POST or request.GET
    form = MakeAYear(asked or None)
    if not asked or not form.is_valid():
        return render(request, "meetings/year.html", {"form": form}, status=422 if asked else 200)
    names = {each.reference: each for each in Body.objects.visible_to(request.user).open()}
    proposed = _proposed(form.cleaned_data, names)
    if unknown := sorted({each.pattern.body for each in proposed} - names.keys()):
        form.add_error("rules", f"{unknown[0]} is no body that stands")
        return render(request, "meetings/year.html", {"form": form}, status=422)
    if request.method == "POST" and "enter" in request.POST:
        return _enter(request, form, proposed, names)
    context = {
        "form": form,
        "table": _proposal(proposed, names),
        "number": sum(not p.dropped for p in proposed),
    }
    return render(request, "meetings/year.html", context)


def _proposed(given: dict[str, Any], bodies: dict[str, Any]) -> list[Proposed]:
    kept, recess, poll = deadlines.calendar(), given["recess"], given["poll_on"]

    def closed(day: date) -> str:
        if title := kept.holiday_title(day, ENGLAND_AND_WALES):
            return title
        if any(first <= day <= last for first, last in recess):
            return "It is recess"
        return "It is an election" if poll and poll <= day <= poll + timedelta(days=1) else ""

    seats = Appointment.objects.filter(on(given["first"]), role__in=SITTING).values_list(
        "body__reference", "member"
    )
    sits: dict[str, set[int]] = {}
    for body, member in seats:
        sits.setdefault(body, set()).add(member)
    taken = Meeting.objects.filter(meets_on__range=(given["first"], given["last"])).exclude(
        stage=Meeting.Stage.CANCELLED
    )
    made = Year(
        closed, {body: frozenset(found) for body, found in sits.items()},
        list(taken.values_list("meets_on", "starts_at", "place", "of_body__reference")),
    )  # fmt: skip
    return made.propose(given["rules"], given["first"], given["last"])


def _proposal(proposed: list[Proposed], names: dict[str, Any]) -> Table:
    rows = [
        (
            f"{said(each.on)}, {hour(each.pattern.at)}", names[each.pattern.body].name, each.pattern.place,
            f"Left out: {each.dropped}" if each.dropped else f"Moved: {each.moved}" if each.moved else "",
        )
        for each in proposed
    ]  # fmt: skip
    return Table("The year by these rules", [Column(n) for n in ("When", "Body", "Where", "Changed")], rows)


def _enter(
    request: HttpRequest, form: MakeAYear, proposed: list[Proposed], names: dict[str, Any]
) -> HttpResponseBase:
    """All of them or none: half a year is worse than none."""
    kept = [each for each in proposed if not each.dropped]
    try:
        with transaction.atomic():
            for each in kept:
                pattern = each.pattern
                plan(
                    by=request.user, body=names[pattern.body],
                    kind="formal" if pattern.formal else "informal", meets_on=each.on,
                    starts_at=pattern.at, place=pattern.place,
                )  # fmt: skip
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return render(request, "meetings/year.html", {"form": form}, status=422)
    messages.success(request, f"{counted(len(kept), 'meeting')} entered.")
    return SeeOther(f"{reverse('meeting_calendar')}?month={form.cleaned_data['first']:%Y-%m}")

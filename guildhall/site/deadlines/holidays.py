"""The bank holidays the clocks count by, and correcting them when one is proclaimed or cancelled."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from guildhall.commons.design.fields import DateField
from guildhall.kernel import holidays as kernel
from guildhall.kernel import redating, time
from guildhall.kernel.clocks import ClockError
from guildhall.kernel.clocks.bank_holidays import FIRST_DAY, LAST_DAY, where_kept
from guildhall.kernel.deadlines import calendar
from guildhall.kernel.holidays import Holiday, Proclaimed
from guildhall.kernel.pages.answers import SeeOther
from guildhall.kernel.pages.audience import staff

AHEAD = timedelta(days=400)
SHOWN = 100
DIVISIONS = [
    ("england-and-wales", "England and Wales"),
    ("scotland", "Scotland"),
    ("northern-ireland", "Northern Ireland"),
    ("uk", "The whole of the United Kingdom"),
]


class Correction(forms.Form):
    """A bank holiday the calendar does not have, or has and should not."""

    change = forms.ChoiceField(
        label="What is to change?",
        choices=[("add", "A day becomes a bank holiday"), ("remove", "A day is no bank holiday after all")],
        widget=forms.RadioSelect,
        error_messages={"required": "Select what is to change"},
    )
    day = DateField(
        label="Date", not_before=FIRST_DAY, not_after=LAST_DAY, help_text="For example, 15 6 2026"
    )
    nation = forms.ChoiceField(
        label="Where?",
        choices=DIVISIONS,
        widget=forms.RadioSelect,
        error_messages={"required": "Select where"},
    )
    title = forms.CharField(label="Name of the holiday", max_length=120)
    source = forms.CharField(
        label="Where does it say so?", help_text="An address on gov.uk, or a notice", max_length=300
    )
    announced_on = DateField(label="Date it was announced", required=False)
    proclamation = forms.CharField(label="Reference in the Gazette", max_length=120, required=False)


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def holidays(request: HttpRequest) -> HttpResponseBase:
    """The coming holidays, every correction so far, and a form for those who may make one."""
    refused = kernel.why_not(request.user)
    if request.method != "POST":
        return _page(request, None if refused else Correction())
    if refused:
        return _page(request, None, status=403)
    form = Correction(request.POST)
    if not form.is_valid() or not (changed := _change(form, request.user)):
        return _page(request, form, status=422)
    redating.redate_for.enqueue([each.number for each in changed])
    messages.success(
        request, f"{kernel.because(changed)}. Every open record is being dated anew, with the reason on each."
    )
    return SeeOther(reverse("holidays"))


def _change(form: Correction, by: Any) -> list[Holiday]:
    """Makes the change; nothing, and an error beside the date, where it cannot be made."""
    told = form.cleaned_data
    change = kernel.add if told["change"] == "add" else kernel.remove
    said = Proclaimed(told["title"], told["source"], told["announced_on"], told["proclamation"])
    try:
        return change(told["day"], told["nation"], said, by=by)
    except ClockError as error:
        form.add_error("day", str(error).rstrip("."))
        return []


def _page(request: HttpRequest, form: Correction | None, *, status: int = 200) -> HttpResponseBase:
    context = {
        "form": form,
        "coming": coming(time.today()),
        "corrections": Holiday.objects.order_by("-number")[:SHOWN],
    }
    return render(request, "deadlines/holidays.html", context, status=status)


def coming(today: date) -> list[dict[str, Any]]:
    """The bank holidays of the next year and a month, each with where it is kept."""
    kept: dict[tuple[date, str], list[str]] = defaultdict(list)
    for nation, days in calendar().holidays.items():
        for day, title in days.items():
            if today <= day <= today + AHEAD and day.weekday() < 5:
                kept[day, title].append(nation)
    return [
        {"day": day, "title": title, "where": where_kept(nations)}
        for (day, title), nations in sorted(kept.items())
    ]

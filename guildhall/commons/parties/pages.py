"""The desk's pages of people: finding one, reading one, and doing one thing to one."""

from __future__ import annotations

import re
import secrets
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from guildhall.commons.parties import arrivals, entering, merging
from guildhall.commons.parties.asking import EnterForm
from guildhall.commons.parties.changing import Change, changes
from guildhall.commons.parties.finding import find, markers_to_review
from guildhall.commons.parties.parting import PartForm, part
from guildhall.commons.parties.persons import Person
from guildhall.commons.parties.rights import Right, may
from guildhall.kernel.actions import Invalid, Refused, Stale
from guildhall.kernel.pages.action import what_was_typed
from guildhall.kernel.pages.answers import SeeOther
from guildhall.kernel.pages.audience import staff
from guildhall.kernel.pages.paging import page_number, paging


@staff
@require_safe
@never_cache
def people(request: HttpRequest) -> HttpResponseBase:
    """Finding somebody, while typing or by Enter; the first found has the focus, so Enter again opens it."""
    if not may(request.user, Right.FIND):
        raise PermissionDenied("Your role does not include finding people.")
    typed = request.GET.get("q", "").strip()[:200]
    found = find(request.user, typed) if typed else None
    context = {
        "typed": typed,
        # While somebody types, what is found must not take the focus away from where they type.
        "live": "HX-Request" in request.headers,
        "found": found,
        "may_enter": may(request.user, Right.TEND),
        "ending": [] if typed else markers_to_review(request.user),
    }
    return render(request, "parties/people.html", context)


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponseBase:
    """Somebody who was not found."""
    if not may(request.user, Right.TEND):
        raise PermissionDenied("Your role does not include this.")
    form = EnterForm(
        request.POST or None, by=request.user, initial={"name": request.GET.get("name", "")[:200]}
    )
    context = {"form": form, "submission": _submission(request)}
    if request.method != "POST":
        return render(request, "parties/enter.html", context)
    if not form.is_valid():
        return render(request, "parties/enter.html", context, status=422)
    made = entering.enter(by=request.user, submission=_submission(request), **form.cleaned_data)
    return SeeOther(made.get_absolute_url())


@staff
@require_safe
@never_cache
def person(request: HttpRequest, number: int) -> HttpResponseBase:
    """Everything about one person that this reader may know."""
    found = Person(request.user, number)
    if found.head.pk != number:
        return redirect(found.head.get_absolute_url())
    moments, more = found.timeline(page_number(request))
    context = {"person": found, "moments": moments, "verbs": found.verbs(), **paging(request, more=more)}
    return render(request, "parties/person.html", context)


@staff
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def act(request: HttpRequest, number: int, name: str) -> HttpResponseBase:
    """Asks what a change asks about a person, and does it."""
    found = Person(request.user, number)
    if (change := changes.get(name)) is None:
        raise Http404
    if request.method == "POST":
        return _done(request, found, change)
    if reason := change.why_not(found.head, request.user):
        return _asked(request, found, change, None, status=403, refused=reason)
    return _asked(request, found, change, change.form(found.head, by=request.user))


def _done(request: HttpRequest, found: Person, change: Change) -> HttpResponseBase:
    """303 when it is done; otherwise the page again, with everything typed still in it."""
    try:
        event = change.perform(
            found.head, by=request.user, data=request.POST,
            version=_version(request), submission=_submission(request),
        )  # fmt: skip
    except Invalid as invalid:
        return _asked(request, found, change, invalid.form, status=422)
    except Stale as stale:
        form = change.form(found.head, by=request.user, data=request.POST)
        return _asked(request, found, change, form, status=409, stale=str(stale))
    except Refused as refusal:
        typed = what_was_typed(change.form(found.head, by=request.user, data=request.POST))
        return _asked(request, found, change, None, status=403, refused=str(refusal), typed=typed)
    messages.success(request, event.sentence)
    return SeeOther(found.head.get_absolute_url())


def _asked(
    request: HttpRequest,
    found: Person,
    change: Change,
    form: forms.Form | None,
    *,
    status: int = 200,
    **told: Any,
) -> HttpResponseBase:
    context = {
        "person": found, "change": change, "form": form, "version": found.version,
        "submission": _submission(request), **told,
    }  # fmt: skip
    return render(request, "parties/change.html", context, status=status)


@staff
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def parts(request: HttpRequest, number: int, merge: int) -> HttpResponseBase:
    """Parting two entries: what came since is shown, and each put on the side it belongs to."""
    found = Person(request.user, number)
    made = get_object_or_404(merging.standing(found.ids), pk=merge)
    if not may(request.user, Right.JOIN):
        raise PermissionDenied("Your role does not include parting entries.")
    came = arrivals.since(made, request.user)
    form = PartForm(request.POST or None, made=made, came=came)
    context = {"person": found, "made": made, "form": form, "came": came}
    if request.method != "POST":
        return render(request, "parties/part.html", context)
    if not form.is_valid():
        return render(request, "parties/part.html", context, status=422)
    try:
        part(made, form, by=request.user)
    except Refused as refusal:
        return render(request, "parties/part.html", {**context, "refused": str(refusal)}, status=409)
    messages.success(request, "The two entries stand apart again.")
    return SeeOther(made.one.get_absolute_url())


def _version(request: HttpRequest) -> int:
    """The version the form was shown; a form that does not say is taken to have seen none of it."""
    text = request.POST.get("shown-version", "")
    return int(text) if re.fullmatch(r"[0-9]{1,15}", text) else -1


def _submission(request: HttpRequest) -> str:
    key = request.POST.get("submission", "")
    return key if re.fullmatch(r"[A-Za-z0-9_-]{20,64}", key) else secrets.token_urlsafe(24)

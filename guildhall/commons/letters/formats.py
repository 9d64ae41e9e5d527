"""Asking for a letter in another format: the service that promises the day is opened here by name."""

from __future__ import annotations

import secrets
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from guildhall.commons.letters.models import Letter
from guildhall.commons.letters.pages import letter_of
from guildhall.commons.parties import links
from guildhall.commons.parties.tracking import expired
from guildhall.kernel import limits
from guildhall.kernel.actions import Invalid, Refused
from guildhall.kernel.gates import Actor
from guildhall.kernel.pages.answers import SeeOther
from guildhall.kernel.pages.audience import anyone
from guildhall.kernel.records import Record
from guildhall.kernel.services import action

# The letter itself says which it is: the reader is asked only how they can read it.
KNOWN = ("about", "letter")


@anyone
@require_http_methods(["GET", "HEAD", "POST"])
@limits.limited(limits.ASK)
@never_cache
def ask(request: HttpRequest, token: str) -> HttpResponse:
    """How would you like to have this letter?"""
    try:
        letter = letter_of(token)
    except links.Expired:
        return expired(request, again="")
    if letter.party_id is None:  # to a team of ours, who ask at the desk
        raise Http404
    verb, by = action("formats", "ask"), _reader(letter)
    if request.method != "POST":
        return _form(request, letter, token, verb.form(by=by))
    answers = {**request.POST.dict(), "about": letter.record.reference, "letter": letter.subject[:120]}
    try:
        event = verb.perform(by=by, data=answers, submission=request.POST.get("submission", "")[:64] or None)
    except Invalid as error:
        return _form(request, letter, token, error.form, status=422)
    except Refused as error:
        return _form(request, letter, token, verb.form(by=by), reason=str(error), status=422)
    return SeeOther(reverse("letter_format_asked", args=[token, event.record.reference]))


def _reader(letter: Letter) -> Actor:
    """Whoever the letter was written to."""
    return Actor("party", letter.party_id, letter.to_name or "The reader of the letter")


def _form(
    request: HttpRequest, letter: Letter, token: str, form: Any, *, reason: str = "", status: int = 200
) -> HttpResponse:
    asked = [form[name] for name in form.fields if name not in KNOWN]
    submission = request.POST.get("submission") or secrets.token_urlsafe(24)
    context = {
        "letter": letter,
        "token": token,
        "form": form,
        "asked": asked,
        "reason": reason,
        "submission": submission,
    }
    return render(request, "letters/format.html", context, status=status)


@anyone
@require_safe
@never_cache
def asked(request: HttpRequest, token: str, reference: str) -> HttpResponse:
    """It was asked for: its reference, and the day by which it comes."""
    try:
        letter = letter_of(token)
    except links.Expired:
        return expired(request, again="")
    wanted = Record.objects.filter(
        reference=reference, links__target=letter.record_id, service="formats"
    ).first()
    if wanted is None:
        raise Http404
    return render(request, "letters/format_asked.html", {"letter": letter, "token": token, "wanted": wanted})

"""Following a record by a signed link, without an account; and a fresh link for one lost or too old."""

from __future__ import annotations

import re
import secrets
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guildhall.commons.parties import fresh_links, links
from guildhall.commons.parties.forms import Lost
from guildhall.commons.parties.side import Side, side_of
from guildhall.kernel import limits
from guildhall.kernel.actions import Action, Invalid, Refused, Stale
from guildhall.kernel.pages.action import what_was_typed
from guildhall.kernel.pages.answers import SeeOther
from guildhall.kernel.pages.audience import anyone


def opened(request: HttpRequest, token: str) -> Side:
    """The side a link opens. Raises Http404 for a link that opens nothing, Expired after its year."""
    pair = links.read(token)
    side = side_of(pair.of, pair.party_id) if pair else None
    if side is None:
        raise Http404
    return side


@anyone
@require_safe
@never_cache
def track(request: HttpRequest, token: str) -> HttpResponse:
    """What they asked, where it stands, when it is due and why, and what they may do."""
    try:
        side = opened(request, token)
    except links.Expired:
        return expired(request, again=reverse("track_again", args=[token]))
    except Http404:
        if wait := limits.TRACK.spend(limits.who(request)):
            return limits.too_many(request, wait)
        raise
    context = {"side": side, "record": side.record, "token": token, "clock": side.clock()}
    context["awaited"] = side.awaited()
    told = {"asked": side.asked(), "story": side.story(), "sections": side.sections(), "verbs": side.verbs()}
    return render(request, "parties/track.html", {**context, **told})


@anyone
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def act(request: HttpRequest, token: str, name: str) -> HttpResponse:
    """One thing they may do, through the same frame as everybody else."""
    try:
        side = opened(request, token)
    except links.Expired:
        return expired(request, again=reverse("track_again", args=[token]))
    action = side.record.declaration.actions.get(name)
    if action is None or not action.party:
        raise Http404
    if request.method == "POST":
        return _done(request, side, action, token)
    reason = action.why_not(side.record, side.actor)
    return _asked(request, side, action, token, action.form(side.record, by=side.actor), reason=reason)


def _done(request: HttpRequest, side: Side, action: Action, token: str) -> HttpResponse:
    submission = request.POST.get("submission", "")[:64] or None
    version = request.POST.get("version", "")
    try:
        if wait := limits.SEND.spend(limits.who(request)):
            raise Refused(f"Too much was sent from here. Send it again in {-(-wait // 60)} minutes.")
        action.perform(
            side.record, by=side.actor, data=request.POST, files=request.FILES, submission=submission,
            version=int(version) if re.fullmatch("[0-9]{1,9}", version) else None,
        )  # fmt: skip
    except Invalid as error:
        return _asked(request, side, action, token, error.form, status=422)
    except Stale:
        return _overtaken(request, side, action, token)
    except Refused as error:
        return _refused(request, side, action, token, reason=str(error))
    messages.success(request, action.tells or f"{action.label}: done.")
    return SeeOther(reverse("track", args=[token]))


def _overtaken(request: HttpRequest, side: Side, action: Action, token: str) -> HttpResponse:
    """Something was done meanwhile: what it was is told on their page, as far as it concerns them."""
    side = side_of(side.record.pk, side.party.pk) or side
    if reason := action.why_not(side.record, side.actor):
        return _refused(request, side, action, token, reason=reason, status=409)
    form = action.form(side.record, by=side.actor, data=request.POST, files=request.FILES)
    return _asked(request, side, action, token, form, status=409, overtaken=True)


def _refused(
    request: HttpRequest, side: Side, action: Action, token: str, *, reason: str, status: int = 422
) -> HttpResponse:
    """Why it cannot be done, with what was typed, so that it can be copied and is not lost."""
    form = action.form(side.record, by=side.actor, data=request.POST)
    typed = what_was_typed(form)
    return _asked(request, side, action, token, form, reason=reason, status=status, typed=typed)


def _asked(
    request: HttpRequest,
    side: Side,
    action: Action,
    token: str,
    form: Any,
    *,
    reason: str | None = None,
    status: int = 200,
    **told: Any,
) -> HttpResponse:
    context = {
        "side": side, "record": side.record, "token": token, "action": action, "form": form, "reason": reason,
        "awaited": side.awaited() if action.stages else "",
        "submission": request.POST.get("submission") or secrets.token_urlsafe(24), **told,
    }  # fmt: skip
    return render(request, "parties/act.html", context, status=status)


def expired(request: HttpRequest, *, again: str) -> HttpResponse:
    """The page of a link whose year is over; `again` is where a fresh one is asked for, or nothing."""
    return render(request, "parties/expired.html", {"again": again}, status=410)


@anyone
@require_POST
@limits.limited(limits.TRACK)
def track_again(request: HttpRequest, token: str) -> HttpResponse:
    """Sends a fresh link to the address we hold; says the same whether there is one or not."""
    try:
        pair = links.read(token)
    except links.Expired as error:
        pair = error.pair
    if pair and (side := side_of(pair.of, pair.party_id)):
        fresh_links.send(side.record, side.party)
    return SeeOther(reverse("track_sent"))


@anyone
@require_http_methods(["GET", "HEAD", "POST"])
@limits.limited(limits.TRACK)
def lost(request: HttpRequest) -> HttpResponse:
    """A reference and an e-mail address: if they belong together, the link goes to that address."""
    form = Lost(request.POST or None)
    if request.method == "POST":
        if not form.is_valid():
            return render(request, "parties/lost.html", {"form": form}, status=422)
        fresh_links.find_and_send(form.cleaned_data["reference"], form.cleaned_data["email"])
        return SeeOther(reverse("track_sent"))
    return render(request, "parties/lost.html", {"form": form})


@anyone
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """The same page whatever was asked, so that it tells nobody what we hold."""
    return render(request, "parties/sent.html")

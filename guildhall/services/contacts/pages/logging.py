"""Logging one contact: who, what about, what was said, how it ended. The keyboard is enough."""

from __future__ import annotations

import re
import secrets
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from guildhall.commons.parties import finding
from guildhall.kernel import time
from guildhall.kernel.pages.answers import SeeOther
from guildhall.services.contacts import people, topics
from guildhall.services.contacts.forms.logging import LogContact, mark
from guildhall.services.contacts.knowing import beside
from guildhall.services.contacts.logging import NotLogged, log_one
from guildhall.services.contacts.models import Contact, Topic
from guildhall.services.contacts.pages.holding import helpdesk_only
from guildhall.services.contacts.seeing import may_log

# What an adviser's last contact was, the next is likely to be: kept in their session.
USUAL = "contacts-usual"


@helpdesk_only
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def log_contact(request: HttpRequest) -> HttpResponseBase:
    """Find who it is, then log it; or log it of nobody in particular."""
    if not may_log(request.user):
        raise Http404
    if request.method == "POST":
        return _log(request)
    started = request.GET.get("started") or mark(time.now())
    asked = request.GET.get("q", "").strip()
    found = finding.find(request.user, asked) if asked else None
    if found and len(found.hits) == 1:
        party = found.hits[0].party.person_id
        return HttpResponseRedirect("?" + urlencode({"party": party, "started": started}))
    caller = _caller(request, request.GET.get("party", ""))
    first = {**_usual(request), "party": caller.party.pk if caller else None, "started": started}
    form = LogContact(by=request.user, initial=first)
    if caller:  # who it is has been found: what it is about comes next
        form.fields["topic"].widget.attrs["autofocus"] = "autofocus"
    results = [
        (each, "?" + urlencode({"party": each.party.person_id, "started": started}))
        for each in (found.hits if found else ())
    ]
    told = found.sentence if found else ""
    return _page(request, form, caller, asked=asked, found=results, told=told, started=started)


def _caller(request: HttpRequest, text: str) -> people.Caller | None:
    if not re.fullmatch(r"[0-9]{1,15}", text):
        return None
    return people.caller(request.user, int(text))


def _usual(request: HttpRequest) -> dict[str, Any]:
    """The channel and the place of their last contact."""
    return dict(request.session.get(USUAL) or {"channel": Contact.Channel.CALL.value})


def _log(request: HttpRequest) -> HttpResponseBase:
    form = LogContact(request.POST, by=request.user)
    caller = _caller(request, request.POST.get("party", ""))
    if "look" in request.POST:
        return _page(request, _unbound(request), caller)
    if not form.is_valid():
        return _page(request, form, caller, status=422)
    try:
        contact = log_one(form.told(_submission(request)), by=request.user)
    except NotLogged as reason:
        form.add_error(None, str(reason))
        return _page(request, form, caller, status=422)
    request.session[USUAL] = {"channel": contact.channel, "point": contact.point_id}
    messages.success(request, f"Logged: {contact}.")
    return SeeOther(contact.get_absolute_url())


def _unbound(request: HttpRequest) -> LogContact:
    """What was typed so far, while only articles were looked for."""
    return LogContact(
        by=request.user, initial={name: request.POST.get(name) for name in LogContact.base_fields}
    )


def _submission(request: HttpRequest) -> str:
    """The form's one-time key, or a new one for a form that has none."""
    key = request.POST.get("submission", "")
    return key if re.fullmatch(r"[A-Za-z0-9_-]{20,64}", key) else secrets.token_urlsafe(24)


def _page(
    request: HttpRequest,
    form: LogContact,
    caller: people.Caller | None,
    *,
    status: int = 200,
    **context: Any,
) -> HttpResponseBase:
    live = list(Topic.objects.live().order_by("name"))
    typed = str(form["topic"].value() or "")
    meant = topics.matching(typed, live) if typed else []
    context |= {
        "form": form,
        "caller": caller,
        "topics": list(topics.suggestions(live)),
        "articles": beside(request.user, typed, meant),
        "submission": _submission(request),
        "fields": [form[name] for name in ("topic", "note", "outcome")],
        "more": [form[name] for name in ("team", "avoidable", "channel", "point", "also", "language")],
        "more_open": any(name in form.errors for name in ("team", "avoidable", "also", "language")),
    }
    return render(request, "contacts/log.html", context, status=status)


@helpdesk_only
@require_http_methods(["GET", "HEAD"])
def articles_beside(request: HttpRequest) -> HttpResponseBase:
    """The articles for what is being typed: the part of the page that changes while it is."""
    typed = request.GET.get("topic", "")
    found = beside(request.user, typed, topics.matching(typed) if typed else [])
    return render(request, "contacts/beside.html", {"articles": found})

"""The page of an action: what it asks, whether it may be done, and what others did meanwhile."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from guildhall.kernel import origins, readings
from guildhall.kernel.actions import Action, ActionForm, Invalid, Refused, Stale
from guildhall.kernel.gates import access
from guildhall.kernel.pages.answers import SeeOther
from guildhall.kernel.pages.audience import staff
from guildhall.kernel.pages.record import moment, seen_record
from guildhall.kernel.services import service

# Hidden in every form: which state of the record it was shown, and the key that makes it count only once.
VERSION, SUBMISSION = "shown-version", "submission"
# What a record begins as, in the address and in its form: "contacts:42".
FROM = "from"


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, reference: str, name: str) -> HttpResponseBase:
    """Asks what an action asks about a record, and does it."""
    record = seen_record(request.user, reference)
    action = _declared(record.service, name)
    if action.opens:
        raise Http404
    readings.note(record, request.user, action.label)
    return _answer(request, action, record)


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def open_record(request: HttpRequest, key: str, name: str) -> HttpResponseBase:
    """Asks what is needed to open a record, and opens it."""
    action = _declared(key, name)
    if not action.opens or not access(request.user).works_in(action.service):
        raise Http404
    return _answer(request, action, None)


def _declared(key: str, name: str) -> Action:
    try:
        return service(key).actions[name]
    except KeyError:
        raise Http404 from None


def _answer(request: HttpRequest, action: Action, record: Any) -> HttpResponseBase:
    if request.method == "POST":
        return _do(request, action, record)
    if reason := action.why_not(record, request.user):
        return _page(request, action, record, None, status=403, refused=reason)
    first = _first(request, action)
    form = action.form(record, by=request.user, chosen=request.GET, initial=first)
    return _page(request, action, record, form)


def _first(request: HttpRequest, action: Action) -> dict[str, Any]:
    """What is known already of a record that begins as something else."""
    begins = _begins(request) if action.opens else None
    return origins.prefilled(action.asks.base_fields, begins.told) if begins else {}


@dataclass(frozen=True)
class Begins:
    """What a record that is being opened begins as."""

    kind: str
    key: str
    told: origins.Told

    @property
    def address(self) -> str:
        return f"{self.kind}:{self.key}"

    @property
    def named(self) -> str:
        return origins.beginnings[self.kind].named(self.key)

    def began(self, record: Any, by: Any) -> None:
        origins.beginnings[self.kind].began(self.key, record, by)


def _begins(request: HttpRequest) -> Begins | None:
    """What the address or the form says it begins as; nothing where that is not theirs to read."""
    kind, _, key = (request.POST.get(FROM) or request.GET.get(FROM, "")).partition(":")
    beginning = origins.beginnings.get(kind)
    told = beginning.told(key, request.user) if beginning else None
    return Begins(kind, key, told) if told else None


def _do(request: HttpRequest, action: Action, record: Any) -> HttpResponseBase:
    """303 when it is done; otherwise the page again, with everything typed still in it."""
    try:
        event = _perform(request, action, record)
    except Invalid as invalid:
        return _page(request, action, record, invalid.form, status=422)
    except Stale as stale:
        return _stale(request, action, record, stale)
    except Refused as refusal:
        typed = action.form(record, by=request.user, data=request.POST, files=request.FILES)
        return _page(
            request, action, record, None, status=403, refused=str(refusal), typed=what_was_typed(typed)
        )
    messages.success(request, event.sentence)
    return SeeOther(_where_it_can_be_seen(request, action, event.record))


def _perform(request: HttpRequest, action: Action, record: Any) -> Any:
    """Does it; what a new record begins as is kept with it or not at all."""
    begins = _begins(request) if action.opens else None
    with transaction.atomic():
        event = action.perform(
            record,
            by=request.user,
            data=request.POST,
            files=request.FILES,
            version=_version(request),
            submission=_submission(request),
        )
        if begins:
            begins.began(event.record, request.user)
    return event


def _where_it_can_be_seen(request: HttpRequest, action: Action, record: Any) -> str:
    """The page it was done from; for somebody who has just given it out of their own sight, its queue."""
    service = record.declaration
    seen = access(request.user).roles(service, record)
    return _back(action, record) if seen else str(service.path)


def _back(action: Action, record: Any) -> str:
    """The page of a record, or the one on which the action's button stands."""
    return action.beside(record.typed()) if action.beside else str(record.get_absolute_url())


def _stale(request: HttpRequest, action: Action, record: Any, stale: Stale) -> HttpResponseBase:
    """What others did meanwhile, above the same form, which may be sent again."""
    record = seen_record(request.user, record.reference)
    missed = record.version - _version(request)
    since = record.events.order_by("-sequence")[: max(missed, 1)]
    form = action.form(record, by=request.user, data=request.POST, files=request.FILES)
    context = {"stale": stale, "since": [moment(event, record, changes=True) for event in since]}
    if reason := action.why_not(record, request.user):
        return _page(
            request, action, record, None, status=409, refused=reason, typed=what_was_typed(form), **context
        )
    return _page(request, action, record, form, status=409, **context)


def what_was_typed(form: ActionForm) -> list[dict[str, str]]:
    """What was typed into a form that can no longer be sent, so that it can be copied and is not lost."""
    fields = (field for field in form if not field.is_hidden and not field.field.widget.needs_multipart_form)
    return [{"label": str(field.label), "value": str(field.value())} for field in fields if field.value()]


def _page(
    request: HttpRequest,
    action: Action,
    record: Any,
    form: forms.Form | None,
    *,
    status: int = 200,
    **context: Any,
) -> HttpResponseBase:
    context |= {
        "action": action,
        "record": record,
        "service": action.service,
        "form": form,
        "back": _back(action, record) if record else action.service.path,
        "version": record.version if record else "",
        "submission": _submission(request),
        "multipart": form is not None and form.is_multipart(),
        "begins": _begins(request) if action.opens else None,
    }
    return render(request, "kernel/action.html", context, status=status)


def _version(request: HttpRequest) -> int:
    """The version the form was shown; a form that does not say is taken to have seen none of it."""
    text = request.POST.get(VERSION, "")
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else 0


def _submission(request: HttpRequest) -> str:
    """The form's one-time key, or a new one for a form that has none."""
    key = request.POST.get(SUBMISSION, "")
    return key if re.fullmatch(r"[A-Za-z0-9_-]{20,64}", key) else secrets.token_urlsafe(24)

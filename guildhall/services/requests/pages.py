"""The pages only this service has: asking for information, and the promise made when it is asked."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from guildhall.commons.forms.journeys import Journey, Page
from guildhall.commons.parties import links
from guildhall.commons.parties.side import side_of
from guildhall.commons.parties.tracking import expired
from guildhall.kernel import limits
from guildhall.kernel.actions import Refused
from guildhall.kernel.gates import Actor
from guildhall.kernel.pages.audience import anyone
from guildhall.services.requests import actions
from guildhall.services.requests.forms import AskOnline
from guildhall.services.requests.suggestions import already_answered


def send(given: dict[str, Any], request: HttpRequest, key: str) -> str:
    """Asks, once however often it is sent; returns the page with the reference and the day."""
    if wait := limits.ASK.spend(limits.who(request)):
        minutes = -(-wait // 60)
        raise Refused(f"Too much was asked from here in the last hour. Send it again in {minutes} minutes")
    by = _whoever_asks(request, given["name"])
    event = actions.ask.perform(by=by, data=given, submission=f"ask:{key}")
    requester = event.record.involvements.get(role="requester")
    return reverse("ask-sent", args=[links.token(event.record_id, requester.party_id)])


def _whoever_asks(request: HttpRequest, name: str) -> Any:
    """A resident who is signed in, or anybody: nobody needs an account, and staff ask like everybody."""
    user = request.user
    return user if user.is_authenticated and not user.is_staff else Actor("public", None, name)


def offer(given: dict[str, Any]) -> dict[str, Any]:
    """What the check page offers beside the answers."""
    return {"answered": already_answered(given.get("wanted", ""))}


ask = Journey(
    AskOnline,
    name="ask",
    title="Ask for information",
    pages=[
        Page("about"),
        Page("wanted"),
        Page("name"),
        Page("reply_by"),
        Page("email", when=lambda given: given.get("reply_by") == "email"),
        Page("address", when=lambda given: given.get("reply_by") == "post"),
        Page("prefers"),
    ],
    submit=send,
    send="Send my request",
    check_template="requests/check.html",
    beside=offer,
)


@anyone
@require_safe
@never_cache
def sent(request: HttpRequest, token: str) -> HttpResponse:
    """It has been asked: its reference, the day by which it is answered, and what happens next."""
    try:
        pair = links.read(token)
    except links.Expired:
        return expired(request, again="")
    side = side_of(pair.of, pair.party_id) if pair else None
    if side is None or side.record.service != "requests":
        raise Http404
    return render(request, "requests/sent.html", {"record": side.record, "token": token})

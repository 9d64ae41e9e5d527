"""The pages only this service has: making a complaint, and what is promised when it is made."""

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
from guildhall.services.complaints import actions
from guildhall.services.complaints.forms import ComplainOnline


def send(given: dict[str, Any], request: HttpRequest, key: str) -> str:
    """Complains, once however often it is sent; returns the page with the reference and the day."""
    if wait := limits.ASK.spend(limits.who(request)):
        minutes = -(-wait // 60)
        raise Refused(f"Too much was sent from here in the last hour. Send it again in {minutes} minutes")
    by = _whoever_complains(request, given["name"])
    event = actions.complain.perform(by=by, data=given, submission=f"complain:{key}")
    involved = event.record.involvements.get(role="complainant")
    return reverse("complain-sent", args=[links.token(event.record_id, involved.party_id)])


def _whoever_complains(request: HttpRequest, name: str) -> Any:
    """A resident who is signed in, or anybody: nobody needs an account, and staff complain like everybody."""
    user = request.user
    return user if user.is_authenticated and not user.is_staff else Actor("public", None, name)


complain = Journey(
    ComplainOnline,
    name="complain",
    title="Make a complaint",
    pages=[
        Page("area"),
        Page("complained"),
        Page("wants"),
        Page("since_on"),
        Page("for_whom"),
        Page("authority", when=lambda given: given.get("for_whom") == "other"),
        Page("name"),
        Page("reply_by"),
        Page("email", when=lambda given: given.get("reply_by") == "email"),
        Page("address", when=lambda given: given.get("reply_by") == "post"),
    ],
    submit=send,
    send="Send my complaint",
    check_template="complaints/check.html",
)


@anyone
@require_safe
@never_cache
def sent(request: HttpRequest, token: str) -> HttpResponse:
    """It has been made: its reference, the day by which it is acknowledged, and what happens next."""
    try:
        pair = links.read(token)
    except links.Expired:
        return expired(request, again="")
    side = side_of(pair.of, pair.party_id) if pair else None
    if side is None or side.record.service != "complaints":
        raise Http404
    return render(request, "complaints/sent.html", {"record": side.record, "token": token})

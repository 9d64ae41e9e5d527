"""What a customer sees: three questions on one page, without an account, and how to be asked no more."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from guildhall.commons.satisfaction import addresses, answering
from guildhall.commons.satisfaction.courier import told
from guildhall.commons.satisfaction.forms import ThreeQuestions
from guildhall.commons.satisfaction.models import Invitation
from guildhall.kernel import limits
from guildhall.kernel.pages.answers import SeeOther
from guildhall.kernel.pages.audience import anyone

View = Callable[[HttpRequest, str, Invitation], HttpResponse]


def of_an_invitation(view: View) -> Callable[[HttpRequest, str], HttpResponse]:
    """Opens the link; Http404 for one that opens nothing, and whoever tries many of those has to wait."""

    @wraps(view)
    def opened(request: HttpRequest, token: str) -> HttpResponse:
        if invitation := addresses.opened(token):
            return view(request, token, invitation)
        if wait := limits.TRACK.spend(limits.who(request)):
            return limits.too_many(request, wait)
        raise Http404

    return opened


@anyone
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@of_an_invitation
def how_did_we_do(request: HttpRequest, token: str, invitation: Invitation) -> HttpResponse:
    """The three questions, with what was answered before, until the day they close."""
    if not answering.is_open(invitation):
        return _shown(request, token, invitation, "closed", status=410)
    form = ThreeQuestions(request.POST or None, initial=answering.given(invitation))
    if request.method != "POST":
        return _shown(request, token, invitation, "questions", form=form)
    if not form.is_valid():
        return _shown(request, token, invitation, "questions", form=form, status=422)
    answering.answer(invitation, **form.cleaned_data)
    return SeeOther(reverse("thank_you", args=[token]))


@anyone
@require_safe
@never_cache
@of_an_invitation
def thank_you(request: HttpRequest, token: str, invitation: Invitation) -> HttpResponse:
    """What they said, how to change it, and where it goes that reads like a complaint, if they want."""
    if not hasattr(invitation, "answer"):
        return SeeOther(reverse("how_did_we_do", args=[token]))
    offered = answering.offered(invitation.answer)
    return _shown(request, token, invitation, "thanks", answer=invitation.answer, offered=offered)


@csrf_exempt  # a mail program's one click (RFC 8058) has no cookie; the secret in the address stands for it
@anyone
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@of_an_invitation
def ask_me_no_more(request: HttpRequest, token: str, invitation: Invitation) -> HttpResponse:
    """One click, no account. A link that a mail program looks into beforehand changes nothing."""
    if request.method == "POST":
        answering.ask_no_more(invitation)
        return _shown(request, token, invitation, "stopped")
    return _shown(request, token, invitation, "stop")


def _shown(
    request: HttpRequest, token: str, invitation: Invitation, page: str, *, status: int = 200, **context: Any
) -> HttpResponse:
    context = {"token": token, "invitation": invitation, "what": told(invitation), **context}
    return render(request, f"satisfaction/{page}.html", context, status=status)

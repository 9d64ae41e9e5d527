"""Records the public opens on the website, without an account: asked page by page, sent once, then followed.

    online = Opening(actions.ask, role="requester", name="ask", template="requests/sent.html")
    pages = [Page("wanted"), Page("name"), *REPLY_PAGES]
    ask = Journey(AskOnline, name="ask", pages=pages, submit=online.send, …)
    sent = online.sent_page()

The page that says it was sent is at the address named `NAME-sent`, under the opener's own signed link.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from guildhall.commons.design.fields import LongTextField
from guildhall.commons.forms.journeys import Page
from guildhall.commons.parties import links
from guildhall.commons.parties.side import side_of
from guildhall.commons.parties.tracking import expired
from guildhall.kernel import limits
from guildhall.kernel.actions import Action, Refused
from guildhall.kernel.gates import Actor
from guildhall.kernel.pages.audience import anyone

# How to answer, and then the one address that needs: what `ReplyOnline` asks, a page each.
REPLY_PAGES = (
    Page("reply_by"),
    Page("email", when=lambda given: given.get("reply_by") == "email"),
    Page("address", when=lambda given: given.get("reply_by") == "post"),
)


class ReplyOnline(forms.Form):
    """Mixed into a verb's own form, which asks for `name`: how to answer whoever sends it."""

    reply_by = forms.ChoiceField(
        label="How should we answer you?",
        choices=[("email", "By email"), ("post", "By post")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say how we should answer you"},
    )
    email = forms.EmailField(
        label="What is your email address?",
        help_text="We will send our answer here. We do not publish it.",
        max_length=320,
        error_messages={"required": "Enter your email address"},
    )
    address = LongTextField(
        label="What is your postal address?",
        help_text="With your postcode. We will send our answer here, and do not publish it.",
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "street-address"}),
        max_length=500,
        error_messages={"required": "Enter your postal address"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["email"].widget.attrs["autocomplete"] = "email"

    def clean(self) -> dict[str, Any]:
        """Each address is asked for on a page of its own, which is not left without one."""
        return self.cleaned_data


@dataclass(frozen=True)
class Opening:
    """A verb the public does: the role in which its opener is kept, its journey's name, and its last page."""

    action: Action
    role: str
    name: str
    template: str

    def send(self, given: dict[str, Any], request: HttpRequest, key: str) -> str:
        """Opens the record, once however often it is sent; returns the page with reference and day."""
        if wait := limits.ASK.spend(limits.who(request)):
            minutes = -(-wait // 60)
            raise Refused(f"Too much was sent from here in the last hour. Send it again in {minutes} minutes")
        by = _whoever_opens(request, given["name"])
        event = self.action.perform(by=by, data=given, submission=f"{self.name}:{key}")
        opener = event.record.involvements.get(role=self.role)
        return reverse(f"{self.name}-sent", args=[links.token(event.record_id, opener.party_id)])

    def sent_page(self) -> Callable[..., HttpResponseBase]:
        """The view that says it was sent: its reference, its day, and what happens next."""

        @anyone
        @require_safe
        @never_cache
        def sent(request: HttpRequest, token: str) -> HttpResponse:
            try:
                pair = links.read(token)
            except links.Expired:
                return expired(request, again="")
            side = side_of(pair.of, pair.party_id) if pair else None
            if side is None or side.record.service != self.action.service.key:
                raise Http404
            return render(request, self.template, {"record": side.record, "token": token})

        return sent


def _whoever_opens(request: HttpRequest, name: str) -> Any:
    """A resident who is signed in, or anybody: nobody needs an account."""
    user = request.user
    return user if user.is_authenticated and not user.is_staff else Actor("public", None, name)

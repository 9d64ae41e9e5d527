"""How a request arrives: asked on the website, or logged by staff."""

from __future__ import annotations

from typing import Any

from django import forms

from guildhall.commons.design.fields import DateField, LongTextField
from guildhall.commons.parties.openings import ReplyOnline
from guildhall.kernel.actions import ActionForm
from guildhall.services.requests.models import InformationRequest, Regime

# What the requester says it is about, in their words, and the law that points to. An officer decides.
ABOUT = {
    "other": ("Something else", Regime.FOI),
    "environment": (
        "The environment, for example planning, pollution, waste, energy or transport",
        Regime.EIR,
    ),
    "me": ("Me: information the council holds about me", Regime.SAR),
}


class Ask(ActionForm):
    """What a requester must give: what they want, their name, and somewhere to write to (FOIA s.8)."""

    about = forms.ChoiceField(
        label="What is the information about?",
        help_text="It helps us choose the right law. If you are not sure, choose “Something else”.",
        choices=[(key, label) for key, (label, _) in ABOUT.items()],
        widget=forms.RadioSelect,
        initial="other",
        required=False,
    )
    wanted = LongTextField(
        label="What information do you want?",
        help_text="Describe documents, figures or decisions. Dates and places help us find them.",
        max_length=10_000,
        error_messages={"required": "Tell us what information you want"},
    )
    name = forms.CharField(
        label="What is your full name?",
        help_text="We need your real name to accept the request. We do not publish it.",
        max_length=200,
        error_messages={"required": "Enter your full name"},
    )
    email = forms.EmailField(
        label="What is your email address?",
        help_text="We will send our answer here. Leave it empty if you would rather have a letter.",
        max_length=320,
        required=False,
    )
    address = LongTextField(
        label="What is your postal address?",
        help_text="You do not need this if you gave an email address.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=500,
        required=False,
    )
    prefers = forms.ChoiceField(
        label="How would you like to have the information?",
        help_text="We will do this where it is reasonable. Choose nothing if you do not mind.",
        choices=InformationRequest.Prefers.choices,
        widget=forms.RadioSelect,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """An address to answer to is part of a valid request (FOIA s.8(1)(b))."""
        said = super().clean() or self.cleaned_data
        if not said.get("email") and not said.get("address") and "email" not in self.errors:
            self.add_error("email", "Enter an email address, or a postal address, that we can answer to")
        return said


class AskOnline(ReplyOnline, Ask):
    """The same, asked one thing per page."""


class Log(ActionForm):
    """A request that came by letter, e-mail or telephone, as staff log it."""

    wanted = LongTextField(label="What do they want?", help_text="In their words.", max_length=10_000)
    name = forms.CharField(label="Who asks?", max_length=200)
    email = forms.EmailField(label="Email address", required=False, max_length=320)
    phone = forms.CharField(label="Telephone", required=False, max_length=40)
    address = LongTextField(
        label="Postal address", required=False, widget=forms.Textarea(attrs={"rows": 4}), max_length=500
    )
    channel = forms.ChoiceField(
        label="How did it reach us?",
        choices=[each for each in InformationRequest.Channel.choices if each[0] != "import"],
    )
    regime = forms.ChoiceField(
        label="Which law does it seem to fall under?",
        choices=Regime.choices,
        initial=Regime.FOI,
        help_text="Asking about themselves is subject access. The environment is wide: land, air, water, "
        "noise, waste, energy, and the plans and measures that affect them.",
    )
    prefers = forms.ChoiceField(
        label="How would they like to have it?",
        choices=[("", "They did not say"), *InformationRequest.Prefers.choices],
        required=False,
    )
    on = DateField(
        label="What day did it arrive?",
        help_text="The day it reached the council, even at 11:59pm or on a Sunday.",
    )

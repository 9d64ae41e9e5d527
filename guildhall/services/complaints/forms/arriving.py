"""How a complaint arrives: made on the website, or logged by staff from any channel."""

from __future__ import annotations

from typing import Any

from django import forms

from guildhall.commons.design.fields import DateField, LongTextField
from guildhall.commons.parties.openings import ReplyOnline
from guildhall.kernel import time
from guildhall.kernel.actions import ActionForm
from guildhall.kernel.fields import RecordField
from guildhall.services.complaints.models import Complaint
from guildhall.services.complaints.procedures import AREAS

ABOUT = [(each.key, each.label) for each in AREAS]
WHO = "For example “my mother, who asked me to”, or “my son, who is six”. If they cannot agree, say why."


class Complain(ActionForm):
    """What somebody who complains must give: what went wrong, their name, and somewhere to write to."""

    area = forms.ChoiceField(
        label="What is your complaint about?", choices=ABOUT, widget=forms.RadioSelect, initial="other"
    )
    complained = LongTextField(
        label="What went wrong?",
        help_text="Say what happened, when, and what it meant for you. You need not call it a complaint.",
        max_length=10_000,
        error_messages={"required": "Tell us what went wrong"},
    )
    wants = LongTextField(
        label="What would put it right?",
        help_text="For example an apology, a repair, or a decision made again.",
        max_length=5_000,
        required=False,
    )
    since_on = DateField(
        label="When did you first know of it?",
        help_text="About is enough. For example, 12 6 2017",
        required=False,
        not_after=time.today,
    )
    for_whom = forms.ChoiceField(
        label="Are you complaining for yourself?",
        choices=Complaint.ForWhom.choices,
        widget=forms.RadioSelect,
        initial=Complaint.ForWhom.SELF,
        required=False,
    )
    authority = LongTextField(
        label="Who are you complaining for, and do they know?",
        help_text=WHO,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2_000,
        required=False,
    )
    name = forms.CharField(
        label="What is your full name?", max_length=200, error_messages={"required": "Enter your full name"}
    )
    email = forms.EmailField(label="What is your email address?", max_length=320, required=False)
    phone = forms.CharField(label="What is your telephone number?", required=False, max_length=40)
    address = LongTextField(
        label="What is your postal address?",
        help_text="You do not need this if you gave an email address.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=500,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """We must be able to answer, and to know by what right somebody speaks for another."""
        said = super().clean() or self.cleaned_data
        if not said.get("email") and not said.get("address") and "email" not in self.errors:
            self.add_error("email", "Enter an email address, or a postal address, that we can answer to")
        return self._with_authority(said)

    def _with_authority(self, said: dict[str, Any]) -> dict[str, Any]:
        if said.get("for_whom") == Complaint.ForWhom.OTHER and not said.get("authority"):
            self.add_error("authority", "Tell us who it is for, and whether they know")
        return said


class ComplainOnline(ReplyOnline, Complain):
    """The same, asked one thing per page."""

    authority = LongTextField(
        label="Who are you complaining for, and do they know?",
        help_text=WHO,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2_000,
        error_messages={"required": "Tell us who you are complaining for"},
    )
    for_whom = forms.ChoiceField(
        label="Are you complaining for yourself?",
        choices=Complaint.ForWhom.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether you are complaining for yourself"},
    )


class Log(Complain):
    """A complaint that came by any other way, as staff log it."""

    field_order = (
        "complained", "area", "ward", "wants", "for_whom", "authority", "name", "email", "phone", "address",
        "channel", "since_on", "beside", "on",
    )  # fmt: skip
    complained = LongTextField(
        label="What went wrong?",
        help_text="In their words. They need not have called it a complaint.",
        max_length=10_000,
    )
    wants = LongTextField(label="What would put it right for them?", max_length=5_000, required=False)
    for_whom = forms.ChoiceField(
        label="For whom do they complain?", choices=Complaint.ForWhom.choices, required=False
    )
    authority = LongTextField(
        label="Whom do they speak for, and by what right?",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2_000,
        required=False,
    )
    name = forms.CharField(label="Who complains?", max_length=200)
    email = forms.EmailField(label="Email address", required=False, max_length=320)
    phone = forms.CharField(label="Telephone", required=False, max_length=40)
    address = LongTextField(
        label="Postal address", required=False, widget=forms.Textarea(attrs={"rows": 4}), max_length=500
    )
    since_on = DateField(label="When did they first know of it?", required=False, not_after=time.today)
    area = forms.ChoiceField(label="What is it about?", choices=ABOUT)
    ward = forms.CharField(label="Ward", required=False, max_length=60)
    channel = forms.ChoiceField(label="How did it reach us?", choices=Complaint.Channel.choices)
    beside = RecordField(
        label="Is there a request or another record it is about?",
        help_text="Its reference. The service goes on beside the complaint.",
        required=False,
    )
    on = DateField(
        label="What day did it arrive?", help_text="The day any member of staff first heard of it."
    )

    def clean(self) -> dict[str, Any]:
        """Somebody who complains over the counter may have nowhere to be written to."""
        return self._with_authority(self.cleaned_data)

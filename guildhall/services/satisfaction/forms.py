"""What is asked about a survey."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from guildhall.commons.design.fields import DateField, LongTextField
from guildhall.commons.satisfaction.models import ANY
from guildhall.kernel import time
from guildhall.kernel.actions import ActionForm
from guildhall.kernel.services import services
from guildhall.services.satisfaction.models import Survey

LONGEST_CAP = 365
HELPDESK = "contacts"


def surveyed() -> list[tuple[str, str]]:
    """The services whose customers may be asked; the helpdesk's are, whatever records it keeps itself."""
    found = {each.key: each.name for each in services() if each.asks_after}
    return [*{HELPDESK: "City helpdesk", **found}.items(), (ANY, "Every service")]


def percent() -> forms.DecimalField:
    return forms.DecimalField(
        label="How many in a hundred are asked?",
        help_text="Such as 5, or 0.5. Who is drawn is by lot.",
        min_value=0,
        max_value=100,
        decimal_places=2,
    )


def cap_days(*, required: bool = False) -> forms.IntegerField:
    return forms.IntegerField(
        label="For how many days is nobody asked a second time?",
        help_text="Whatever they were asked about before. 90 unless you say otherwise.",
        min_value=0,
        max_value=LONGEST_CAP,
        required=required,
    )


class Begin(ActionForm):
    """Whose customers, on which channel, and how many of them."""

    title = forms.CharField(label="What is the survey called?", max_length=300)
    of_service = forms.ChoiceField(label="Whose customers are asked?", choices=surveyed)
    channel = forms.ChoiceField(label="After what?", choices=Survey.Channel.choices)
    percent = percent()
    cap_days = cap_days()
    quiet_from = forms.TimeField(
        label="Nobody is disturbed from", required=False, help_text="20:00 unless you say otherwise."
    )
    quiet_until = forms.TimeField(label="until", required=False, help_text="08:00 unless you say otherwise.")
    purpose = LongTextField(label="What is it for?", max_length=2_000, required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if bool(said.get("quiet_from")) != bool(said.get("quiet_until")):
            raise ValidationError("Say both when nobody is disturbed from and until when, or neither")
        return said


class SetRate(ActionForm):
    """How many from now on."""

    percent = percent()
    cap_days = cap_days()
    reason = forms.CharField(label="Why?", max_length=300)


class Why(ActionForm):
    """Why."""

    reason = forms.CharField(label="Why?", max_length=300)


class LookAt(ActionForm):
    """What was found, and what is done about it."""

    found = LongTextField(label="What do the answers say, and what is done about it?", max_length=5_000)


class NoteChange(ActionForm):
    """What changed for these customers, and when."""

    what = forms.CharField(label="What changed for them?", max_length=200)
    changed_on = DateField(
        label="From which day on?", help_text="For example, 4 9 2017.", not_after=time.today
    )
    months = forms.IntegerField(
        label="How many months before and after are compared?",
        min_value=1,
        max_value=12,
        initial=3,
        required=False,
    )

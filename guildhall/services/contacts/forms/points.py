"""What is asked about a service point and its hours."""

from __future__ import annotations

from typing import Any

from django import forms

from guildhall.commons.design.fields import DateField, LongTextField
from guildhall.kernel.actions import ActionForm
from guildhall.services.contacts.forms.fields import HoursField
from guildhall.services.contacts.models import ServicePoint

HOURS = "A line for each day or run of days, such as “Monday to Friday 9am to 5pm”. Other days it is shut."


class Describe(ActionForm):
    """What it is and where."""

    name = forms.CharField(label="What is it called?", max_length=200)
    kind = forms.ChoiceField(label="What is it?", choices=ServicePoint.Kind.choices, widget=forms.RadioSelect)
    place = forms.CharField(label="Where is it?", max_length=300, required=False)
    reached_at = forms.CharField(
        label="Which telephone number or address reaches it?", max_length=200, required=False
    )
    open_on_holidays = forms.BooleanField(label="It is open on bank holidays too", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if (point := self.record) is not None and not self.initial:
            names = ("kind", "place", "reached_at", "open_on_holidays")
            self.initial = {"name": point.title, **{name: getattr(point, name) for name in names}}


class SetUp(Describe):
    """The same, with its hours and the day it begins."""

    hours = HoursField(label="When is it open?", help_text=HOURS, max_length=2_000)
    on = DateField(label="From what day?", required=False)


class ChangeHours(ActionForm):
    """New hours, from a day on."""

    from_on = DateField(label="From what day?")
    hours = HoursField(label="When is it open then?", help_text=HOURS, max_length=2_000)
    reason = LongTextField(label="Why?", max_length=1_000)


class Shut(ActionForm):
    """Days on which it is shut."""

    first = DateField(label="The first day it is shut")
    last = DateField(label="The last day it is shut", required=False, help_text="Empty when it is one day.")
    because = forms.CharField(
        label="Why?", help_text="The public reads it: for example, staff training.", max_length=200
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        first = given.get("first")
        given["last"] = last = given.get("last") or first
        if first and last and last < first:
            self.add_error("last", "The last day must be on or after the first")
        return given


class Close(ActionForm):
    """Why it closes for good."""

    reason = forms.CharField(label="Why does it close for good?", max_length=300)
    on = DateField(label="From what day is it closed?", required=False)

"""What is asked about members' allowances."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from guildhall.commons.chamber.models import Appointment, Body, Member
from guildhall.commons.design.fields import DateField
from guildhall.kernel.actions import ActionForm
from guildhall.kernel.fields import RecordField, seen
from guildhall.services.allowances.models import AllowanceYear, Claim, Rate

TODAY = "Leave it empty for today."


def pounds(label: str, **options: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, min_value=0, max_digits=12, decimal_places=2, **options)


class OpenYear(ActionForm):
    """A financial year and its budget; what the scheme paid the year before is paid on."""

    year = forms.IntegerField(
        label="In which year does it begin?", help_text="2017 for 2017/18.", min_value=2003, max_value=2100
    )
    budget = pounds("How much is budgeted, in pounds?")
    most_special = forms.IntegerField(
        label="For how many special responsibilities is one member paid at once?",
        min_value=1, max_value=9, required=False, initial=1,
    )  # fmt: skip
    index = forms.DecimalField(
        label="By how many per cent do the amounts rise?",
        help_text="The index of the scheme, for four years at most (SI 2003/1021 reg.10(4)). Empty for none.",
        max_digits=5, decimal_places=2, required=False,
    )  # fmt: skip

    def clean_year(self) -> int:
        year: int = self.cleaned_data["year"]
        if AllowanceYear.objects.filter(first=date(year, 4, 1)).exists():
            raise ValidationError("That year is open already")
        return year


class SetBudget(ActionForm):
    """Another budget."""

    budget = pounds("How much is budgeted, in pounds?")


class SetRate(ActionForm):
    """What the scheme pays for a year of it."""

    kind = forms.ChoiceField(label="What is paid?", choices=Rate.Kind.choices, widget=forms.RadioSelect)
    body = RecordField(
        label="On which body?", help_text="Its reference, for a special responsibility.", required=False
    )
    role = forms.ChoiceField(
        label="In which role?", choices=[("", "None"), *Appointment.Role.choices], required=False
    )
    amount = pounds("How much a year, in pounds?")
    posts = forms.IntegerField(
        label="How many hold it when all are filled?", min_value=1, max_value=200, required=False
    )
    source = forms.CharField(
        label="Where is it written?", max_length=200,
        help_text="Such as “Council, 13 March 2017, minute 19, having regard to the panel’s report”.",
    )  # fmt: skip
    on = DateField(label="From when?", help_text=TODAY, required=False)

    def clean_body(self) -> Body | None:
        other = self.cleaned_data["body"]
        if other is None:
            return None
        if seen(other, self.by).service != Body.service_key:
            raise ValidationError("Enter the reference of a body")
        return Body.objects.get(pk=other.pk)

    def clean_on(self) -> date | None:
        """A rate may be set ahead: it is a matter of the scheme, not of what happened."""
        return self.cleaned_data["on"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("kind") == Rate.Kind.SPECIAL:
            if "body" in given and given["body"] is None:
                self.add_error("body", "Enter the reference of the body")
            if not given.get("role"):
                self.add_error("role", "Choose the role")
        return {**given, "posts": given.get("posts") or 1}


class PayClaim(ActionForm):
    """What a member claimed and was paid."""

    member = RecordField(label="Which member?", help_text="Their reference, such as MB-2016-00012.")
    kind = forms.ChoiceField(label="For what?", choices=Claim.Kind.choices, widget=forms.RadioSelect)
    what = forms.CharField(
        label="What was it?", max_length=300, help_text="Nothing about whoever was cared for."
    )
    amount = pounds("How much, in pounds?")
    on = DateField(label="For which day?", help_text=TODAY, required=False)

    def clean_member(self) -> Member:
        other = self.cleaned_data["member"]
        if seen(other, self.by).service != Member.service_key:
            raise ValidationError("Enter the reference of a member")
        return Member.objects.get(pk=other.pk)

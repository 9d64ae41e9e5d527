"""What is asked of a plan."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from guildhall.commons.design.fields import DateField, LongTextField
from guildhall.kernel import time
from guildhall.kernel.actions import ActionForm
from guildhall.kernel.periods import Period
from guildhall.plan.forms.editing import Editing, seen
from guildhall.plan.models import Plan


class AboutPlan(ActionForm):
    """What a plan is."""

    title = forms.CharField(label="What is the plan called?", max_length=300)
    directorate = forms.CharField(label="Whose plan is it?", max_length=200)
    first = DateField(label="First day")
    last = DateField(label="Last day")
    audience = forms.CharField(label="Who is it written for?", max_length=300, required=False)
    purpose = LongTextField(label="What is it for?", max_length=20_000, required=False)
    published_in = DateField(
        label="When did the printed plan come out?",
        required=False,
        help_text="The first of the month where only that is known.",
    )
    produced_by = forms.CharField(label="Who produced it?", max_length=200, required=False)
    production_reference = forms.CharField(label="Its production reference", max_length=80, required=False)
    source = forms.CharField(label="Where was it taken from?", max_length=200, required=False)
    default_period = forms.CharField(
        label="For when are its figures?",
        max_length=20,
        required=False,
        help_text="Such as 2017-18: what a figure is for where it says nothing.",
    )

    def clean_default_period(self) -> str:
        text: str = self.cleaned_data["default_period"]
        try:
            return Period.parse(text).name if text else ""
        except ValueError as error:
            raise ValidationError(str(error)) from error

    def clean(self) -> dict[str, Any]:
        """It ends after it begins."""
        told = super().clean() or self.cleaned_data
        first, last = told.get("first"), told.get("last")
        if first and last and last < first:
            self.add_error("last", "The last day must be on or after the first day")
        return told


class Enter(AboutPlan):
    """A new plan, and its name in addresses."""

    key = forms.SlugField(
        label="Its name in addresses", max_length=50, help_text="Such as 2018-23. It is not changed later."
    )

    def clean_key(self) -> str:
        key: str = self.cleaned_data["key"]
        if Plan.objects.filter(key=key).exists():
            raise ValidationError(f"There is a plan called {key} already")
        return key


class Revise(AboutPlan, Editing):
    """The same of a plan that is there, and why it changes."""

    why = forms.CharField(label="Why?", max_length=500, required=False)


class Adopt(ActionForm):
    """By what decision, and when."""

    decision = forms.CharField(
        label="By which decision?", max_length=300, help_text="Such as the meeting and the minute."
    )
    on = DateField(label="When was it decided?", required=False, not_after=time.today)


class Supersede(ActionForm):
    """By which plan it is replaced."""

    successor = forms.ModelChoiceField(
        label="Which plan replaces it?", queryset=Plan.objects.none(), required=False, empty_label="None yet"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None:
            others = Plan.objects.exclude(pk=self.record.pk).order_by("-first")
            self.fields["successor"].queryset = seen(others, self.by)  # type: ignore[attr-defined]


class KeepVersion(ActionForm):
    """For what a version is kept."""

    because = forms.CharField(
        label="What is it kept for?",
        max_length=300,
        help_text="Such as: as the steering group saw it in May.",
    )


class BringIn(ActionForm):
    """Rows of several kinds at once, as an edition or a spreadsheet has them."""

    rows = forms.JSONField(label="Rows, by kind")

    def clean_rows(self) -> dict[str, list[dict[str, Any]]]:
        rows = self.cleaned_data["rows"]
        if not isinstance(rows, dict) or not all(isinstance(each, list) for each in rows.values()):
            raise ValidationError("Give each kind of row a list")
        return rows

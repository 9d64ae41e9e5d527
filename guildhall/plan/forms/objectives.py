"""What is asked of an objective."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify

from guildhall.commons.design.fields import LongTextField
from guildhall.kernel.actions import ActionForm
from guildhall.plan.forms.editing import Editing, seen
from guildhall.plan.models import Objective, Plan, Wording


class AboutObjective(ActionForm):
    """What the objective is, but for its plan."""

    title = forms.CharField(label="How is it worded?", max_length=300)
    number = forms.CharField(label="Number in the plan", max_length=12, required=False)
    description = LongTextField(label="What does it mean?", max_length=20_000, required=False)
    owner_role = forms.CharField(label="Who answers for it, by role?", max_length=200, required=False)
    corporate_priority = forms.CharField(
        label="Which corporate priority does it serve?", max_length=300, required=False
    )


class InPlan(ActionForm):
    """The plan something is set out in, and its short name there."""

    plan = forms.ModelChoiceField(label="In which plan?", queryset=Plan.objects.none(), empty_label=None)
    key = forms.SlugField(
        label="Short name", max_length=80, required=False, help_text="Made of its title if left empty."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["plan"].queryset = seen(Plan.objects.open().order_by("-first"), self.by)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """No two of a kind in one plan have one short name."""
        told = super().clean() or self.cleaned_data
        told["key"] = told.get("key") or slugify(told.get("title") or "")[:80].strip("-")
        plan = told.get("plan")
        if plan and told["key"] and self._taken(plan, told["key"]):
            self.add_error("key", f"The plan has one called {told['key']} already")
        elif "title" in told and not told["key"]:
            self.add_error("key", "Enter a short name: letters, figures and hyphens")
        return told

    def _taken(self, plan: Plan, key: str) -> bool:
        raise NotImplementedError


class SetOut(AboutObjective, InPlan):
    """A new objective."""

    def _taken(self, plan: Plan, key: str) -> bool:
        return Objective.objects.filter(plan=plan, key=key).exists()


class Reword(AboutObjective, Editing):
    """Other words, and why."""

    why = forms.CharField(label="Why?", max_length=500)


class FoundWording(ActionForm):
    """Words in which it is found elsewhere."""

    text = LongTextField(label="In which words?", max_length=5_000)
    place = forms.CharField(label="Where?", max_length=300)

    def clean(self) -> dict[str, Any]:
        """The same words at the same place are noted once."""
        told = super().clean() or self.cleaned_data
        if (
            self.record
            and self.record.wordings.filter(text=told.get("text"), place=told.get("place")).exists()
        ):
            raise ValidationError("That is noted already.")
        return told


class SettleWording(ActionForm):
    """Which wording is found no more."""

    wording = forms.ModelChoiceField(
        label="Which wording?", queryset=Wording.objects.none(), widget=forms.RadioSelect, empty_label=None
    )
    why = forms.CharField(label="What was done?", max_length=500)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None:
            self.fields["wording"].queryset = self.record.wordings.order_by("pk")  # type: ignore[attr-defined]


class End(ActionForm):
    """Why it is an objective no more."""

    why = LongTextField(label="Why does it end?", max_length=2_000)

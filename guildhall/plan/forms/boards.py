"""What is asked of the ideas on a plan's boards."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify

from guildhall.kernel.actions import ActionForm
from guildhall.plan.models import Idea, Objective


class ChooseIdea(ActionForm):
    """One of the ideas that stand on the plan's boards."""

    idea = forms.ModelChoiceField(
        label="Which idea?", queryset=Idea.objects.none(), empty_label=None, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None:
            standing = self.record.ideas.filter(merged_into=None, became=None).order_by(
                "board", "quadrant", "pk"
            )
            for name in ("idea", "into"):
                if name in self.fields:
                    self.fields[name].queryset = standing  # type: ignore[attr-defined]


class Merge(ChooseIdea):
    """Two that say the same."""

    into = forms.ModelChoiceField(
        label="Which idea says the same?",
        queryset=Idea.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
    )

    def clean(self) -> dict[str, Any]:
        """An idea is merged into another one."""
        told = super().clean() or self.cleaned_data
        if told.get("idea") and told.get("idea") == told.get("into"):
            raise ValidationError("Choose two different ideas.")
        return told


class MakeObjective(ChooseIdea):
    """An idea as an objective."""

    title = forms.CharField(label="How is the objective worded?", max_length=300)
    owner_role = forms.CharField(label="Who answers for it, by role?", max_length=200)

    def clean_title(self) -> str:
        title: str = self.cleaned_data["title"]
        if self.record and Objective.objects.filter(plan=self.record.pk, key=slugify(title)[:80]).exists():
            raise ValidationError("The plan has an objective worded so already")
        return title

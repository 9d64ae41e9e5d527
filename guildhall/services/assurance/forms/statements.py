"""What is asked of the annual governance statement."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from guildhall.commons.design.fields import DateField, LongTextField
from guildhall.kernel import time
from guildhall.kernel.actions import ActionForm
from guildhall.services.assurance.models import Issue, Statement
from guildhall.services.assurance.passages import places


class Draft(ActionForm):
    """For which year."""

    year = forms.IntegerField(
        label="For which financial year?",
        min_value=2000,
        max_value=2100,
        help_text="The year in which it begins: 2017 for 2017-18.",
    )

    def clean_year(self) -> int:
        year: int = self.cleaned_data["year"]
        if found := Statement.objects.filter(year=year).first():
            raise ValidationError(f"{found.reference} is the statement of that year")
        return year


class Write(ActionForm):
    """Words for one place of the statement."""

    place = forms.ChoiceField(label="Where does it stand?", choices=places)
    text = LongTextField(label="What do you say there?", max_length=20_000)


class RaiseIssue(ActionForm):
    """What is wrong in how the council is governed, and what is done about it."""

    text = LongTextField(label="What is the issue?", max_length=5_000)
    remedy = LongTextField(label="What will be done about it?", max_length=5_000)
    owner_role = forms.CharField(label="Who does it?", help_text="A role, not a name.", max_length=160)
    due_on = DateField(label="By when?")


class SettleIssue(ActionForm):
    """Which issue, and what became of it."""

    issue = forms.ModelChoiceField(
        label="Which issue?", queryset=Issue.objects.none(), empty_label=None, widget=forms.RadioSelect
    )
    outcome = LongTextField(label="What became of it?", max_length=5_000)
    on = DateField(label="When was that?", required=False, not_after=time.today)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None:
            standing = Issue.objects.filter(statement=self.record.pk, settled_on=None).order_by(
                "due_on", "pk"
            )
            self.fields["issue"].queryset = standing  # type: ignore[attr-defined]


class Because(ActionForm):
    """Why."""

    reason = LongTextField(label="Why?", max_length=2_000)

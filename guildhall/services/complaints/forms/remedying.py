"""What is promised to put a complaint right, and how it is known that it was done."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError

from guildhall.commons.design.fields import DateField, LongTextField
from guildhall.commons.documents.fields import DocumentField
from guildhall.kernel import time
from guildhall.kernel.actions import ActionForm
from guildhall.kernel.verbs import colleagues
from guildhall.services.complaints.models import Complaint, Remedy


class Promised(ActionForm):
    """What, by whom, by when and at what cost."""

    kind = forms.ChoiceField(label="What kind of remedy is it?", choices=Remedy.Kind.choices)
    what = LongTextField(
        label="What do we promise?",
        help_text="So that they, and whoever does it, know when it is done. This goes into the letter.",
        max_length=2_000,
    )
    promised_for = DateField(label="By which day?")
    cost = forms.DecimalField(
        label="What does it cost, in pounds?", min_value=0, max_digits=10, decimal_places=2, required=False
    )
    owner = forms.ModelChoiceField(
        label="Who sees to it?",
        queryset=get_user_model().objects.filter(is_staff=True),
        required=False,
        empty_label="Me",
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("kind") == Remedy.Kind.PAYMENT and not said.get("cost") and "cost" not in self.errors:
            self.add_error("cost", "Enter how much is paid")
        return said


class Promise(Promised):
    """A remedy for the complaint that is open before you."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None:
            self.fields["owner"].queryset = colleagues(self.record)  # type: ignore[attr-defined]

    def clean_promised_for(self) -> Any:
        if self.cleaned_data["promised_for"] < time.today():
            raise ValidationError("The day must be today or later")
        return self.cleaned_data["promised_for"]


class Opened(Promised):
    """The same, as a complaint's own verb hands it on."""

    about = forms.ModelChoiceField(label="Which complaint?", queryset=Complaint.objects.all())


class Do(ActionForm):
    """How it is known that it was done."""

    evidence = LongTextField(
        label="How do we know that it was done?",
        help_text="For example the date of the letter, the number of the payment, who saw it.",
        max_length=5_000,
    )
    file = DocumentField(label="Is there a document that shows it?", required=False)
    on = DateField(label="What day was it done?", required=False, help_text="Leave it empty if it was today.")


class Drop(ActionForm):
    """Why it is no longer owed."""

    reasons = LongTextField(
        label="Why is it no longer owed?",
        help_text="And that they agreed, or why they did not.",
        max_length=2_000,
    )


class PromiseLater(ActionForm):
    """Another day, and why."""

    promised_for = DateField(label="By which day now?")
    reason = LongTextField(label="Why does it take longer?", max_length=2_000)

    def clean_promised_for(self) -> Any:
        day = self.cleaned_data["promised_for"]
        if self.record is not None and day <= self.record.promised_for:
            raise ValidationError("The day must be later than the one that was promised")
        return day

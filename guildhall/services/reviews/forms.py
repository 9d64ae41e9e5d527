"""What is asked about a review."""

from __future__ import annotations

from django import forms
from django.contrib.auth import get_user_model

from guildhall.commons.design.fields import LongTextField
from guildhall.kernel.actions import ActionForm
from guildhall.kernel.fields import RecordField
from guildhall.kernel.records import Sensitivity
from guildhall.services.reviews.models import Review


class Ask(ActionForm):
    """Which answer, what is wrong with it, and who gave it."""

    about = RecordField(label="Reference of the request")
    regime = forms.ChoiceField(label="Law", choices=Review.Regime.choices)
    sensitivity = forms.TypedChoiceField(
        label="How widely may it be seen?", choices=Sensitivity.choices, coerce=int
    )
    grounds = LongTextField(label="Grounds", max_length=10_000)
    late_because = forms.CharField(label="Why it is reviewed late", max_length=500, required=False)
    answered_by = forms.ModelChoiceField(
        label="Who answered", queryset=get_user_model().objects.filter(is_staff=True), required=False
    )


class Extend(ActionForm):
    """Why it is exceptional."""

    reason = LongTextField(
        label="Why does the review take longer?",
        help_text="This goes into the letter to the requester. Only an exceptional case may take more than "
        "20 working days, and none more than 40.",
        max_length=2_000,
    )


class Decide(ActionForm):
    """What the review comes to."""

    outcome = forms.ChoiceField(
        label="What did you decide?", choices=Review.Outcome.choices, widget=forms.RadioSelect
    )
    decision = LongTextField(
        label="What do you say to the requester?",
        help_text="Why, and with it everything that is released now.",
        max_length=50_000,
    )


class Withdraw(ActionForm):
    """Why nothing is decided."""

    why = forms.CharField(label="Is there a reason?", max_length=500, required=False)

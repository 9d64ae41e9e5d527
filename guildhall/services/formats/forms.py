"""What is asked of somebody who wants a letter in another format."""

from __future__ import annotations

from typing import Any

from django import forms

from guildhall.commons.design.fields import LongTextField
from guildhall.kernel.actions import ActionForm
from guildhall.kernel.fields import RecordField
from guildhall.services.formats.models import FormatRequest

Wants = FormatRequest.Wants


class Ask(ActionForm):
    """Which letter, and how they can read it."""

    about = RecordField(label="What is the reference on the letter?", help_text="For example IR-2026-00042.")
    letter = forms.CharField(label="Which letter?", max_length=120, required=False)
    wants = forms.ChoiceField(
        label="How would you like to have it?", choices=Wants.choices, widget=forms.RadioSelect
    )
    language = forms.CharField(
        label="Which language?", help_text="Only if you want another language.", max_length=60, required=False
    )
    notes = forms.CharField(
        label="Is there anything else that would help you to read it?",
        help_text="For example the size of the print, or a paper colour.",
        max_length=1_000,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("wants") == Wants.LANGUAGE and not said.get("language"):
            self.add_error("language", "Enter the language")
        return said


class Send(ActionForm):
    """How it went."""

    how = forms.CharField(
        label="How did it go?",
        help_text="For example by post, or with a helper.",
        max_length=200,
        required=False,
    )


class Cannot(ActionForm):
    """Why it cannot be done, and what is offered instead."""

    reason = LongTextField(
        label="Why can it not be done, and what do we offer instead?",
        help_text="This goes into the letter.",
        max_length=1_000,
    )

"""What is asked of an annual report."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from guildhall.commons.design.fields import LongTextField
from guildhall.kernel import time
from guildhall.kernel.actions import ActionForm
from guildhall.kernel.periods import Period
from guildhall.services.complaints.models.report import PLACES


class DraftReport(ActionForm):
    """Of which year."""

    year = forms.IntegerField(
        label="In which year does the financial year begin?",
        help_text="2025 for April 2025 to March 2026.",
        min_value=2000,
        max_value=2090,
    )

    def clean_year(self) -> int:
        year: int = self.cleaned_data["year"]
        if Period.year(year).first > time.today():
            raise ValidationError("That year has not begun")
        return year


class WriteReport(ActionForm):
    """What is said in words, and where."""

    place = forms.ChoiceField(label="Where?", choices=list(PLACES.items()))
    text = LongTextField(label="What does it say?", help_text="Nobody’s name.", max_length=20_000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = self.initial.get("place")
        if place and self.record is not None and self.record.pk:
            known = self.record.passages.filter(place=place).order_by("-pk").first()
            self.initial["text"] = known.text if known else ""


class Respond(ActionForm):
    """What the governing body says to the report."""

    response_by = forms.CharField(
        label="Who responds?", help_text="The committee or the member, and the day.", max_length=200
    )
    response = LongTextField(label="What do they say?", max_length=20_000)


class TakeBack(ActionForm):
    """Why it is taken out of public sight."""

    reason = forms.CharField(label="Why is it taken back?", max_length=300)

"""What is asked of a rolling programme and of its subjects."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from guildhall.commons.design.fields import DateField, LongTextField
from guildhall.kernel import time
from guildhall.kernel.actions import ActionForm
from guildhall.kernel.fields import RecordField, seen
from guildhall.kernel.periods import Period
from guildhall.plan.forms.rows import PeriodField
from guildhall.plan.models import RollingProgramme, Subject


class YearField(PeriodField):
    """A financial year, as people write it."""

    def to_python(self, value: Any) -> Any:
        period = super().to_python(value)
        if period and period != Period.containing(period.first):
            raise ValidationError("Enter a financial year, such as 2017-18")
        return period


class Begin(ActionForm):
    """What comes round, and over which years."""

    title = forms.CharField(label="What is it called?", max_length=300)
    key = forms.SlugField(
        label="Its name in addresses", max_length=50, help_text="Such as equality-2017-20. It is not changed."
    )
    purpose = LongTextField(label="What is it for?", max_length=5_000, required=False)
    first_year = YearField(label="First year", help_text="Such as 2017-18.")
    last_year = YearField(label="Last year")

    def clean_key(self) -> str:
        key: str = self.cleaned_data["key"]
        if RollingProgramme.objects.filter(key=key).exists():
            raise ValidationError(f"There is a programme called {key} already")
        return key

    def clean(self) -> dict[str, Any]:
        told = dict(super().clean() or self.cleaned_data)
        first, last = told.get("first_year"), told.get("last_year")
        if first and last and last < first:
            self.add_error("last_year", "The last year must not be before the first")
        return told


class InItsYears(ActionForm):
    """A form with a year that must be one of the programme's."""

    def clean_year(self) -> Any:
        year = self.cleaned_data["year"]
        if self.record is not None and year not in self.record.years:
            raise ValidationError(f"It runs from {self.record.years[0]} to {self.record.years[-1]}")
        return year


class AddSubject(InItsYears):
    """What is looked at, when and by whom."""

    name = forms.CharField(label="What is looked at?", max_length=300)
    year = YearField(label="In which year?")
    owner_role = forms.CharField(label="Who does it?", help_text="A role, not a name.", max_length=160)

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if self.record is not None and self.record.subjects.filter(name__iexact=name).exists():
            raise ValidationError(f"“{name}” is in the programme already")
        return name


def to_do(programme: Any) -> Any:
    """What is neither done nor dropped, the earliest year first."""
    return Subject.objects.filter(programme=programme.pk, done_on=None, dropped_on=None).order_by(
        "year", "pk"
    )


class OfSubject(ActionForm):
    """Which of what is still to be done."""

    subject = forms.ModelChoiceField(
        label="Which?", queryset=Subject.objects.none(), empty_label=None, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None:
            self.fields["subject"].queryset = to_do(self.record)  # type: ignore[attr-defined]


class CarryOut(OfSubject):
    """What was found, and what shows it."""

    outcome = LongTextField(label="What was found?", max_length=5_000)
    shown_by = RecordField(label="Which record shows it?", help_text="Its reference.", required=False)
    on = DateField(label="When was it done?", required=False, not_after=time.today)

    def clean_shown_by(self) -> Any:
        record = self.cleaned_data["shown_by"]
        return record and seen(record, self.by)


class MoveSubject(OfSubject, InItsYears):
    """To which year, and why."""

    year = YearField(label="To which year?")
    because = forms.CharField(label="Why?", max_length=500)


class DropSubject(OfSubject):
    """Why it is not looked at after all."""

    because = forms.CharField(label="Why?", max_length=500)


class Because(ActionForm):
    """Why."""

    reason = forms.CharField(label="Why?", max_length=500)

"""What is asked about a deliverable's figures: those from outside, and why one was restated."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from guildhall.commons.design.fields import LongTextField
from guildhall.kernel import time
from guildhall.kernel.actions import ActionForm
from guildhall.kernel.clocks.wording import said
from guildhall.kernel.figures import Sample
from guildhall.kernel.periods import Period
from guildhall.plan import bases, typed
from guildhall.plan.forms.rows import PeriodField
from guildhall.plan.models import Promise, Restatement
from guildhall.plan.recount import restated_of
from guildhall.plan.wording import in_words

NAMED = {
    bases.MONTH: "a month, such as May 2018",
    bases.QUARTER: "a quarter, such as 2018-19 Q1",
    bases.YEAR: "a financial year, such as 2018-19",
    bases.ROLLING: "twelve months, such as year to May 2018",
}


def entered_by_people(deliverable: Any) -> Any:
    """The promises whose figures no service counts."""
    return deliverable.promises.filter(measure="").exclude(unit="").order_by("pk")


class EnterFigure(ActionForm):
    """One figure from outside: for which promise and period, how much, and who says so."""

    promise = forms.ChoiceField(label="For which promise?")
    period = PeriodField(label="For when?", help_text="As the promise is judged: a month, a quarter, a year.")
    value = forms.CharField(label="The figure", max_length=60, help_text="Such as 1,234, £1,234.50 or 97%.")
    source = forms.CharField(label="Who says so?", max_length=200)
    why = forms.CharField(
        label="If it was another figure before, why does it change?", max_length=500, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None and self.record.pk:
            choices = [(each.key, each.text) for each in entered_by_people(self.record)]
            self.fields["promise"].choices = choices  # type: ignore[attr-defined]

    def clean_promise(self) -> Promise:
        return entered_by_people(self.record).get(key=self.cleaned_data["promise"])

    def clean(self) -> dict[str, Any]:
        """The period is of the promise's kind and over, the figure in its unit; a change says why."""
        told = dict(super().clean() or self.cleaned_data)
        promise, period = told.get("promise"), told.get("period")
        if promise and period and (wrong := _wrong_period(promise, period)):
            self.add_error("period", wrong)
        if promise and told.get("value"):
            try:
                told["value"] = typed.figure(told["value"], promise.unit)
            except ValueError as error:
                self.add_error("value", str(error))
        if self.errors:
            return told
        assert promise is not None  # noqa: S101  a form without errors has every answer
        assert period is not None  # noqa: S101
        told["before"] = Sample.objects.filter(
            measure=promise.figure, first=period.first, last=period.last, dimension=""
        ).first()
        if told["before"] and told["before"].value != told["value"] and not told["why"]:
            was = in_words(told["before"].value, promise.unit)
            self.add_error("why", f"It was {was} for {period}: say why it changes")
        return told


def _wrong_period(promise: Promise, period: Period) -> str | None:
    proper = bases.of_basis(promise.basis, period.last)
    if (proper.first, proper.last) != (period.first, period.last):
        return f"The promise is judged by {NAMED[promise.basis]}: {period} is none"
    if period.last > time.today():
        return f"{period} is not over before {said(period.last)}"
    return None


class ExplainRestatement(ActionForm):
    """Why a figure is another today than when its period ended."""

    restatement = forms.ChoiceField(label="Which figure?")
    because = LongTextField(label="Why has it changed?", max_length=2_000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None and self.record.pk:
            self.there = {each.name: each for each in unexplained_of([self.record])}
            choices = [(name, str(each)) for name, each in self.there.items()]
            self.fields["restatement"].choices = choices  # type: ignore[attr-defined]

    def clean_restatement(self) -> Restatement:
        return self.there[self.cleaned_data["restatement"]]


def unexplained_of(deliverables: Iterable[Any]) -> list[Restatement]:
    """The restated figures of their promises of which nobody has said why, the latest first."""
    return [each for each in restated_of([each.pk for each in deliverables]) if not each.because]


class QuarterField(PeriodField):
    """A quarter of a financial year that has begun."""

    def to_python(self, value: Any) -> Any:
        period = super().to_python(value)
        if period and (period != Period.quarter_of(period.first)):
            raise ValidationError(f"{period} is not a quarter: write it as 2018-19 Q1")
        if period and period.first > time.today():
            raise ValidationError(f"{period} does not begin before {said(period.first)}")
        return period


class CommentOnQuarter(ActionForm):
    """What is said of a deliverable in the report of a quarter."""

    quarter = QuarterField(label="For which quarter?", help_text="Such as 2018-19 Q1.")
    text = LongTextField(label="What is to be said of it?", max_length=10_000)


class SignOffQuarter(ActionForm):
    """Which quarter's report is signed."""

    quarter = QuarterField(label="Which quarter’s report?", help_text="Such as 2018-19 Q1.")

    def clean_quarter(self) -> Period:
        quarter: Period = self.cleaned_data["quarter"]
        if quarter.last > time.today():
            raise ValidationError(f"{quarter} is not over before {said(quarter.last)}")
        return quarter

"""What is asked of a control return."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from guildhall.commons.design.fields import DateField, LongTextField
from guildhall.commons.design.forms import Radios
from guildhall.kernel import time
from guildhall.kernel.actions import ActionForm
from guildhall.kernel.fields import RecordField, seen
from guildhall.services.assurance.models import Answer, ControlReturn, Improvement

LACKING = {Answer.Says.PARTLY, Answer.Says.NOT}


class Ask(ActionForm):
    """Of which service area, for which year, and who answers."""

    area = forms.CharField(label="Which service area?", max_length=200)
    year = forms.IntegerField(
        label="For which financial year?",
        min_value=2000,
        max_value=2100,
        help_text="The year in which it begins: 2017 for 2017-18.",
    )
    asked_of = forms.CharField(label="Who answers, by role?", max_length=200, initial="Head of service")

    def clean(self) -> dict[str, Any]:
        """An area answers once a year."""
        told = dict(super().clean() or self.cleaned_data)
        same = ControlReturn.objects.filter(area__iexact=told.get("area", ""), year=told.get("year") or 0)
        if found := same.exclude(stage=ControlReturn.Stage.WITHDRAWN).first():
            raise ValidationError(f"{found.reference} asks that of {found.area} already")
        return told


class Answering(ActionForm):
    """The answer to one question, what it rests on, and where it is not “fully” what is done."""

    question = forms.CharField(label="Which question?", max_length=40, help_text="Its key, such as risk-1.")
    says = forms.ChoiceField(
        label="Is it so?",
        choices=Answer.Says.choices,
        widget=Radios(
            hints={
                "partly": "Say below what will be done, by whom and by when",
                "not": "Say below what will be done, by whom and by when",
            }
        ),
    )
    evidence = LongTextField(label="What shows that?", max_length=5_000, required=False)
    shown_by = RecordField(label="Which record shows it?", required=False, help_text="Its reference.")
    remedy = LongTextField(label="What will be done?", max_length=5_000, required=False)
    owner_role = forms.CharField(
        label="Who does it?", help_text="A role, not a name.", max_length=160, required=False
    )
    due_on = DateField(label="By when?", required=False)

    def clean_question(self) -> str:
        key: str = self.cleaned_data["question"]
        if self.record is not None and key not in self.record.asks.questions:
            raise ValidationError("This return asks no such question")
        return key

    def clean_shown_by(self) -> Any:
        record = self.cleaned_data["shown_by"]
        return record and seen(record, self.by)

    def clean(self) -> dict[str, Any]:
        """Fully and partly rest on something; partly and not lead to something."""
        told = dict(super().clean() or self.cleaned_data)
        says = told.get("says")
        wanted = {
            "evidence": says in {"fully", "partly"} and not told.get("shown_by"),
            "remedy": says in LACKING,
            "owner_role": says in LACKING,
            "due_on": says in LACKING,
        }
        for name, needed in wanted.items():
            if needed and not told.get(name) and name not in self.errors:
                self.add_error(name, WHY[name])
        return told


WHY = {
    "evidence": "Say what shows that, or give a record",
    "remedy": "Say what will be done: an answer that is not “fully” leads to something",
    "owner_role": "Say who does it",
    "due_on": "Say by when it is done",
}


def under_way(record: Any) -> Any:
    """What is being done about the answers of a return, the first due at the top."""
    return Improvement.objects.filter(of=record.pk, done_on=None, dropped_on=None).order_by("due_on", "pk")


class OfImprovement(ActionForm):
    """Which of the improvements under way."""

    improvement = forms.ModelChoiceField(
        label="Which improvement?",
        queryset=Improvement.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None:
            self.fields["improvement"].queryset = under_way(self.record)  # type: ignore[attr-defined]


class CompleteImprovement(OfImprovement):
    """What came of it."""

    outcome = LongTextField(label="What came of it?", max_length=5_000)
    on = DateField(label="When was it done?", required=False, not_after=time.today)


class RedateImprovement(OfImprovement):
    """Who does it and by when, now, and why that changed."""

    owner_role = forms.CharField(label="Who does it?", help_text="A role, not a name.", max_length=160)
    due_on = DateField(label="By when?")
    reason = forms.CharField(label="Why does it change?", max_length=500)


class DropImprovement(OfImprovement):
    """Why it is not done after all."""

    reason = forms.CharField(label="Why is it not done?", max_length=500)


class Because(ActionForm):
    """Why."""

    reason = LongTextField(label="Why?", max_length=2_000)

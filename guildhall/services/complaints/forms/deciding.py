"""While it is looked into, what is decided of it, and the stages after the first."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError

from guildhall.commons.design.fields import DateField, LongTextField
from guildhall.kernel import time
from guildhall.kernel.actions import ActionForm
from guildhall.kernel.gates import Actor
from guildhall.kernel.verbs import colleagues
from guildhall.services.complaints.models import Cause, Outcome, Point


def is_theirs(by: Any) -> bool:
    """Whether the person whose complaint it is does this, through their link or signed in."""
    return by is not None and Actor.of(by).kind in {"party", "resident"}


class Arrived(ActionForm):
    """Something they gave: now, through their link, or on the day staff say it arrived."""

    on = DateField(
        label="What day did it arrive?", help_text="Leave it empty if it arrived today.", required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_theirs(self.by):
            del self.fields["on"]


class AddPoint(ActionForm):
    """What else they complain of."""

    text = LongTextField(
        label="What else went wrong?",
        help_text="In their words. It is answered with the rest.",
        max_length=2_000,
    )


class DecidePoint(ActionForm):
    """Which point, what was decided, and why."""

    point = forms.ModelChoiceField(
        label="Which point?", queryset=Point.objects.none(), empty_label=None, widget=forms.RadioSelect
    )
    outcome = forms.ChoiceField(
        label="What did you decide?", choices=Outcome.choices, widget=forms.RadioSelect
    )
    reasons = LongTextField(
        label="Why?",
        help_text="What you looked at, what should have happened and what did. This goes into the letter.",
        max_length=10_000,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None:
            self.fields["point"].queryset = self.record.points.order_by("number")  # type: ignore[attr-defined]


class OweNothing(ActionForm):
    """Why nothing is owed although something went wrong."""

    reasons = LongTextField(
        label="Why is nothing owed?",
        help_text="For example, it was put right before they complained. This goes into the letter.",
        max_length=5_000,
    )


class Extend(ActionForm):
    """Why more time is needed."""

    reason = LongTextField(
        label="Why does it take longer?",
        help_text="In plain words. It goes into the letter, with the Ombudsman’s details.",
        max_length=2_000,
    )


class AgreePlan(ActionForm):
    """What was agreed with whoever complained: how it is looked into, and by when (SI 2009/309 reg.13(7))."""

    plan = LongTextField(label="How will it be looked into?", max_length=5_000)
    agreed_on = DateField(label="By which day will they have an answer?")

    def clean_agreed_on(self) -> Any:
        if self.cleaned_data["agreed_on"] < time.today():
            raise ValidationError("The day must be today or later")
        return self.cleaned_data["agreed_on"]


class Answer(ActionForm):
    """What is said beside the decision of each point, which the letter sets out by itself."""

    answer = LongTextField(
        label="What do you say to them?",
        help_text="What you found, and that you are sorry where you should be. The points with their "
        "reasons, the remedies and their rights follow by themselves.",
        max_length=20_000,
    )


class Escalate(Arrived):
    """What they are still not content with."""

    still_wrong = LongTextField(
        label="What are you not content with?",
        help_text="Say it in your own words.",
        max_length=10_000,
        error_messages={"required": "Tell us what you are not content with"},
    )
    late_because = forms.CharField(
        label="If it is after the last day, why should it be looked at?", max_length=500, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_theirs(self.by):
            del self.fields["late_because"]


class AcknowledgeAgain(ActionForm):
    """Who looks at it afresh: never who answered at stage 1."""

    owner = forms.ModelChoiceField(
        label="Who looks at it again?",
        queryset=get_user_model().objects.none(),
        empty_label=None,
        help_text="Somebody who did not answer it before.",
        error_messages={"invalid_choice": "Choose somebody who did not answer it at stage 1"},
    )
    definition = LongTextField(label="How do we understand it now?", max_length=5_000)
    investigator = forms.CharField(label="Who is the investigating officer?", max_length=200)
    independent_person = forms.CharField(
        label="Who is the independent person?", help_text="Nobody who works for us otherwise.", max_length=200
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is None:
            return
        others = colleagues(self.record).exclude(pk=self.record.handled_by_id or 0)
        self.fields["owner"].queryset = others  # type: ignore[attr-defined]
        self.initial = {"definition": self.record.definition, **self.initial}
        if not self.record.procedure.investigated:
            del self.fields["investigator"], self.fields["independent_person"]


class PanelMet(ActionForm):
    """The day the panel met."""

    on = DateField(label="What day did the panel meet?")


class PanelReported(ActionForm):
    """What the panel found and recommends."""

    panel_said = LongTextField(label="What did the panel find, and recommend?", max_length=20_000)
    on = DateField(label="What day did the report arrive?")


class Withdraw(Arrived):
    """Nothing need be said; something may be."""

    why = forms.CharField(label="Is there a reason you want to give?", max_length=500, required=False)


class Learn(ActionForm):
    """Why it went wrong, and what follows from that."""

    cause = forms.ChoiceField(label="Why did it go wrong?", choices=Cause.choices)
    learned = LongTextField(
        label="What have we learned?",
        help_text="Nobody’s name: it is read by those who improve the service.",
        max_length=5_000,
        required=False,
    )

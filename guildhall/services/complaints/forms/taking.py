"""Whether it is a complaint: taken on, not accepted, or passed on to where it is decided."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError

from guildhall.commons.design.fields import LongTextField
from guildhall.kernel.actions import ActionForm
from guildhall.kernel.clocks.periods import months_after
from guildhall.kernel.records import Team
from guildhall.kernel.verbs import colleagues
from guildhall.services.complaints.models import Ground
from guildhall.services.complaints.procedures import ELSEWHERE, PROCEDURES

MONTHS_TO_COMPLAIN = 12
DISSATISFIED, FIRST_REQUEST, SURVEY = "dissatisfied", "request", "survey"
NOT_ONE = {
    FIRST_REQUEST: "That is a request for a service: pass it on as one. "
    "It becomes a complaint when they are not content with what is done",
    SURVEY: "Ask them first whether they want it looked into as a complaint",
}


def is_old(complaint: Any) -> bool:
    """Whether they had known of it for more than twelve months when they complained (Code 2.2)."""
    since = complaint.since_on
    return bool(since) and months_after(since, MONTHS_TO_COMPLAIN) < complaint.opened_on


class Accept(ActionForm):
    """The test of what a complaint is (Code 1.2 to 1.7), how we understand it, and who looks into it."""

    test = forms.ChoiceField(
        label="What is it?",
        help_text="Whatever they call it, and whoever says it for them.",
        choices=[
            (DISSATISFIED, "They are not content with what we did, or did not do, or how"),
            (FIRST_REQUEST, "They ask for a service, or for something to be put right, for the first time"),
            (SURVEY, "They answered a survey, and have not said that they want it looked into"),
        ],
        widget=forms.RadioSelect,
    )
    regime = forms.ChoiceField(
        label="Which procedure?", choices=[(each.key, each.label) for each in PROCEDURES]
    )
    definition = LongTextField(
        label="How do we understand it?",
        help_text="What they complain of and what they want. It goes into the letter: they can put us right.",
        max_length=5_000,
    )
    points = LongTextField(
        label="What are its points?",
        help_text="One on each line. Each of them is answered by itself.",
        max_length=5_000,
    )
    late_because = LongTextField(
        label="They knew of it more than twelve months ago. Why do we look at it all the same?",
        help_text="We may, and should where there was a good reason to wait (Code 2.2).",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2_000,
        error_messages={"required": "Say why we look at it although it is old, or do not accept it"},
    )
    owner = forms.ModelChoiceField(
        label="Who looks into it?",
        queryset=get_user_model().objects.none(),
        required=False,
        empty_label="Me",
    )
    team = forms.ModelChoiceField(
        label="Which team’s service is it about?",
        queryset=Team.objects.order_by("name"),
        required=False,
        empty_label="No team",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is None:
            return
        self.fields["owner"].queryset = colleagues(self.record)  # type: ignore[attr-defined]
        kept = {"regime": self.record.regime, "team": self.record.team_id, "points": self.record.complained}
        self.initial = {**kept, **self.initial}
        if not is_old(self.record):
            del self.fields["late_because"]

    def clean_test(self) -> str:
        """A first request is served, not answered as a complaint."""
        if wrong := NOT_ONE.get(self.cleaned_data["test"]):
            raise ValidationError(wrong)
        return str(self.cleaned_data["test"])

    def clean_points(self) -> list[str]:
        lines = (line.strip(" -•*\t") for line in self.cleaned_data["points"].splitlines())
        return [line for line in lines if line]


class Refuse(ActionForm):
    """Why this one is not looked into; a kind of complaint is never shut out (Code 2.5)."""

    ground = forms.ChoiceField(
        label="Why is it not accepted?", choices=Ground.choices, widget=forms.RadioSelect
    )
    reasons = LongTextField(
        label="What are the reasons, in this case?",
        help_text="This goes into the letter, with the Ombudsman’s details.",
        max_length=5_000,
    )
    weighed = forms.BooleanField(
        label="I have weighed this complaint on its own, and whether to look at it all the same",
        error_messages={"required": "Weigh this complaint on its own: no kind of complaint is shut out"},
    )

    def clean_ground(self) -> str:
        ground = str(self.cleaned_data["ground"])
        if ground == Ground.OLD and self.record is not None and not is_old(self.record):
            raise ValidationError("Nothing says that they knew of it more than twelve months ago")
        return ground


class PassOn(ActionForm):
    """Where it is decided instead."""

    elsewhere = forms.ChoiceField(
        label="What is it?",
        choices=[(each.key, each.label) for each in ELSEWHERE],
        widget=forms.RadioSelect,
    )
    because = LongTextField(
        label="What do you want to tell them?",
        help_text="Who has it now, and what they will do. This goes into the letter.",
        max_length=5_000,
    )

"""The three questions."""

from __future__ import annotations

from django import forms

from guildhall.commons.design.fields import LongTextField
from guildhall.commons.satisfaction.models import Answer, Score
from guildhall.kernel.actions import nothing_hidden


class ThreeQuestions(forms.Form):
    """One must be answered; the other two may be left out."""

    score = forms.TypedChoiceField(
        label="How satisfied were you with how we dealt with it?",
        choices=Score.choices,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how satisfied you were, or that you cannot say"},
    )
    got = forms.ChoiceField(
        label="Did you get what you needed?",
        choices=Answer.Got.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    comment = LongTextField(
        label="What did we do well, or what should we do better?",
        help_text="Do not give your name, or anybody else’s.",
        max_length=2_000,
        required=False,
        validators=[nothing_hidden],
    )

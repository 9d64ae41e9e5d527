"""What is asked of a team, and of whoever asks it."""

from __future__ import annotations

from django import forms

from guildhall.commons.design.fields import DateField, LongTextField
from guildhall.commons.documents.fields import DocumentField
from guildhall.kernel.actions import ActionForm
from guildhall.kernel.fields import RecordField
from guildhall.kernel.records import Sensitivity, Team


class Ask(ActionForm):
    """Which record needs it, which team, what, and by when the whole is due."""

    about = RecordField(label="Reference of the request")
    team = forms.ModelChoiceField(label="Team", queryset=Team.objects.order_by("name"))
    question = LongTextField(label="What do they need to find?", max_length=5_000)
    sensitivity = forms.TypedChoiceField(
        label="How widely may it be seen?", choices=Sensitivity.choices, coerce=int
    )
    answer_due = DateField(label="When the whole answer is due", required=False)


class AnswerPart(ActionForm):
    """What the team found."""

    answer = LongTextField(
        label="What did you find?",
        help_text="Everything you hold, also what you think should be withheld: say so, and why.",
        max_length=50_000,
    )
    file = DocumentField(label="Is there a document that goes with it?", required=False)


class ReturnToSender(ActionForm):
    """Why it is not theirs, and whose it may be."""

    reason = forms.CharField(
        label="Why is it not yours?", help_text="Say whose it may be, if you know.", max_length=1_000
    )


class Redate(ActionForm):
    """When the whole is due now."""

    answer_due = DateField(label="When the whole answer is due", required=False)

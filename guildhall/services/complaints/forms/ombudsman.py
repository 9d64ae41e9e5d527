"""What is asked of an Ombudsman's case, and of what is recommended in it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError

from guildhall.commons.design.fields import DateField, LongTextField
from guildhall.commons.documents.fields import DocumentField
from guildhall.kernel import time
from guildhall.kernel.actions import ActionForm
from guildhall.kernel.fields import RecordField
from guildhall.kernel.verbs import colleagues
from guildhall.services.complaints.forms.remedying import Do, Drop
from guildhall.services.complaints.models import Complaint, Enquiry, OmbudsmanCase, Remedy
from guildhall.services.complaints.models.ombudsman import DECISIONS, DECISIONS_BY_KEY
from guildhall.services.complaints.procedures import AREAS

ASKED_TOGETHER = "Enter both what they ask and the day it is due back, or neither"


class ComplaintField(RecordField):
    """A complaint, by its reference: one that whoever is asked may read."""

    def clean(self, value: Any) -> Any:
        record = super().clean(value)
        if record is None:
            return None
        if record.service != Complaint.service_key:
            raise ValidationError(f"{record.reference} is no complaint")
        return Complaint.objects.get(pk=record.pk)


class Asked(ActionForm):
    """What they ask, and the day it is due back."""

    kind = forms.ChoiceField(label="What kind of enquiry is it?", choices=Enquiry.Kind.choices)
    asked = LongTextField(label="What do they ask?", max_length=10_000)
    due_back_on = DateField(label="By which day do they want the answer?")
    on = DateField(
        label="What day did it arrive?", help_text="Leave it empty if it arrived today.", required=False,
        not_after=time.today,
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        came = said.get("on") or time.today()
        if (due := said.get("due_back_on")) and due < came:
            self.add_error("due_back_on", "The day must be the day it arrived, or later")
        return said


class LogCase(Asked):
    """A case as an Ombudsman first tells of it; they need not ask anything yet."""

    field_order = (
        "scheme", "their_reference", "complaint", "area", "subject", "kind", "asked", "due_back_on", "on",
    )  # fmt: skip
    scheme = forms.ChoiceField(label="Who looks at it?", choices=OmbudsmanCase.Scheme.choices)
    their_reference = forms.CharField(label="What is their reference?", max_length=40)
    complaint = ComplaintField(
        label="Which complaint is it about?",
        help_text="Its reference. Leave it empty where we hold none: it can be said later.",
        required=False,
    )
    area = forms.ChoiceField(label="What is it about?", choices=[(each.key, each.label) for each in AREAS])
    subject = LongTextField(
        label="What do they look at?", help_text="Nobody’s name.", max_length=5_000, required=False
    )
    kind = forms.ChoiceField(
        label="What kind of enquiry is it?", choices=Enquiry.Kind.choices, required=False
    )
    asked = LongTextField(
        label="What do they ask?",
        help_text="Leave it empty where they only tell us of it.",
        max_length=10_000,
        required=False,
    )
    due_back_on = DateField(label="By which day do they want the answer?", required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if not self.errors and bool(said.get("asked")) != bool(said.get("due_back_on")):
            self.add_error("due_back_on", ASKED_TOGETHER)
        return said


class LogTheirCase(LogCase):
    """The same, from the page of the complaint they look at."""

    complaint = None  # type: ignore[assignment]
    area = None  # type: ignore[assignment]


class SayWhichComplaint(ActionForm):
    """The complaint it turns out to be about."""

    complaint = ComplaintField(label="Which complaint is it about?", help_text="Its reference.")


class AnswerEnquiry(ActionForm):
    """What was answered."""

    answer = LongTextField(label="What do we answer?", max_length=20_000)
    file = DocumentField(label="Is there a document with it?", required=False)
    on = DateField(
        label="What day was it sent?", required=False, help_text="Leave it empty if it was today.",
        not_after=time.today,
    )  # fmt: skip


class DecideCase(ActionForm):
    """What they decided."""

    decision = forms.ChoiceField(
        label="What did they decide?", choices=[(each.key, each.label) for each in DECISIONS]
    )
    found = LongTextField(
        label="What did they find?", help_text="Nobody’s name.", max_length=20_000, required=False
    )
    remedied_before = forms.BooleanField(
        label="They were content with what we had done to put it right before they were asked",
        required=False,
    )
    on = DateField(label="What day did they decide?", not_after=time.today)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None and self.record.pk:
            theirs = [(each.key, each.label) for each in DECISIONS if each.of == self.record.scheme]
            self.fields["decision"].choices = theirs  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        decided = DECISIONS_BY_KEY.get(said.get("decision", ""))
        if said.get("remedied_before") and decided and not decided.upheld:
            self.add_error("remedied_before", "Nothing was to be put right: leave this empty")
        return said


class Recommend(ActionForm):
    """What they recommend, by when, and who sees to it."""

    kind = forms.ChoiceField(label="What kind of remedy is it?", choices=Remedy.Kind.choices)
    what = LongTextField(label="What do they recommend?", help_text="In their words.", max_length=5_000)
    asked_for = DateField(label="By which day?")
    cost = forms.DecimalField(
        label="What does it cost, in pounds?", min_value=0, max_digits=10, decimal_places=2, required=False
    )
    owner = forms.ModelChoiceField(
        label="Who sees to it?",
        queryset=get_user_model().objects.filter(is_staff=True),
        required=False,
        empty_label="Me",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None and self.record.pk:
            self.fields["owner"].queryset = colleagues(self.record)  # type: ignore[attr-defined]


class Recommended(Recommend):
    """The same, as a case's own verb hands it on."""

    about = forms.ModelChoiceField(label="Which case?", queryset=OmbudsmanCase.objects.all())


class Comply(Do):
    """How it is known that the council complied."""


class NoLongerAsked(Drop):
    """Why they no longer ask for it."""

    reasons = LongTextField(
        label="Why do they no longer ask for it?", help_text="In their words.", max_length=2_000
    )


class AgreeLater(ActionForm):
    """A later day, as they agreed."""

    asked_for = DateField(label="By which day now?")
    reason = LongTextField(label="Why, and who agreed to it?", max_length=2_000)

    def clean_asked_for(self) -> Any:
        day = self.cleaned_data["asked_for"]
        if self.record is not None and day <= self.record.asked_for:
            raise ValidationError("The day must be later than the one they set")
        return day

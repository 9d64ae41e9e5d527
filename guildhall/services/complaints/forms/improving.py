"""What becomes better because of complaints: who does it, by when, and what everybody is told of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError

from guildhall.commons.design.fields import DateField, LongTextField
from guildhall.kernel import time
from guildhall.kernel.actions import ActionForm
from guildhall.kernel.fields import RecordsField
from guildhall.kernel.verbs import colleagues
from guildhall.services.complaints.forms.remedying import Do, Drop
from guildhall.services.complaints.models import Cause, Complaint
from guildhall.services.complaints.naming import named_in
from guildhall.services.complaints.procedures import AREAS

NOBODY = "Nobody’s name."
TELLS = ("public_title", "you_said", "we_did")


class Improve(ActionForm):
    """What was heard, what is changed, by whom and by when."""

    cause = forms.ChoiceField(
        label="Why did it go wrong?", choices=[each for each in Cause.choices if each[0] != Cause.NOTHING]
    )
    heard = LongTextField(label="What did people tell us?", help_text=NOBODY, max_length=5_000)
    what = LongTextField(label="What do we change?", help_text=NOBODY, max_length=5_000)
    promised_for = DateField(label="By which day?")
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
            cause = getattr(self.record, "cause", "")
            self.initial = {"cause": cause, "heard": getattr(self.record, "learned", ""), **self.initial}

    def clean_promised_for(self) -> Any:
        if self.cleaned_data["promised_for"] < time.today():
            raise ValidationError("The day must be today or later")
        return self.cleaned_data["promised_for"]


class PlanImprovement(Improve):
    """The same, learned from several complaints, or from all of a service's."""

    field_order = ("complaints", "area", "cause", "heard", "what", "promised_for", "owner")
    complaints = RecordsField(
        label="Which complaints is it learned from?",
        help_text="Their references. Leave it empty where it is learned from many.",
        required=False,
    )
    area = forms.ChoiceField(label="Which service?", choices=[(each.key, each.label) for each in AREAS])

    def clean_complaints(self) -> list[Complaint]:
        given = self.cleaned_data["complaints"]
        if other := [each.reference for each in given if each.service != Complaint.service_key]:
            raise ValidationError(f"{other[0]} is no complaint")
        return list(Complaint.objects.filter(pk__in=[each.pk for each in given]).order_by("pk"))


class DoImprovement(Do):
    """How it is known that it was done."""


class DropImprovement(Drop):
    """Why it is not done after all."""

    reasons = LongTextField(label="Why is it not done after all?", max_length=2_000)


class ImproveLater(ActionForm):
    """Another day, and why."""

    promised_for = DateField(label="By which day now?")
    reason = LongTextField(label="Why does it take longer?", max_length=2_000)

    def clean_promised_for(self) -> Any:
        day = self.cleaned_data["promised_for"]
        if self.record is not None and day <= self.record.promised_for:
            raise ValidationError("The day must be later than the one that was planned")
        return day


class PublishImprovement(ActionForm):
    """What everybody reads: what people said, and what we did. It says nothing of who complained."""

    public_title = forms.CharField(label="Title", max_length=160)
    you_said = LongTextField(label="You said", help_text=NOBODY, max_length=5_000)
    we_did = LongTextField(label="We did", help_text=NOBODY, max_length=5_000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None and self.record.pk:
            told = (self.record.public_title, self.record.you_said, self.record.we_did)
            first = (self.record.title[:160], self.record.heard, self.record.what)
            known = {name: said or was for name, said, was in zip(TELLS, told, first, strict=True)}
            self.initial = {**known, **self.initial}

    def clean(self) -> dict[str, Any]:
        """Whoever complained is not named, nor by their address or number."""
        said = super().clean() or self.cleaned_data
        for name in TELLS:
            if self.record is not None and (found := named_in(self.record, said.get(name, ""))):
                self.add_error(name, f"This names somebody who complained: {', '.join(found)}. Take it out")
        return said


class WhyNotPublished(ActionForm):
    """Why everybody does not read of it."""

    reason = forms.CharField(label="Why should it not be published?", max_length=300)

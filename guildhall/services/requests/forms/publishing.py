"""What the public is shown, or why it is not."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms

from guildhall.commons.design.fields import DateField, LongTextField
from guildhall.commons.documents.models import Document
from guildhall.kernel import time
from guildhall.kernel.actions import ActionForm
from guildhall.services.requests.names import named_in

SHOWN = ("public_title", "summary", "public_answer")


class Publish(ActionForm):
    """The entry in the disclosure log. It says nothing of who asked."""

    public_title = forms.CharField(label="Title", max_length=300)
    summary = LongTextField(label="What was asked", max_length=10_000, required=False)
    public_answer = LongTextField(
        label="What was answered",
        help_text="The documents given out with the answer appear beside it.",
        max_length=50_000,
    )
    appears_on = DateField(
        label="When should it appear?", help_text="Leave it empty for today.", required=False
    )
    name_is_public = forms.BooleanField(
        label="The requester’s name may be published: they are an organisation, or agreed to it",
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None:
            said = [text for text in (self.record.answer, self.record.withheld_because) if text]
            shown = {"public_title": self.record.title, "public_answer": "\n\n".join(said)}
            kept = {name: getattr(self.record, name) for name in SHOWN if getattr(self.record, name)}
            self.initial = {**shown, **kept, **self.initial}

    def clean_appears_on(self) -> date:
        day: date | None = self.cleaned_data["appears_on"]
        if day and day < time.today():
            raise forms.ValidationError("The day must be today or in the future")
        return day or time.today()

    def clean(self) -> dict[str, Any]:
        """Warns where the requester would be named; a person may say that it is right."""
        said = super().clean() or self.cleaned_data
        if self.record is not None and not said.get("name_is_public"):
            self._leave_the_name_out(said)
        return said

    def _leave_the_name_out(self, said: dict[str, Any]) -> None:
        """Neither the entry's words nor the names of the documents beside it say who asked."""
        for name in SHOWN:
            if found := named_in(self.record, said.get(name, "")):
                self.add_error(name, f"This names the requester: {', '.join(found)}. Take it out")
        given = Document.objects.filter(record=self.record.pk, kind=Document.Kind.RELEASED, forgotten_on=None)
        for document in given.values_list("name", flat=True):
            if named_in(self.record, re.sub(r"[_.]", " ", document)):
                sentence = f"Everybody would see the document “{document}”, which names the requester"
                self.add_error(None, f"{sentence}: decide not to publish it")


class WhyNotPublished(ActionForm):
    """Why the public is not shown it."""

    reason = forms.CharField(label="Why should it not be published?", max_length=300)

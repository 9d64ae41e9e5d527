"""What is asked about a report to a meeting."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from guildhall.commons.design.fields import DateField, LongTextField
from guildhall.kernel.actions import ActionForm
from guildhall.kernel.fields import RecordField, seen
from guildhall.kernel.records import Record
from guildhall.services.meetings.models import Meeting
from guildhall.services.meetings.models.report import COMMENTS, PARAGRAPHS, SECTIONS

LONGEST = 100_000


class Draft(ActionForm):
    """Which meeting it is for, whose it is, and what everybody may call it."""

    meeting = RecordField(label="For which meeting?", help_text="Its reference, such as ME-2018-00042.")
    title = forms.CharField(label="What is it called?", max_length=300)
    public_title = forms.CharField(
        label="What may everybody call it?",
        max_length=300,
        required=False,
        help_text="Only where the title itself says what is exempt.",
    )
    author_role = forms.CharField(
        label="Whose report is it?", max_length=160, help_text="A role, not a name."
    )

    def clean_meeting(self) -> Meeting:
        found: Record = self.cleaned_data["meeting"]
        if seen(found, self.by).service != Meeting.service_key:
            raise ValidationError("Enter the reference of a meeting")
        meeting = Meeting.objects.get(pk=found.pk)
        if not meeting.formal:
            raise ValidationError("An informal meeting has no reports")
        if meeting.stage not in {Meeting.Stage.PLANNED, Meeting.Stage.SUMMONED, Meeting.Stage.ADJOURNED}:
            raise ValidationError(f"That meeting is {meeting.stage_label.lower()}")
        return meeting


class Write(ActionForm):
    """What the report says; the action gets the answers together, as `written`."""

    purpose = LongTextField(label=SECTIONS["purpose"], max_length=LONGEST, required=False)
    recommendations = LongTextField(label=SECTIONS["recommendations"], max_length=LONGEST, required=False)
    background = LongTextField(label=SECTIONS["background"], max_length=LONGEST, required=False)
    reasons = LongTextField(label=SECTIONS["reasons"], max_length=LONGEST, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None:
            self.initial = {**{name: getattr(self.record, name) for name in SECTIONS}, **self.initial}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        return {**given, "written": {name: given.get(name, "") for name in SECTIONS}}


class Comment(ActionForm):
    """What finance, legal services or equality say of it."""

    section = forms.ChoiceField(label="As what?", choices=list(COMMENTS.items()), widget=forms.RadioSelect)
    text = LongTextField(label="What is said?", max_length=LONGEST)


class Return(ActionForm):
    """What is to be done to it."""

    why = LongTextField(label="What is to be done to it?", max_length=5_000)


class MakeExempt(ActionForm):
    """Under which paragraphs, and why the public interest is in withholding it; the qualifiers asked."""

    paragraphs = forms.TypedMultipleChoiceField(
        label="Under which paragraphs is it exempt?",
        choices=[(number, f"{number}. {words}") for number, words in PARAGRAPHS.items()],
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )
    registered = forms.BooleanField(
        label="It has to be registered under the Companies Acts or the like",
        required=False,
        help_text="Then paragraph 3 does not make it exempt (paragraph 8 of the Schedule).",
    )
    own_planning = forms.BooleanField(
        label="It is about development for which the council may give itself permission",
        required=False,
        help_text="Then nothing makes it exempt (paragraph 9).",
    )
    balance = forms.ChoiceField(
        label="Where is the public interest?",
        choices=(
            ("withhold", "In withholding it, which outweighs disclosing it"),
            ("equal", "Equally in both"),
            ("disclose", "In disclosing it"),
        ),
        widget=forms.RadioSelect,
    )
    public_interest = LongTextField(
        label="Why is the public interest in withholding it?",
        max_length=5_000,
        help_text="Everybody can read this on the agenda: do not give away what is exempt.",
    )
    review_on = DateField(label="When is it looked at again?")
    public_title = forms.CharField(
        label="What may everybody call it?",
        max_length=300,
        help_text="The agenda shows this title, and nothing else of it.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None:
            self.initial = {"public_title": self.record.public_title, **self.initial}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("registered") and 3 in given.get("paragraphs", ()):
            self.add_error(
                "paragraphs", "Paragraph 3 does not apply to what has to be registered (paragraph 8)"
            )
        if given.get("own_planning"):
            self.add_error("own_planning", "The council’s own development is never exempt (paragraph 9)")
        if given.get("balance") in {"equal", "disclose"}:
            self.add_error(
                "balance", "It is exempt only while withholding it outweighs disclosing it (paragraph 10)"
            )
        return given


class ReviewExemption(ActionForm):
    """When the exemption is looked at next."""

    public_interest = LongTextField(
        label="Why is the public interest still in withholding it?", max_length=5_000
    )
    review_on = DateField(label="When is it looked at again?")


class Redate(ActionForm):
    """The day its meeting moved to."""

    meets_on = DateField(label="On which day is its meeting?")


class MinuteInPrivate(ActionForm):
    """What was said and decided behind closed doors."""

    text = LongTextField(label="What was said and decided in private?", max_length=LONGEST)

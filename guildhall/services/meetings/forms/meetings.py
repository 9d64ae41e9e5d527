"""What is asked about a meeting and what is on its agenda."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from guildhall.commons.chamber.models import Body
from guildhall.commons.design.fields import DateField, LongTextField
from guildhall.kernel import time
from guildhall.kernel.actions import ActionForm
from guildhall.kernel.clocks.wording import said
from guildhall.kernel.fields import RecordField, seen
from guildhall.kernel.records import Record
from guildhall.services.meetings.clocks import reckoned
from guildhall.services.meetings.models import Item, Meeting, Report

KINDS = (("formal", "Formal: it has a published agenda"), ("informal", "Informal: a briefing or a visit"))


class At(ActionForm):
    """Day, hour and place of a meeting."""

    meets_on = DateField(label="On which day?")
    starts_at = forms.TimeField(
        label="At what time?", help_text="For example, 17:00.", widget=forms.TimeInput(format="%H:%M")
    )
    place = forms.CharField(label="Where?", max_length=200)


class Plan(At):
    """Which body meets, when and where."""

    body = RecordField(label="Which body?", help_text="Its reference, such as BD-2018-00003.")
    kind = forms.ChoiceField(label="What kind of meeting?", choices=KINDS, widget=forms.RadioSelect)
    webcast = forms.URLField(label="Where is it webcast?", required=False, assume_scheme="https")
    no_filming = forms.BooleanField(
        label="It may not be filmed", required=False, help_text="SI 2014/2095 reg.4: a public meeting may be."
    )
    field_order = ("body", "kind", "meets_on", "starts_at", "place", "webcast", "no_filming")

    def clean_body(self) -> Body:
        body: Record = self.cleaned_data["body"]
        if seen(body, self.by).service != Body.service_key:
            raise ValidationError("Enter the reference of a body")
        if not body.is_open:
            raise ValidationError(f"{body.title} is dissolved")
        return Body.objects.get(pk=body.pk)


class Move(At):
    """The same for a meeting whose day is not fixed by its agenda yet."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None:
            known = {name: getattr(self.record, name) for name in ("meets_on", "starts_at", "place")}
            self.initial = {**known, **self.initial}


class PutOnAgenda(ActionForm):
    """An item in words everybody may read, with its report where it has one."""

    title = forms.CharField(
        label="What is it called?",
        max_length=300,
        required=False,
        help_text="In words everybody may read. Leave it empty to take the report’s own public title.",
    )
    report = RecordField(
        label="Which report is it about?", required=False, help_text="Its reference, such as CR-2018-00012."
    )
    urgency = LongTextField(
        label="Why is it urgent?",
        max_length=2_000,
        required=False,
        help_text="Only for an item added after the agenda is published: the special circumstances, which "
        "are stated in the minutes (Local Government Act 1972 s.100B(4)).",
    )

    def clean_report(self) -> Report | None:
        found: Record | None = self.cleaned_data["report"]
        if found is None:
            return None
        if seen(found, self.by).service != Report.service_key:
            raise ValidationError("Enter the reference of a report to a meeting")
        report = Report.objects.get(pk=found.pk)
        if self.record is not None and report.for_meeting_id != self.record.pk:
            raise ValidationError("That report is for another meeting")
        if Item.objects.filter(report=report).exists():
            raise ValidationError("That report is on the agenda already")
        if not report.is_open:
            raise ValidationError(f"That report is {report.stage_label.lower()}")
        return report

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        report = given.get("report")
        if not given.get("title") and "report" in given and report is None:
            self.add_error("title", "Enter what the item is called, or the reference of its report")
        if self.record is not None and self.record.issued and not given.get("urgency"):
            self.add_error("urgency", "Enter why it cannot wait: the agenda is published")
        return {**given, "title": given.get("title") or (report.public_title if report else "")}


class OfItem(ActionForm):
    """One item of the meeting."""

    item = forms.ModelChoiceField(
        label="Which item?", queryset=Item.objects.none(), empty_label=None, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None:
            field: Any = self.fields["item"]
            field.queryset = Item.objects.filter(meeting=self.record.pk).order_by("order", "pk")


class PlaceItem(OfItem):
    """Where it stands on the agenda."""

    order = forms.IntegerField(label="Which number should it have?", min_value=1, max_value=200)


class PublishAgenda(ActionForm):
    """What the law asks for where it is late."""

    short_notice = LongTextField(
        label="Why is it published at shorter notice?",
        max_length=2_000,
        required=False,
        help_text="Only where fewer than five clear days are left (Local Government Act 1972 s.100A(6), "
        "s.100B). It is printed on the agenda.",
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        meeting = self.record
        if meeting is None:
            return given
        due = reckoned("agenda", meeting.meets_on)
        if time.today() > due and not given.get("short_notice"):
            self.add_error("short_notice", f"Enter why: it was to be published by {said(due)}")
        if not Item.objects.filter(meeting=meeting.pk).exists():
            raise ValidationError("Put an item on the agenda first")
        return given


class Supplement(ActionForm):
    """Why papers come after the agenda."""

    urgency = LongTextField(
        label="Why can it not wait?",
        max_length=2_000,
        required=False,
        help_text="Only where fewer than five clear days are left: the special circumstances, as the chair "
        "sees them. They are stated in the minutes (Local Government Act 1972 s.100B(4)(b)).",
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if self.record is None:
            return given
        due = reckoned("agenda", self.record.meets_on)
        if time.today() > due and not given.get("urgency"):
            self.add_error("urgency", f"Enter why: papers were to lie open by {said(due)}")
        return given


class NotHeld(ActionForm):
    """Why it is not held, in words everybody reads."""

    why = forms.CharField(label="Why is it not held?", max_length=500, help_text="Everybody can read this.")


class Reconvene(At):
    """When it goes on."""


class LinkWebcast(ActionForm):
    """Where the webcast of the meeting, or of one item, is to be seen."""

    webcast = forms.URLField(label="Where is the webcast?", assume_scheme="https")
    item = forms.ModelChoiceField(
        label="Of which item?", queryset=Item.objects.none(), required=False, empty_label="The whole meeting"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None:
            field: Any = self.fields["item"]
            field.queryset = Item.objects.filter(meeting=self.record.pk).order_by("order", "pk")


class ApproveMinutes(ActionForm):
    """At which meeting they were approved, and what was corrected."""

    at = RecordField(
        label="At which meeting were they approved?", help_text="Its reference, such as ME-2018-00042."
    )
    corrections = LongTextField(label="What was corrected?", max_length=5_000, required=False)

    def clean_at(self) -> Meeting:
        found: Record = self.cleaned_data["at"]
        if seen(found, self.by).service != Meeting.service_key:
            raise ValidationError("Enter the reference of a meeting")
        at = Meeting.objects.get(pk=found.pk)
        own = self.record
        if own is not None and (at.of_body_id != own.of_body_id or at.meets_on <= own.meets_on):
            raise ValidationError("Minutes are approved at a later meeting of the same body")
        if at.began_at is None:
            raise ValidationError("That meeting has not been held yet")
        return at

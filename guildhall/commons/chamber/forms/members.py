"""What is asked about a member."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from guildhall.commons.chamber.models import Group, InductionStep, Interest, Member
from guildhall.commons.design.fields import DateField, LongTextField
from guildhall.kernel import time
from guildhall.kernel.actions import ActionForm
from guildhall.kernel.fields import RecordField, seen

# Councillors come into office on the fourth day after the poll (RPA 1983, LGA 1972 s.7).
TAKES_OFFICE = timedelta(days=4)
PUBLIC = ("public_email", "public_phone", "surgeries")
TODAY = "Leave it empty for today."
TERM_ENDED = "The term ended"
# What leaves a casual vacancy (LGA 1972 s.87).
EARLY = ("Resigned", "Died", "Absent for six months", "Disqualified", "The election was void", "Not accepted")


class Reached(ActionForm):
    """How the public reaches a member: nobody's home address."""

    public_email = forms.EmailField(label="Email address for the public", required=False)
    public_phone = forms.CharField(label="Telephone number for the public", max_length=40, required=False)
    surgeries = LongTextField(
        label="Where and when are surgeries held?",
        help_text="For the public to read. No home address.",
        max_length=2_000,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        return {**given, "reached": {name: given.get(name, "") for name in PUBLIC}}


class Elect(Reached):
    """Who was elected where, on which day, and until when."""

    name = forms.CharField(label="Who was elected?", max_length=160)
    ward = forms.CharField(label="For which ward?", max_length=80)
    elected_on = DateField(label="When was the election?")
    term_ends_on = DateField(
        label="When does the term end?", help_text="The fourth day after the next election."
    )

    before = RecordField(
        label="Which term came before?",
        help_text="Its reference, such as MB-2014-00012, where the same person was elected again.",
        required=False,
    )

    def clean_before(self) -> Member | None:
        other = self.cleaned_data["before"]
        if other is None:
            return None
        if seen(other, self.by).service != Member.service_key:
            raise ValidationError("Enter the reference of a member")
        if Member.objects.filter(before=other.pk).exists():
            raise ValidationError("Another term has followed that one")
        return Member.objects.get(pk=other.pk)

    def clean_elected_on(self) -> date:
        day: date = self.cleaned_data["elected_on"]
        if day > time.today():
            raise ValidationError("The election must be today or in the past")
        return day

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        elected, ends = given.get("elected_on"), given.get("term_ends_on")
        if elected and ends and ends <= elected + TAKES_OFFICE:
            self.add_error(
                "term_ends_on", "The term must end after it begins, on the fourth day after the election"
            )
        return given


class CoOpt(ActionForm):
    """Who was co-opted, for whom they speak, and until when."""

    name = forms.CharField(label="Who was co-opted?", max_length=160)
    represents = forms.CharField(
        label="For whom do they speak?", help_text="Such as “Parent governors”.", max_length=200
    )
    term_ends_on = DateField(label="Until when?")
    on = DateField(label="Since when?", help_text=TODAY, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        begins, ends = given.get("on") or time.today(), given.get("term_ends_on")
        if ends and ends < begins:
            self.add_error("term_ends_on", "The last day must be after the first")
        return given


class KeepHomeAddress(ActionForm):
    """Where a member lives; empty to forget it."""

    home_address = LongTextField(
        label="What is the home address?",
        help_text="For officers only. Leave it empty to forget it.",
        max_length=500,
        required=False,
    )


class RequireTraining(ActionForm):
    """Which course, and by when."""

    course = forms.CharField(label="Which course?", max_length=160)
    due_on = DateField(label="By when?")


class Train(ActionForm):
    """Which course was taken, and when."""

    course = forms.CharField(label="Which course?", max_length=160)
    on = DateField(label="When?", help_text=TODAY, required=False)


class Induct(ActionForm):
    """Which steps of the induction, and when."""

    steps = forms.ModelMultipleChoiceField(
        label="What was done?",
        queryset=InductionStep.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    on = DateField(label="When?", help_text=TODAY, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None:
            field: Any = self.fields["steps"]
            steps = InductionStep.objects.filter(member=self.record.pk, done_on=None)
            field.queryset = steps.order_by("due_on", "pk")


class Correct(Reached):
    """The same, for a member in office, and the name as it is used."""

    name = forms.CharField(label="What is the member called?", max_length=160)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None:
            self.initial = {**{name: getattr(self.record, name) for name in self.fields}, **self.initial}


class OnADay(ActionForm):
    """When it happened."""

    on = DateField(label="When?", help_text=TODAY, required=False)


class JoinGroup(ActionForm):
    """Which political group, and since when."""

    group = forms.CharField(label="Which group?", max_length=80)
    short = forms.CharField(
        label="Its short name", max_length=16, required=False, help_text="Only for a group that is new here."
    )
    on = DateField(label="Since when?", help_text=TODAY, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        name = " ".join(str(given.get("group", "")).split())
        known = Group.objects.filter(name__iexact=name).first()
        short = given.get("short") or ""
        if name and known is None and not short:
            self.add_error("short", f"No group is called “{name}” here yet: enter a short name for it too")
        elif known is None and Group.objects.filter(short__iexact=short).exists():
            self.add_error("short", f"Another group is “{short}” for short")
        return {**given, "group": known or Group(name=name, short=short)}


class RegisterInterest(ActionForm):
    """One interest, as it is to stand in the register."""

    kind = forms.ChoiceField(label="What kind of interest?", choices=Interest.Kind.choices)
    what = LongTextField(label="What is it?", max_length=2_000)
    partner = forms.BooleanField(label="It is the spouse’s or civil partner’s", required=False)
    sensitive = forms.BooleanField(
        label="It is sensitive",
        help_text="The monitoring officer agrees that to publish it could lead to violence or intimidation. "
        "The register then says only that there is an interest (Localism Act 2011 s.32).",
        required=False,
    )
    on = DateField(label="When was it notified?", help_text=TODAY, required=False)


class EndInterest(ActionForm):
    """An interest there is no longer."""

    interest = forms.ModelChoiceField(
        label="Which interest?", queryset=Interest.objects.none(), empty_label=None, widget=forms.RadioSelect
    )
    on = DateField(label="Since when is there none?", help_text=TODAY, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None:
            field: Any = self.fields["interest"]
            field.queryset = Interest.objects.filter(member=self.record.pk, ended_on=None).order_by("pk")
            field.label_from_instance = lambda each: f"{each.get_kind_display()}: {each.what}"


class DeclareGift(ActionForm):
    """A gift or hospitality that was offered."""

    what = forms.CharField(label="What was offered?", max_length=300)
    giver = forms.CharField(label="By whom?", max_length=200)
    worth = forms.DecimalField(
        label="What is it worth, in pounds?", min_value=0, max_digits=9, decimal_places=2, required=False
    )
    accepted = forms.BooleanField(label="It was accepted", required=False)
    on = DateField(label="When was it offered?", help_text=TODAY, required=False)


class ApproveAbsence(ActionForm):
    """Until when the council approves the reason for absence."""

    until = DateField(label="Until when is the absence approved?")
    why = LongTextField(label="Which reason did the council approve?", max_length=2_000)
    on = DateField(label="When did the council approve it?", help_text=TODAY, required=False)


class LeaveOffice(ActionForm):
    """When and why a member left."""

    because = forms.ChoiceField(
        label="Why?",
        choices=[(text, text) for text in (TERM_ENDED, *EARLY)],
        widget=forms.RadioSelect,
    )
    on = DateField(label="What was the last day in office?", help_text=TODAY, required=False)

"""What is asked about a casual vacancy."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError

from guildhall.commons.chamber.models import Member
from guildhall.commons.design.fields import DateField, LongTextField
from guildhall.kernel.actions import ActionForm
from guildhall.kernel.fields import RecordField, seen
from guildhall.services.vacancies.models import Vacancy

TODAY = "Leave it empty for today."


def member_of(form: ActionForm) -> Member:
    """The councillor whose reference was given."""
    other = form.cleaned_data["member"]
    if seen(other, form.by).service != Member.service_key:
        raise ValidationError("Enter the reference of a member")
    return Member.objects.get(pk=other.pk)


class Arise(ActionForm):
    """Who left before the term was over."""

    member = RecordField(label="Who left?", help_text="Their reference, such as MB-2016-00012.")

    def clean_member(self) -> Member:
        member = member_of(self)
        if member.left_on is None or member.left_on >= member.term_ends_on or not member.ward:
            raise ValidationError(f"{member.name} left no seat vacant before its time")
        if Vacancy.objects.filter(holder=member).exists():
            raise ValidationError("That vacancy is entered already")
        return member


class OnADay(ActionForm):
    """When it happened."""

    on = DateField(label="When?", help_text=TODAY, required=False)


class ReceiveNotice(ActionForm):
    """Who asked for an election, and when."""

    electors = forms.CharField(
        label="Which electors gave notice?",
        help_text="Two, by their numbers in the register.",
        max_length=200,
    )
    on = DateField(label="When did it arrive?", help_text=TODAY, required=False)


class SetElection(ActionForm):
    """The day of the poll."""

    election_on = DateField(label="On which day is the poll?")


class Fill(ActionForm):
    """Who was elected."""

    member = RecordField(
        label="Who was elected?", help_text="The reference of the new member: enter the election first."
    )

    def clean_member(self) -> Member:
        return member_of(self)


class LeaveOpen(ActionForm):
    """Why there is no election."""

    why = LongTextField(label="Why?", max_length=500, required=False)

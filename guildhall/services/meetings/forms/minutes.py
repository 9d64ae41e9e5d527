"""What is asked while a meeting is minuted: each form is a short part of one page."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from guildhall.commons.chamber.models import Member
from guildhall.commons.design.fields import DateField, LongTextField
from guildhall.kernel.actions import ActionForm
from guildhall.services.meetings.forms.meetings import OfItem
from guildhall.services.meetings.models import Attendance, Declaration, FollowUp, Motion, Vote
from guildhall.services.meetings.present import expected, in_room, on_roll


def members(label: str, **options: Any) -> Any:
    """One member; the form narrows who."""
    return forms.ModelChoiceField(label=label, queryset=Member.objects.none(), **options)


def several(label: str) -> Any:
    return forms.ModelMultipleChoiceField(
        label=label, queryset=Member.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )


class OfMembers(ActionForm):
    """A form some of whose fields name members: whom, the meeting says."""

    def offer(self, found: Any, *names: str) -> None:
        for name in names:
            field: Any = self.fields[name]
            field.queryset, field.label_from_instance = found, lambda member: member.name

    def rows_as_lists(self, *names: str) -> None:
        """On the page a member is a row with one choice in it, `row-12=present`: sorted into the fields."""
        if not isinstance(self.data, QueryDict):
            return
        rows = [(key[4:], value) for key, value in self.data.items() if key.startswith("row-")]
        if rows:
            self.data = told = self.data.copy()
            for name in names:
                told.setlist(name, [pk for pk, value in rows if value == name])


class TakeAttendance(OfMembers):
    """Who came, who sent apologies, who chairs, and when it began."""

    began_at = forms.TimeField(label="When did it begin?", widget=forms.TimeInput(format="%H:%M"))
    chaired_by = members("Who chairs?", empty_label=None)
    present = several("Who is present?")
    apologies = several("Who sent apologies?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None:
            self.offer(expected(self.record), "chaired_by", "present", "apologies")
            self.initial = {"began_at": self.record.starts_at, **self.initial}
        self.rows_as_lists("present", "apologies")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        present, apologies = given.get("present", ()), given.get("apologies", ())
        if both := {*present} & {*apologies}:
            raise ValidationError(f"{min(each.name for each in both)} cannot be present and send apologies")
        chair = given.get("chaired_by")
        if chair and chair not in present:
            self.add_error("chaired_by", "Whoever chairs is present")
        return given


class Arrive(OfMembers):
    """Who came, when, and for whom."""

    member = members("Who arrives?", empty_label=None)
    at = forms.TimeField(label="At what time?")
    stands_for = members("For whom do they stand in?", required=False, empty_label="Nobody")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None:
            everybody = on_roll(self.record.meets_on)
            self.offer(everybody.exclude(pk__in=in_room(self.record).values("member")), "member")
            self.offer(expected(self.record), "stands_for")


class Leave(OfMembers):
    """Who went, and when."""

    member = members("Who leaves?", empty_label=None)
    at = forms.TimeField(label="At what time?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None:
            self.offer(Member.objects.filter(pk__in=in_room(self.record).values("member")), "member")


class DeclareInterest(OfItem, OfMembers):
    """Who has an interest in which item."""

    member = members("Who declares an interest?", empty_label=None)
    kind = forms.ChoiceField(label="What kind?", choices=Declaration.Kind.choices, widget=forms.RadioSelect)
    what = forms.CharField(label="What is it?", max_length=500, help_text="Everybody can read this.")
    dispensation = forms.BooleanField(label="They have a dispensation to vote", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None:
            present = Attendance.objects.filter(meeting=self.record.pk, how=Attendance.How.PRESENT)
            self.offer(Member.objects.filter(pk__in=present.values("member")), "member")


class PutMotion(OfItem, OfMembers):
    """A motion, or an amendment of one."""

    text = LongTextField(label="What is moved?", max_length=10_000)
    mover = members("Who moves it?", empty_label=None)
    seconder = members("Who seconds it?", empty_label=None)
    amends = forms.ModelChoiceField(
        label="Which motion does it amend?",
        queryset=Motion.objects.none(),
        required=False,
        empty_label="None: it is a motion of its own",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None:
            found = Member.objects.filter(pk__in=in_room(self.record).values("member"))
            self.offer(found, "mover", "seconder")
            field: Any = self.fields["amends"]
            field.queryset = Motion.objects.filter(item__meeting=self.record.pk, outcome="").order_by("pk")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("mover") and given.get("mover") == given.get("seconder"):
            self.add_error("seconder", "Somebody else seconds it")
        amends = given.get("amends")
        if amends and given.get("item") and amends.item_id != given["item"].pk:
            self.add_error("amends", "That motion is about another item")
        return given


class OfMotion(OfMembers):
    """A motion that is not settled yet."""

    motion = forms.ModelChoiceField(
        label="Which motion?", queryset=Motion.objects.none(), empty_label=None, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None:
            field: Any = self.fields["motion"]
            field.queryset = Motion.objects.filter(item__meeting=self.record.pk, outcome="").order_by("pk")


class TakeVote(OfMotion):
    """How each member voted, and the chair's second vote where they are equal."""

    in_favour = several("Who is for it?")
    against = several("Who is against it?")
    abstained = several("Who abstains?")
    casting = forms.ChoiceField(
        label="How does the chair use the casting vote?",
        choices=[("", "Not needed or not used"), *Vote.Way.choices[:2]],
        required=False,
        help_text="Only where as many are for it as against it (LGA 1972 Sch. 12 para. 39).",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None:
            found = Member.objects.filter(pk__in=in_room(self.record).values("member")).order_by("name", "pk")
            self.offer(found, "in_favour", "against", "abstained")
        self.rows_as_lists("in_favour", "against", "abstained")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        voted = [each for name in ("in_favour", "against", "abstained") for each in given.get(name, ())]
        if twice := [member for member in voted if voted.count(member) > 1]:
            raise ValidationError(f"{twice[0].name} votes once")
        if not voted:
            raise ValidationError("Enter how the members voted")
        if given.get("casting") and len(given.get("in_favour", ())) != len(given.get("against", ())):
            self.add_error("casting", "The chair has a second vote only where votes are equal")
        return given


class Minute(OfItem):
    """What was said of an item, and what was decided."""

    minute = LongTextField(label="What happened?", max_length=50_000, required=False)
    decided = LongTextField(label="What was decided?", max_length=20_000, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not (given.get("minute") or given.get("decided")):
            self.add_error("minute", "Enter what happened, or what was decided")
        return given


class Follow(OfItem):
    """What is to be done after the meeting, by whom and by when."""

    kind = forms.ChoiceField(label="What is it?", choices=FollowUp.Kind.choices, widget=forms.RadioSelect)
    what = LongTextField(label="What is to be done, or answered?", max_length=5_000)
    owner_role = forms.CharField(label="By whom?", max_length=160, help_text="A role, not a name.")
    due_on = DateField(
        label="By when?",
        required=False,
        help_text="A recommendation is answered within two months (LGA 2000 s.9FE): leave it empty for that.",
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        due: date | None = given.get("due_on")
        if due is None and given.get("kind") == FollowUp.Kind.ACTION and "due_on" in given:
            self.add_error("due_on", "Enter by when")
        return given


class Settle(ActionForm):
    """What came of it."""

    follow_up = forms.ModelChoiceField(
        label="Which?", queryset=FollowUp.objects.none(), empty_label=None, widget=forms.RadioSelect
    )
    answer = LongTextField(label="What was done, or answered?", max_length=10_000)
    on = DateField(label="When?", help_text="Leave it empty for today.", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None:
            field: Any = self.fields["follow_up"]
            field.queryset = FollowUp.objects.filter(meeting=self.record.pk, done_on=None).order_by(
                "due_on", "pk"
            )


class CloseMeeting(ActionForm):
    """When it ended."""

    ended_at = forms.TimeField(label="When did it end?")

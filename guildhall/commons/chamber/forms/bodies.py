"""What is asked about a body."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from guildhall.commons.chamber.models import Appointment, Body, Member, Power, StandingOrder
from guildhall.commons.design.fields import DateField, LongTextField
from guildhall.kernel.actions import ActionForm
from guildhall.kernel.fields import RecordField, seen
from guildhall.kernel.records import Record

ABOUT = ("kind", "name", "purpose", "seats", "in_balance", "scrutinises")


class About(ActionForm):
    """What a body is; an action gets the answers together, as `about`."""

    kind = forms.ChoiceField(label="What is it?", choices=Body.Kind.choices)
    name = forms.CharField(label="What is it called?", max_length=200)
    purpose = LongTextField(label="What is it for?", max_length=5_000, required=False)
    seats = forms.IntegerField(
        label="How many seats has it?",
        min_value=1,
        max_value=200,
        required=False,
        help_text="When it is full. Leave it empty where its number is not fixed.",
    )
    in_balance = forms.BooleanField(
        label="Its seats are shared among the political groups",
        required=False,
        help_text="An ordinary committee (Local Government and Housing Act 1989 s.15), not the cabinet.",
    )
    scrutinises = forms.BooleanField(label="It is an overview and scrutiny committee", required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("in_balance") and not given.get("seats"):
            self.add_error("seats", "Enter how many seats it has: they are to be shared among the groups")
        return {**given, "about": {name: given.get(name) for name in ABOUT}}


class Establish(About):
    """A body, who appoints it and since when."""

    parent = RecordField(
        label="Which body appoints it?",
        help_text="Its reference. Leave it empty for the council, the cabinet and outside bodies.",
        required=False,
    )
    on = DateField(label="Since when is there one?", help_text="Leave it empty for today.", required=False)

    def clean_parent(self) -> Record | None:
        other: Record | None = self.cleaned_data["parent"]
        if other and seen(other, self.by).service != Body.service_key:
            raise ValidationError("Enter the reference of a body")
        return other


class Correct(About):
    """The same, for a body that was entered wrongly or has changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None:
            self.initial = {**{name: getattr(self.record, name) for name in ABOUT}, **self.initial}


class SetStandingOrder(ActionForm):
    """A rule it goes by, from a day on."""

    rule = forms.ChoiceField(
        label="Which rule?", choices=StandingOrder.Rule.choices, widget=forms.RadioSelect
    )
    value = forms.CharField(
        label="What does it say?",
        max_length=500,
        help_text="A number for a quorum or a call-in; 12:00 for an hour.",
    )
    source = forms.CharField(label="Where is it written?", max_length=200)
    on = DateField(label="From when?", help_text="Leave it empty for today.", required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        numbered = {
            StandingOrder.Rule.QUORUM,
            StandingOrder.Rule.CALL_IN_DAYS,
            StandingOrder.Rule.CALL_IN_MEMBERS,
        }
        value = str(given.get("value", "")).strip()
        if given.get("rule") in numbered and not (value.isascii() and value.isdigit() and int(value) > 0):
            self.add_error("value", "Enter a whole number, like 5")
        return given


class GivePower(ActionForm):
    """What it may decide, and where that is written."""

    what = forms.CharField(label="What may be decided?", max_length=500)
    officer_role = forms.CharField(
        label="By which officer?",
        help_text="A role, not a name. Leave it empty where the body decides itself.",
        max_length=160,
        required=False,
    )
    source = forms.CharField(
        label="Where is it written?", max_length=200, help_text="Such as “Constitution, part 2, section 5”."
    )
    on = DateField(label="From when?", help_text="Leave it empty for today.", required=False)


class WithdrawPower(ActionForm):
    """A power it has no longer."""

    power = forms.ModelChoiceField(
        label="Which power?", queryset=Power.objects.none(), empty_label=None, widget=forms.RadioSelect
    )
    on = DateField(label="Since when?", help_text="Leave it empty for today.", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None:
            held = Power.objects.filter(body=self.record.pk, until_on=None).order_by("what", "pk")
            self.fields["power"].queryset = held  # type: ignore[attr-defined]


class Appoint(ActionForm):
    """Who sits on it, as what, and since when."""

    member = RecordField(label="Which member?", help_text="Their reference, such as MB-2018-00012.")
    role = forms.ChoiceField(label="As what?", choices=Appointment.Role.choices, required=False)
    on = DateField(label="Since when?", help_text="Leave it empty for today.", required=False)

    def clean_member(self) -> Record:
        member = self.cleaned_data["member"]
        if seen(member, self.by).service != Member.service_key:
            raise ValidationError("Enter the reference of a member")
        if not member.is_open:
            raise ValidationError(f"{member.title} has left office")
        return member

    def clean_role(self) -> str:
        return self.cleaned_data["role"] or Appointment.Role.MEMBER


class EndAppointment(ActionForm):
    """Who sits on it no longer."""

    appointment = forms.ModelChoiceField(
        label="Who leaves it?",
        queryset=Appointment.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
    )
    on = DateField(label="What was the last day?", help_text="Leave it empty for today.", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None:
            field: Any = self.fields["appointment"]
            held = Appointment.objects.filter(body=self.record.pk, until_on=None).select_related("member")
            field.queryset = held.order_by("member__name", "pk")
            field.label_from_instance = lambda each: f"{each.member.name}, {each.get_role_display().lower()}"


class OnADay(ActionForm):
    """Since when."""

    on = DateField(label="Since when?", help_text="Leave it empty for today.", required=False)


class Dissolve(ActionForm):
    """When and why it ceased to be, and where its work went."""

    why = LongTextField(label="Why?", max_length=2_000)
    successor = RecordField(
        label="Which body succeeds it?",
        help_text="Its reference. What is in flight goes there. Leave it empty where none does.",
        required=False,
    )
    on = DateField(label="What was its last day?", help_text="Leave it empty for today.", required=False)

    def clean_successor(self) -> Record | None:
        other: Record | None = self.cleaned_data["successor"]
        if other and seen(other, self.by).service != Body.service_key:
            raise ValidationError("Enter the reference of a body")
        if other and self.record is not None and other.pk == self.record.pk:
            raise ValidationError("It cannot succeed itself")
        return other

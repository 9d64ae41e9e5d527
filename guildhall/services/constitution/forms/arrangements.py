"""What is asked about a form of governance and its change."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from guildhall.commons.chamber.models import Appointment, Body, Member, Power
from guildhall.commons.design.fields import DateField, LongTextField
from guildhall.kernel.actions import ActionForm
from guildhall.kernel.fields import RecordField, seen
from guildhall.services.constitution.models import Arrangement, PlannedBody

TODAY = "Leave it empty for today."


def pounds(label: str, **options: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, min_value=0, max_digits=10, decimal_places=2, **options)


def whole(label: str, most: int = 1_000, **options: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=most, **options)


def body_of(form: ActionForm, name: str) -> Any:
    """The body whose reference was given; None where none was."""
    other = form.cleaned_data[name]
    if other is not None and seen(other, form.by).service != Body.service_key:
        raise ValidationError("Enter the reference of a body")
    return None if other is None else Body.objects.get(pk=other.pk)


class Enter(ActionForm):
    """The form that has been in force since a day."""

    form = forms.ChoiceField(label="Which form?", choices=Arrangement.Form.choices, widget=forms.RadioSelect)
    on = DateField(label="Since when?", help_text=TODAY, required=False)


class Plan(ActionForm):
    """A change that is thought about."""

    form = forms.ChoiceField(
        label="To which form?", choices=Arrangement.Form.choices, widget=forms.RadioSelect
    )
    why = LongTextField(label="Why?", max_length=5_000)
    hourly_cost = pounds("What does an hour of officer support cost, in pounds?")


class Chosen(ActionForm):
    """Asks for one of the planned bodies."""

    def planned(self) -> QuerySet[PlannedBody]:
        found = PlannedBody.objects.order_by("name", "pk")
        return found.filter(arrangement=self.record.pk) if self.record is not None else found.none()


def one_planned(label: str) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        label=label, queryset=PlannedBody.objects.none(), empty_label=None, widget=forms.RadioSelect
    )


class PlanBody(ActionForm):
    """A body of the new arrangement."""

    body = RecordField(
        label="Which body stays?", required=False,
        help_text="Its reference, where it stands already. Leave it empty for a new one.",
    )  # fmt: skip
    kind = forms.ChoiceField(label="What is it?", choices=[("", ""), *Body.Kind.choices], required=False)
    name = forms.CharField(label="What is it to be called?", max_length=200, required=False)
    purpose = LongTextField(label="What is it for?", max_length=5_000, required=False)
    seats = whole("How many seats?", 200, required=False)
    in_balance = forms.BooleanField(label="Its seats are shared among the groups", required=False)
    meetings = whole("How many meetings a year?")
    hours = whole("How many hours of officers does a meeting take?")
    special = pounds("What does it pay in special responsibilities a year, in pounds?", required=False)

    def clean_body(self) -> Any:
        return body_of(self, "body")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not given.get("body") and "body" in given:
            for name, message in (("kind", "Choose what it is"), ("name", "Enter what it is to be called")):
                if not given.get(name):
                    self.add_error(name, message)
        return given


class DropBody(Chosen):
    """One that is not to be after all."""

    planned_body = one_planned("Which one?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["planned_body"].queryset = self.planned()  # type: ignore[attr-defined]


class Rehome(Chosen):
    """A body that is dissolved, what it costs, and where its powers and business go."""

    body = RecordField(label="Which body is dissolved?", help_text="Its reference, such as BD-2015-00002.")
    to = one_planned("Where do its powers and its business go?")
    meetings = whole("How many meetings a year has it today?")
    hours = whole("How many hours of officers does one take?")
    special = pounds("What does it pay in special responsibilities a year, in pounds?", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = self.planned()  # type: ignore[attr-defined]

    def clean_body(self) -> Any:
        return body_of(self, "body")


class MovePower(Chosen):
    """A power that goes elsewhere than the rest of its body's."""

    power = forms.ModelChoiceField(label="Which power?", queryset=Power.objects.none(), empty_label=None)
    to = one_planned("To which body?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = self.planned()  # type: ignore[attr-defined]
        if self.record is not None:
            moved = self.record.rehomings.values("body")
            held = Power.objects.filter(body__in=moved, until_on=None).select_related("body")
            field: Any = self.fields["power"]
            field.queryset = held.order_by("body__name", "what", "pk")
            field.label_from_instance = lambda each: f"{each.body.name}: {each.what}"


class PlaceMember(Chosen):
    """Which member sits where."""

    planned_body = one_planned("On which body?")
    member = RecordField(label="Which member?", help_text="Their reference, such as MB-2016-00012.")
    role = forms.ChoiceField(label="As what?", choices=Appointment.Role.choices, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["planned_body"].queryset = self.planned()  # type: ignore[attr-defined]

    def clean_member(self) -> Member:
        other = self.cleaned_data["member"]
        if seen(other, self.by).service != Member.service_key or not other.is_open:
            raise ValidationError("Enter the reference of a member in office")
        return Member.objects.get(pk=other.pk)

    def clean_role(self) -> str:
        return self.cleaned_data["role"] or Appointment.Role.MEMBER


class Resolve(ActionForm):
    """When the council resolved it, and at which annual meeting it takes effect."""

    takes_effect_on = DateField(
        label="At which annual meeting does it take effect?", help_text="Its day (LGA 2000 s.9L)."
    )
    by_referendum = forms.BooleanField(label="It was approved in a referendum", required=False)
    on = DateField(label="When did the council resolve it?", help_text=TODAY, required=False)


class PublishNotice(ActionForm):
    """In which newspaper, and when."""

    newspaper = forms.CharField(label="In which newspaper?", max_length=160)
    on = DateField(label="When?", help_text=TODAY, required=False)


class OnADay(ActionForm):
    """When it happened."""

    on = DateField(label="When?", help_text=TODAY, required=False)


class Because(ActionForm):
    """Why, and when."""

    why = LongTextField(label="Why?", max_length=500)
    on = DateField(label="When?", help_text=TODAY, required=False)


def five_years_before(day: date) -> date:
    """The day on which a resolution must have been passed for five years to be over."""
    try:
        return day.replace(year=day.year - 5)
    except ValueError:  # 29 February
        return day.replace(year=day.year - 5, day=28)

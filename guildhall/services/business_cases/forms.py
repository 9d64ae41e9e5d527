"""What is asked of a business case."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint, Model, QuerySet

from guildhall.commons.design.fields import DateField, LongTextField
from guildhall.kernel import time
from guildhall.kernel.actions import ActionForm
from guildhall.kernel.clocks.wording import said
from guildhall.kernel.fields import RecordField, RecordsField
from guildhall.kernel.measures import all_measures, measure
from guildhall.services.business_cases import models


def _pounds(label: str, *, required: bool = True, **options: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, max_digits=14, decimal_places=2, required=required, **options)


def _year(label: str) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=1990, max_value=2100)


def _measures() -> list[tuple[str, str]]:
    named = sorted((f"{each.service.name}: {each.name}", each.key) for each in all_measures())
    return [("", "None here: whoever looks gives the figure"), *((key, label) for label, key in named)]


class Describe(ActionForm):
    """What a case is for."""

    title = forms.CharField(label="What is it called?", max_length=300)
    programme = forms.CharField(label="Which programme is it part of?", max_length=200, required=False)
    need = LongTextField(label="Why is it needed?", max_length=10_000)
    owner_role = forms.CharField(label="Who sponsors it, by role?", max_length=160, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None and self.record.pk:
            standing = {name: getattr(self.record, name) for name in self.fields}
            self.initial = {**standing, **self.initial}


class Propose(Describe):
    """A new case, and what it serves."""

    serves = RecordsField(
        label="Which deliverables or objectives does it serve?", required=False,
        help_text="Their references, for example DL-2018-00012.",
    )  # fmt: skip


class Row(ActionForm):
    """One row of a case, given unsaved as `row`; what the database would refuse is refused in words."""

    model: type[Model]

    def clean(self) -> dict[str, Any]:
        told = dict(super().clean() or self.cleaned_data)
        if self.errors:
            return told
        known = {field.name for field in self.model._meta.concrete_fields} & told.keys()
        row = self.model(**{name: told[name] for name in known}, **self._of())
        for constraint in self.model._meta.constraints:
            if isinstance(constraint, CheckConstraint):
                constraint.validate(self.model, row)
        return {**told, "row": row}

    def _of(self) -> dict[str, Any]:
        return {"case": self.record} if self.record is not None else {}


class AddOption(Row):
    """One way to do it."""

    model = models.Option
    name = forms.CharField(label="What is this option called?", max_length=200)
    text = LongTextField(label="What would be done?", max_length=5_000, required=False)
    cost = _pounds("What does it cost once, in £?", required=False, min_value=0)


class AddFunding(Row):
    """Money from one source."""

    model = models.Funding
    source = forms.CharField(label="Who pays?", max_length=200)
    kind = forms.ChoiceField(label="What kind of money?", choices=models.Funding.Kind.choices)
    amount = _pounds("How much, in £?", min_value=Decimal("0.01"))
    first = DateField(label="From when?")
    last = DateField(label="Until when?", required=False, help_text="Empty where it has no end.")


class AddWorth(Row):
    """What it brings, of one kind."""

    model = models.Worth
    name = forms.CharField(label="What does it bring?", max_length=200)
    kind = forms.ChoiceField(
        label="Of what kind?", choices=models.Worth.Kind.choices,
        help_text="Savings, avoided costs and income are told apart, and never added up.",
    )  # fmt: skip
    per = forms.ChoiceField(label="How is it counted?", choices=models.Worth.Per.choices)
    amount = _pounds("How much, in £?", required=False, min_value=0)
    first = _year("First financial year begins in")
    last = _year("Last financial year begins in")
    register = forms.CharField(
        label="In which benefit of a plan is it recorded?", max_length=120, required=False,
        help_text="The deliverable’s reference and the benefit’s short name: DL-2018-00012.channel-shift.",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """One name once."""
        told = super().clean()
        if self.record and self.record.pk and self.record.worth.filter(name=told.get("name")).exists():
            self.add_error("name", "The case has that already")
        return told


class SetTrigger(Row):
    """If a figure is not what it should be on a day, what then."""

    model = models.Trigger
    figure = forms.CharField(label="Which figure?", max_length=200)
    measure = forms.ChoiceField(
        label="Which measure counts it?", choices=_measures, required=False,
        error_messages={"invalid_choice": "No service has a measure called %(value)s"},
    )  # fmt: skip
    direction = forms.ChoiceField(label="It should be", choices=models.Trigger.Direction.choices)
    threshold = _pounds("How much?")
    unit = forms.CharField(label="In what unit?", max_length=40, help_text="Such as £, % or requests.")
    day = DateField(label="On which day does somebody look?")
    then = LongTextField(label="What is done if it is not?", max_length=5_000)
    owner_role = forms.CharField(label="Who looks, by role?", max_length=160)

    def clean(self) -> dict[str, Any]:
        """A measure has but one unit."""
        told = super().clean()
        own = measure(told["measure"]).unit if told.get("measure") else ""
        if own and told.get("unit") and told["unit"] != own:
            self.add_error("unit", f"The measure counts in {own}")
        return told


class Chooses(ActionForm):
    """One of the rows of a case: `rows` names them, `chosen` the question."""

    rows: str
    chosen: str

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None and self.record.pk:
            self.fields[self.chosen].queryset = self.there(getattr(self.record, self.rows))  # type: ignore[attr-defined]

    def there(self, rows: Any) -> QuerySet[Any]:
        found: QuerySet[Any] = rows.order_by("pk")
        return found


def _which(label: str, model: Any) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(label=label, queryset=model.objects.none(), empty_label=None)


def _why() -> forms.CharField:
    return forms.CharField(label="Why?", max_length=500)


class Prefer(Chooses):
    """The option that is preferred, and why."""

    rows, chosen = "options", "option"
    option = _which("Which option?", models.Option)
    why = _why()


class RemoveOption(Prefer):
    """An option that is none any more."""


class RemoveFunding(Chooses):
    """Money that will not come."""

    rows, chosen = "funding", "funding"
    funding = _which("Which funding?", models.Funding)
    why = _why()


class SayWhatFollows(Chooses):
    """What follows a funding that ends."""

    rows, chosen = "funding", "funding"
    funding = _which("Which funding?", models.Funding)
    then = forms.ChoiceField(label="What happens when it ends?", choices=models.Funding.Then.choices)
    transfers_to = forms.CharField(label="Who pays from then on?", max_length=200, required=False)
    why = forms.CharField(label="Who says so?", max_length=500)

    def there(self, rows: Any) -> QuerySet[Any]:
        return super().there(rows.exclude(last=None))

    def clean(self) -> dict[str, Any]:
        """Somebody is named where somebody pays."""
        told = super().clean() or self.cleaned_data
        transfers = told.get("then") == models.Funding.Then.TRANSFERS
        if transfers and not told.get("transfers_to"):
            self.add_error("transfers_to", "Say who pays from then on")
        elif not transfers:
            told["transfers_to"] = ""
        return told


class RemoveWorth(Chooses):
    """What it will not bring."""

    rows, chosen = "worth", "worth"
    worth = _which("Which?", models.Worth)
    why = _why()


class RemoveTrigger(Chooses):
    """A trigger that is not needed."""

    rows, chosen = "triggers", "trigger"
    trigger = _which("Which trigger?", models.Trigger)
    why = _why()

    def there(self, rows: Any) -> QuerySet[Any]:
        return super().there(rows.filter(answered_on=None))


class AnswerTrigger(Chooses):
    """What the figure was on the day, and what was done."""

    rows, chosen = "triggers", "trigger"
    trigger = _which("Which trigger?", models.Trigger)
    value = _pounds("What is the figure?", help_text="As it was on the day that was agreed.")
    done = LongTextField(label="What is done now?", max_length=5_000)

    def there(self, rows: Any) -> QuerySet[Any]:
        return super().there(rows.filter(answered_on=None))

    def clean_trigger(self) -> models.Trigger:
        trigger: models.Trigger = self.cleaned_data["trigger"]
        if trigger.day > time.today():
            raise ValidationError(f"Nobody looks before {said(trigger.day)}")
        return trigger


class Decided(ActionForm):
    """By which decision: a record here, or a minute elsewhere."""

    decision = RecordField(
        label="Which record is the decision?",
        required=False,
        help_text="Its reference, where it is one here.",
    )
    minute = forms.CharField(
        label="Or which minute?", max_length=300, required=False,
        help_text="The meeting, its day and the minute, such as: Cabinet, 4 October 2011, minute 82.",
    )  # fmt: skip
    on = DateField(label="When was it decided?", required=False, not_after=time.today)

    def clean(self) -> dict[str, Any]:
        """One of the two is there."""
        told = super().clean() or self.cleaned_data
        if "decision" not in self.errors and not told.get("decision") and not told.get("minute"):
            self.add_error("minute", "Say by which decision: a record here, or a minute elsewhere")
        return told


class Approve(Decided):
    """By which decision it passes, for how much, and on what conditions."""

    amount = _pounds("Up to how much, in £?", required=False, min_value=0)
    conditions = LongTextField(label="On what conditions?", max_length=5_000, required=False)


class SendBack(Decided):
    """By which decision it does not pass yet, or never."""

    conditions = LongTextField(label="Why, and what would have to be there?", max_length=5_000)


class End(ActionForm):
    """Why it ends."""

    why = LongTextField(label="Why?", max_length=5_000)

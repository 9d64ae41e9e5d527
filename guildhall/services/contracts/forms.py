"""What is asked about a contract."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from guildhall.commons.design.fields import DateField, LongTextField
from guildhall.kernel.actions import ActionForm
from guildhall.kernel.fields import RecordField, RecordsField, seen
from guildhall.kernel.records import Record
from guildhall.services.contracts.fields import SystemsField
from guildhall.services.contracts.models import MOST_NOTICE, MOST_RELET, Contract, CoveredSystem

Decision = Contract.Decision
SYSTEMS = (
    "One a line. Write “critical” after a comma where the council cannot do without it, and “replaced by "
    "2019-03-31” where a successor is to be in service by then."
)


TERMS = (
    "kind", "supplier", "supplier_kind", "supplier_number", "what", "starts_on", "ends_on", "notice_months",
    "relet_months", "payer", "value", "value_per", "irrecoverable_vat", "tendered", "owner_role",
)  # fmt: skip


def months(label: str, most: int, help_text: str = "") -> forms.Field:
    return forms.IntegerField(label=label, min_value=0, max_value=most, required=False, help_text=help_text)


def pounds(label: str, help_text: str = "") -> forms.Field:
    return forms.DecimalField(
        label=label, min_value=0, max_digits=12, decimal_places=2, required=False, help_text=help_text
    )


class Terms(ActionForm):
    """What a contract says: the same questions when it is entered and when it is corrected.

    An action gets the answers together, as `terms`.
    """

    kind = forms.ChoiceField(label="What is it?", choices=Contract.Kind.choices, required=False)
    supplier = forms.CharField(label="Who is it with?", max_length=200)
    supplier_kind = forms.ChoiceField(
        label="Is the supplier a small or a voluntary organisation?",
        choices=[("", "Not known"), *Contract.SupplierKind.choices],
        required=False,
    )
    supplier_number = forms.CharField(label="Its company or charity number", max_length=40, required=False)
    what = LongTextField(label="What is it for?", max_length=5_000)
    starts_on = DateField(label="When does it start?", required=False)
    ends_on = DateField(label="When does it end?", help_text="Its last day.", required=False)
    notice_months = months("How many months of notice?", MOST_NOTICE)
    relet_months = months(
        "How many months does it take to let again?",
        MOST_RELET,
        "From the decision to the new contract, with the time for notice left out.",
    )
    payer = forms.CharField(label="Who pays?", max_length=160, required=False)
    value = pounds("What is it worth, in pounds?")
    value_per = forms.ChoiceField(
        label="Is that in all, or a year?", choices=Contract.Per.choices, required=False
    )
    irrecoverable_vat = pounds("How much VAT cannot be recovered?")
    tendered = forms.NullBooleanField(label="Was it put out to tender?", required=False)
    owner_role = forms.CharField(
        label="Who manages it?", help_text="A role, not a name.", max_length=160, required=False
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        first, last = given.get("starts_on"), given.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "The end must be on or after the day it starts")
        given["kind"] = given.get("kind") or Contract.Kind.CONTRACT
        given["value_per"] = given.get("value_per") or Contract.Per.IN_ALL
        return {**given, "terms": {name: given.get(name) for name in TERMS}}


class Enter(Terms):
    """A contract, the systems it covers, what it goes on from and what it serves."""

    systems = SystemsField(
        label="Which systems does it cover?", help_text=SYSTEMS, max_length=5_000, required=False
    )
    extends = RecordField(
        label="Which contract does it go on from?",
        help_text="Its reference, where it is a waiver or a renewal.",
        required=False,
    )
    serves = RecordsField(
        label="Which records does it serve?",
        help_text="Their references with commas between, for example those of deliverables.",
        required=False,
    )

    def clean_extends(self) -> Record | None:
        other: Record | None = self.cleaned_data["extends"]
        if other and seen(other, self.by).service != Contract.service_key:
            raise ValidationError("Enter the reference of a contract")
        return other

    def clean_serves(self) -> list[Record]:
        return [seen(each, self.by) for each in self.cleaned_data["serves"]]


class Correct(Terms):
    """The same, for a contract that was entered wrongly or without something."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None:
            self.initial = {**{name: getattr(self.record, name) for name in self.fields}, **self.initial}


class CoverSystem(ActionForm):
    """A system the contract covers."""

    name = forms.CharField(label="Which system?", max_length=160)
    critical = forms.BooleanField(label="The council cannot do without it", required=False)
    replaced_by = DateField(
        label="By when is a successor to be in service?",
        help_text="Leave it empty where none is planned.",
        required=False,
    )


class UncoverSystem(ActionForm):
    """A system it does not cover after all."""

    system = forms.ModelChoiceField(
        label="Which system?",
        queryset=CoveredSystem.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None:
            covered = CoveredSystem.objects.filter(contract=self.record.pk).order_by("name")
            self.fields["system"].queryset = covered  # type: ignore[attr-defined]


class Decide(ActionForm):
    """What follows when it ends."""

    decision = forms.ChoiceField(
        label="What follows?",
        choices=[each for each in Decision.choices if each[0] not in {Decision.RENEW, Decision.WAIVE}],
        help_text="To let it go on, renew it or extend it by a waiver instead.",
        widget=forms.RadioSelect,
    )
    why = LongTextField(label="Why?", max_length=2_000)
    on = DateField(label="When was it decided?", help_text="Leave it empty for today.", required=False)


class GoOn(ActionForm):
    """Until when it goes on, for how much, and why."""

    ends_on = DateField(label="Until when does it go on?")
    value = pounds("What is that worth, in pounds?")
    notice_months = months("How many months of notice?", MOST_NOTICE)
    relet_months = months("How many months does it take to let again?", MOST_RELET)
    why = LongTextField(label="Why?", max_length=2_000)
    on = DateField(label="When was it decided?", help_text="Leave it empty for today.", required=False)

    def clean_ends_on(self) -> date:
        ends_on: date = self.cleaned_data["ends_on"]
        if self.record is not None and self.record.ends_on and ends_on <= self.record.ends_on:
            raise ValidationError("It must go on beyond the day it ends now")
        return ends_on

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        agreed = ("ends_on", "value", "notice_months", "relet_months")
        return {**given, "going_on": {name: given.get(name) for name in agreed}}


class GiveNotice(ActionForm):
    """When notice was given."""

    on = DateField(label="When was notice given?", help_text="Leave it empty for today.", required=False)


class End(ActionForm):
    """Its last day, and why where that is earlier than was agreed."""

    last_day = DateField(
        label="What was its last day?",
        help_text="Leave it empty for the day that was agreed.",
        required=False,
    )
    why = forms.CharField(label="Why, if it was ended early?", max_length=500, required=False)

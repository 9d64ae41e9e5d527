"""What is asked of a promise."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from guildhall.commons.design.fields import DateField
from guildhall.kernel.measures import all_measures, measure
from guildhall.plan.forms.rows import RowForm
from guildhall.plan.models import Promise
from guildhall.plan.rag import Tolerance


def measures() -> list[tuple[str, str]]:
    """Every measure of every service, by its name."""
    named = [(each.key, f"{each.service.name}: {each.name}") for each in all_measures()]
    return [("", "None here"), *sorted(named, key=lambda each: each[1])]


def _decimal(label: str, places: int = 4, **options: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, max_digits=20, decimal_places=places, required=False, **options)


class SetPromise(RowForm):
    """A target for a measure. Without the short name of one that is there, a new one."""

    model, of, known_by, key_from = Promise, "deliverable", ("key",), "text"
    text = forms.CharField(label="What is promised?", max_length=500)
    key = forms.SlugField(
        label="Short name",
        max_length=80,
        required=False,
        help_text="The short name of a promise that is there changes that one; left empty, it is made.",
    )
    measure = forms.ChoiceField(
        label="Which measure reads it?",
        choices=measures,
        required=False,
        error_messages={"invalid_choice": "No service has a measure called %(value)s"},
    )
    unit = forms.CharField(
        label="Unit",
        max_length=40,
        required=False,
        help_text="Such as % or requests; the measure’s own if empty.",
    )
    baseline = _decimal("Baseline")
    baseline_on = DateField(label="Day of the baseline", required=False)
    target = _decimal("Target")
    direction = forms.ChoiceField(
        label="Which way?",
        choices=Promise.Direction.choices,
        initial=Promise.Direction.AT_LEAST,
        required=False,
    )
    tolerance = _decimal(
        "How far from it is nearly there?", min_value=0, help_text="Within this it is amber."
    )
    green_tolerance = _decimal(
        "How far from it is near enough?", min_value=0, help_text="Within this it is still green."
    )
    tolerance_in = forms.ChoiceField(
        label="How are these counted?",
        choices=Promise.Counted.choices,
        initial=Promise.Counted.UNIT,
        required=False,
    )
    rule = forms.ChoiceField(
        label="By which rule is it rated?",
        choices=Promise.Rule.choices,
        initial=Promise.Rule.TOLERANCE,
        required=False,
    )
    basis = forms.ChoiceField(
        label="Over what time?", choices=Promise.Basis.choices, initial=Promise.Basis.YEAR, required=False
    )
    due_on = DateField(label="By when?", required=False)
    owner_role = forms.CharField(label="Who answers for it, by role?", max_length=200, required=False)
    source = forms.CharField(label="Where does the target come from?", max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        """A number means nothing without a unit, and a measure has but one."""
        told = self.cleaned_data
        told["direction"] = told.get("direction") or Promise.Direction.AT_LEAST
        told["basis"] = told.get("basis") or Promise.Basis.YEAR
        told["tolerance_in"] = told.get("tolerance_in") or Promise.Counted.UNIT
        told["rule"] = told.get("rule") or Promise.Rule.TOLERANCE
        self._check_tolerances(told)
        own = measure(told["measure"]).unit if told.get("measure") else ""
        if own and told.get("unit") and told["unit"] != own:
            self.add_error("unit", f"The measure counts in {own}: leave the unit empty")
        told["unit"] = told.get("unit") or own
        if not told["unit"] and any(self._said(name) is not None for name in ("target", "baseline")):
            self.add_error("unit", "Say in what unit the target is, such as % or requests")
        return super().clean()

    def _said(self, name: str) -> Any:
        """What is answered now or, where this form does not ask, what the promise says already."""
        told = self.cleaned_data
        return told.get(name) if name in self.fields else getattr(told.get("row"), name, None)

    def _check_tolerances(self, told: dict[str, Any]) -> None:
        amber, green = told.get("tolerance"), told.get("green_tolerance")
        target = self._said("target")
        if amber is not None and green is not None and green > amber:
            self.add_error("green_tolerance", "Near enough is not further off than nearly there")
        elif target is not None:
            asked = Tolerance(max(amber or Decimal(0), green or Decimal(0)), counted=told["tolerance_in"])
            if refusal := asked.refusal(target):
                self.add_error("tolerance", refusal)

"""What is asked of how a deliverable is done, and of what it brings."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from guildhall.commons.design.fields import DateField, LongTextField
from guildhall.plan import models
from guildhall.plan.forms.rows import PeriodField, RowForm
from guildhall.plan.models import Deliverable


def keys_of(rows: Any) -> list[tuple[str, str]]:
    """The rows of a record that have a short name, to choose one."""
    return [("", "None"), *((each.key, str(each)) for each in rows)]


class SetResource(RowForm):
    """What it takes."""

    model, of, known_by = models.Resource, "deliverable", ("kind", "text")
    kind = forms.ChoiceField(label="What kind?", choices=models.Resource.Kind.choices)
    text = LongTextField(label="What does it take?", max_length=5_000)
    amount = forms.DecimalField(label="How much?", max_digits=20, decimal_places=2, required=False)
    unit = forms.CharField(
        label="In what?", max_length=40, required=False, help_text="Such as £ or full-time posts."
    )
    per = forms.CharField(
        label="How often?", max_length=40, required=False, help_text="Such as year; empty when it is once."
    )


class SetKeyAction(RowForm):
    """A step of the work."""

    model, of, known_by, key_from = models.KeyAction, "deliverable", ("key",), "text"
    text = LongTextField(label="What is to be done?", max_length=5_000)
    key = forms.SlugField(label="Short name", max_length=80, required=False)


class AddMilestone(RowForm):
    """What will be there by a quarter or a day."""

    model, of, known_by = models.Milestone, "deliverable", ("text", "first")
    text = LongTextField(label="What will be there?", max_length=5_000)
    quarter = PeriodField(label="In which quarter?", required=False, help_text="Such as 2018-19 Q1.")
    due_on = DateField(
        label="By which day?", required=False, help_text="Leave it empty if the quarter is enough."
    )
    action = forms.ChoiceField(label="Which step is it part of?", required=False)
    critical = forms.BooleanField(label="Others wait for it", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self._saved:
            self.fields["action"].choices = keys_of(self.record.key_actions.all())  # type: ignore[attr-defined]

    @classmethod
    def answers(cls, row: Any) -> dict[str, Any]:
        """With its quarter where it stands in one, and its step by the step's short name."""
        quarter = "" if row.due_on and row.first == row.last else row.quarter.name
        return {**super().answers(row), "quarter": quarter, "action": row.action.key if row.action else ""}

    def clean(self) -> dict[str, Any]:
        """A quarter, or a day within one."""
        told = self.cleaned_data
        due, quarter = told.get("due_on"), told.get("quarter")
        if quarter and due and due not in quarter:
            self.add_error("due_on", f"That day is not in {quarter}")
        if quarter or due:
            told |= {"first": quarter.first, "last": quarter.last} if quarter else {"first": due, "last": due}
        elif not self.errors:
            raise ValidationError("Enter a quarter or a day.")
        if self._saved:
            told["action"] = self.record.key_actions.filter(key=told.get("action") or "").first()
        return super().clean()


class DependOn(RowForm):
    """What the deliverable needs from somebody else."""

    model, of = models.Dependency, "deliverable"
    text = LongTextField(label="What does it need?", max_length=5_000)
    provider = forms.CharField(
        label="Who provides it?", max_length=300, required=False, help_text="A team or a role."
    )
    needs = forms.ChoiceField(
        label="Which deliverable provides it?", required=False, help_text="Where it is one of this plan."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self._saved:
            others = self.record.plan.deliverables.exclude(pk=self.record.pk).order_by("title")
            choices = [("", "None"), *((each.key, each.title) for each in others)]
            self.fields["needs"].choices = choices  # type: ignore[attr-defined]

    @classmethod
    def answers(cls, row: Any) -> dict[str, Any]:
        """With the deliverable it needs by its short name."""
        return {**super().answers(row), "needs": row.needs.key if row.needs else ""}

    def clean_needs(self) -> Any:
        """The deliverable; refused where it would in the end wait for itself."""
        if not self._saved or not (key := self.cleaned_data["needs"]):
            return None
        other = self.record.plan.deliverables.get(key=key)
        if circle := circle_through(self.record, other):
            named = " needs ".join(f"“{each.title}”" for each in circle)
            raise ValidationError(f"That would be a circle: {named}")
        return other


def circle_through(deliverable: Deliverable, other: Deliverable) -> list[Deliverable]:
    """The circle that would close if the one came to need the other, from itself to itself."""
    edges: dict[int, list[Any]] = {}
    found = models.Dependency.objects.filter(deliverable__plan=deliverable.plan_id).exclude(needs=None)
    for each in found.select_related("needs").order_by("pk"):
        edges.setdefault(each.deliverable_id, []).append(each.needs)
    ways, seen = [[deliverable, other]], {other.pk}
    while ways:
        way = ways.pop(0)
        if way[-1].pk == deliverable.pk:
            return way
        for after in edges.get(way[-1].pk, []):
            if after.pk == deliverable.pk or after.pk not in seen:
                seen.add(after.pk)
                ways.append([*way, after])
    return []


class NoteFutureYear(RowForm):
    """What a later year brings."""

    model, of, known_by = models.FutureYear, "deliverable", ("year",)
    year = forms.IntegerField(label="Financial year that begins in", min_value=1990, max_value=2100)
    text = LongTextField(label="What is to be done then?", max_length=5_000)


class SetBenefit(RowForm):
    """What it saves, earns or improves."""

    model, of, known_by, key_from = models.Benefit, "deliverable", ("key",), "name"
    name = forms.CharField(label="What is the benefit?", max_length=300)
    key = forms.SlugField(label="Short name", max_length=80, required=False)
    kind = forms.ChoiceField(label="What kind?", choices=models.Benefit.Kind.choices)
    per = forms.ChoiceField(
        label="How is it counted?", choices=models.Benefit.Per.choices, initial="cumulative", required=False
    )
    first = DateField(label="From", required=False)
    last = DateField(label="Until", required=False)
    baseline = forms.DecimalField(label="Baseline in £", max_digits=20, decimal_places=2, required=False)
    amount = forms.DecimalField(label="Amount in £", max_digits=20, decimal_places=2, required=False)
    words = LongTextField(label="In which words", max_length=5_000, required=False)

    def clean_per(self) -> str:
        return str(self.cleaned_data["per"] or models.Benefit.Per.CUMULATIVE)


class RecordBenefitYear(RowForm):
    """One year of a benefit: what was planned, what came, and what shows it."""

    model, of = models.BenefitYear, "benefit"
    benefit = forms.ChoiceField(label="Which benefit?")
    year = forms.IntegerField(label="Financial year that begins in", min_value=1990, max_value=2100)
    planned = forms.DecimalField(label="Planned, in £", max_digits=20, decimal_places=2, required=False)
    actual = forms.DecimalField(label="What came, in £", max_digits=20, decimal_places=2, required=False)
    evidence = LongTextField(
        label="What shows it?",
        max_length=5_000,
        required=False,
        help_text="A figure that came needs evidence.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self._saved:
            self.fields["benefit"].choices = keys_of(self.record.benefits.all())[1:]  # type: ignore[attr-defined]

    def clean_benefit(self) -> Any:
        return self.record.benefits.get(key=self.cleaned_data["benefit"]) if self._saved else None

    def _row(self, told: dict[str, Any]) -> Any:
        """The benefit's year, where one is there; what is left empty of it stays as it was."""
        same = {"benefit": told["benefit"], "year": told["year"]}
        row = models.BenefitYear.objects.filter(**same).first()
        for name in ("planned", "actual", "evidence"):
            if row is not None and told[name] in (None, ""):
                told[name] = getattr(row, name)
        return row or models.BenefitYear(**same)

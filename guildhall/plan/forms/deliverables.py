"""What is asked of a deliverable."""

from __future__ import annotations

from typing import Any

from django import forms

from guildhall.commons.design.fields import DateField, LongTextField
from guildhall.kernel import time
from guildhall.kernel.actions import ActionForm
from guildhall.plan.forms.editing import Editing, seen
from guildhall.plan.forms.objectives import InPlan
from guildhall.plan.forms.rows import check
from guildhall.plan.models import Deliverable, Dependency, Milestone, Objective, Plan, Promise, Resource


class AboutDeliverable(ActionForm):
    """What the deliverable is, but for its plan."""

    title = forms.CharField(label="What will be delivered?", max_length=300)
    objectives = forms.ModelMultipleChoiceField(
        label="For which objectives?",
        queryset=Objective.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    tier = forms.ChoiceField(
        label="Whose is it?",
        choices=Deliverable.Tier.choices,
        initial=Deliverable.Tier.SERVICE,
        required=False,
    )
    kind = forms.ChoiceField(
        label="What does it do?", choices=[("", "Not said"), *Deliverable.Kind.choices], required=False
    )
    area = forms.CharField(label="Service area", max_length=200, required=False)
    manager = forms.CharField(label="Who manages it, by role?", max_length=200, required=False)
    lead = forms.CharField(label="Who leads it, by role?", max_length=200, required=False)
    summary = LongTextField(label="What is it, in short?", max_length=20_000, required=False)
    risks_as_printed = LongTextField(
        label="What does the plan say of its risks?", max_length=20_000, required=False
    )
    place = forms.CharField(label="Where does it stand in the plan?", max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        standing = self.record is not None and self.record.pk is not None
        offered = self.record.plan.objectives.all() if standing else Objective.objects.all()
        field = self.fields["objectives"]
        field.queryset = seen(offered, self.by).select_related("plan").order_by("-plan", "pk")  # type: ignore[attr-defined]
        field.label_from_instance = _title if standing else _in_its_plan  # type: ignore[attr-defined]

    def clean_tier(self) -> str:
        return str(self.cleaned_data["tier"] or Deliverable.Tier.SERVICE)


def _in_its_plan(objective: Objective) -> str:
    return f"{objective.plan.key}: {objective.title}"


def _title(objective: Objective) -> str:
    return objective.title


class SetOut(AboutDeliverable, InPlan):
    """A new deliverable."""

    def clean(self) -> dict[str, Any]:
        """Its objectives are those of its plan."""
        told = super().clean()
        plan, chosen = told.get("plan"), told.get("objectives") or ()
        strangers = [each.title for each in chosen if plan and each.plan_id != plan.pk]
        if strangers:
            self.add_error("objectives", f"“{strangers[0]}” is an objective of another plan")
        return told

    def _taken(self, plan: Plan, key: str) -> bool:
        return Deliverable.objects.filter(plan=plan, key=key).exists()


class Amend(AboutDeliverable, Editing):
    """The same of a deliverable that is there, and why it changes."""

    why = forms.CharField(label="Why?", max_length=500)


class ChooseRow(ActionForm):
    """One of the deliverable's own rows: `row` chooses among those `rows` gives."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None:
            for name, rows in self.rows_of(self.record).items():
                self.fields[name].queryset = rows  # type: ignore[attr-defined]

    def rows_of(self, record: Any) -> dict[str, Any]:
        """By field, the rows one may choose."""
        raise NotImplementedError


def _choice(label: str, model: Any) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        label=label, queryset=model.objects.none(), empty_label=None, widget=forms.RadioSelect
    )


class ChangeTarget(ChooseRow):
    """Another target for a promise, and why."""

    promise = _choice("Which promise?", Promise)
    target = forms.DecimalField(
        label="What is its target now?",
        max_digits=20,
        decimal_places=4,
        help_text="In the unit the promise has.",
    )
    due_on = DateField(
        label="By when?", required=False, help_text="Leave it empty to leave the day as it is."
    )
    why = LongTextField(label="Why does it change?", max_length=2_000)

    def rows_of(self, record: Any) -> dict[str, Any]:
        return {"promise": record.promises.order_by("pk")}

    def clean(self) -> dict[str, Any]:
        """A promise printed without a number has no unit either: its target is set with one."""
        told = super().clean() or self.cleaned_data
        if (promise := told.get("promise")) and not promise.unit:
            self.add_error("promise", "That promise has no unit: make it again with a unit and a target")
        elif promise and told.get("target") is not None:
            promise.target = told["target"]
            check(promise)
        return told


class DropPromise(ChooseRow):
    """Which promise falls, and why."""

    promise = _choice("Which promise?", Promise)
    why = LongTextField(label="Why is it given up?", max_length=2_000)

    def rows_of(self, record: Any) -> dict[str, Any]:
        return {"promise": record.promises.order_by("pk")}


class DropResource(ChooseRow):
    """What it takes no more."""

    resource = _choice("Which one?", Resource)
    why = forms.CharField(label="Why?", max_length=500)

    def rows_of(self, record: Any) -> dict[str, Any]:
        return {"resource": record.resources.order_by("pk")}


class ReachMilestone(ChooseRow):
    """Which milestone was reached, and when."""

    milestone = _choice("Which milestone?", Milestone)
    on = DateField(label="When was it reached?", required=False, not_after=time.today)

    def rows_of(self, record: Any) -> dict[str, Any]:
        return {"milestone": record.milestones.filter(done_on=None).order_by("last", "pk")}


class ReforecastMilestone(ChooseRow):
    """When it will come instead, and why."""

    milestone = _choice("Which milestone?", Milestone)
    forecast_on = DateField(label="When will it come?", not_before=time.today)
    why = LongTextField(label="Why then?", max_length=2_000)

    def rows_of(self, record: Any) -> dict[str, Any]:
        return {"milestone": record.milestones.filter(done_on=None).order_by("last", "pk")}


class AcceptDependency(ChooseRow):
    """What the other side agrees to provide."""

    dependency = _choice("What do you agree to provide?", Dependency)

    def rows_of(self, record: Any) -> dict[str, Any]:
        waiting = record.dependencies.filter(accepted_on=None)
        if getattr(self.by, "pk", None):
            waiting = waiting.exclude(asked_by=self.by.pk)
        return {"dependency": waiting.order_by("pk")}


class Begin(ActionForm):
    """When it began."""

    on = DateField(label="When did it begin?", required=False, not_after=time.today)


class Deliver(ActionForm):
    """When it was there, and what shows it."""

    evidence = LongTextField(label="What shows that it is delivered?", max_length=5_000)
    on = DateField(label="When was it delivered?", required=False, not_after=time.today)


class Carry(ActionForm):
    """Into which plan, and why."""

    into = forms.ModelChoiceField(label="Into which plan?", queryset=Plan.objects.none(), empty_label=None)
    why = LongTextField(label="Why is it carried?", max_length=2_000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None:
            others = Plan.objects.open().exclude(pk=self.record.plan_id).order_by("-first")
            self.fields["into"].queryset = seen(others, self.by)  # type: ignore[attr-defined]


class Drop(ActionForm):
    """Why it will not be done."""

    why = LongTextField(label="Why is it dropped?", max_length=2_000)

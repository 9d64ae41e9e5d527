"""What is asked of a management team's review of a plan, and where a plan stands among others."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from guildhall.commons.design.fields import DateField, LongTextField
from guildhall.kernel import time
from guildhall.kernel.actions import ActionForm
from guildhall.plan.forms.editing import seen
from guildhall.plan.models import AgreedAction, Objective, Plan, PlanReview


class HoldReview(ActionForm):
    """What the management team found and decided."""

    found = LongTextField(label="What did the management team find?", max_length=20_000)
    decided = LongTextField(label="What did it decide?", max_length=20_000, required=False)
    on = DateField(label="When did it meet?", required=False, not_after=time.today)


class AgreeAction(ActionForm):
    """What a review agreed is done."""

    review = forms.ModelChoiceField(
        label="At which review?", queryset=PlanReview.objects.none(), empty_label=None, required=False
    )
    text = LongTextField(label="What is done?", max_length=5_000)
    owner_role = forms.CharField(label="Who does it?", help_text="A role, not a name.", max_length=160)
    due_on = DateField(label="By when?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None:
            held = PlanReview.objects.filter(plan=self.record.pk).order_by("-on", "-pk")
            self.fields["review"].queryset = held  # type: ignore[attr-defined]


def agreed(plan: Any) -> Any:
    """What reviews of a plan agreed that is neither done nor dropped, the first due at the top."""
    found = AgreedAction.objects.filter(review__plan=plan.pk, done_on=None, dropped_on=None)
    return found.order_by("due_on", "pk")


class EndAction(ActionForm):
    """Which action, whether it was done, and what came of it."""

    action_agreed = forms.ModelChoiceField(
        label="Which action?",
        queryset=AgreedAction.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
    )
    ends = forms.ChoiceField(
        label="How does it end?", choices=[("done", "It is done"), ("dropped", "It is dropped")]
    )
    outcome = LongTextField(label="What came of it, or why is it dropped?", max_length=5_000)
    on = DateField(label="When?", required=False, not_after=time.today)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None:
            self.fields["action_agreed"].queryset = agreed(self.record)  # type: ignore[attr-defined]


class PlaceUnder(ActionForm):
    """Which plan stands above."""

    above = forms.ModelChoiceField(
        label="Which plan stands above it?", queryset=Plan.objects.none(), empty_label="None", required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Plan.objects.exclude(pk=getattr(self.record, "pk", None)).order_by("-first", "pk")
        self.fields["above"].queryset = seen(others, self.by)  # type: ignore[attr-defined]

    def clean_above(self) -> Plan | None:
        """No plan stands above itself, however many stand between."""
        above: Plan | None = self.cleaned_data["above"]
        each = above
        while each is not None:
            if self.record is not None and each.pk == self.record.pk:
                raise ValidationError(f"{above} stands below this plan already")
            each = each.above
        return above


class Serve(ActionForm):
    """Which objective of the plan above it serves."""

    serves = forms.ModelChoiceField(
        label="Which objective of the plan above does it serve?",
        queryset=Objective.objects.none(),
        empty_label="None",
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        above = self.record.plan.above_id if self.record is not None and self.record.plan_id else None
        wanted = Objective.objects.filter(plan=above).order_by("pk") if above else Objective.objects.none()
        self.fields["serves"].queryset = seen(wanted, self.by)  # type: ignore[attr-defined]

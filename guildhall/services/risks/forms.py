"""What is asked about a risk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from guildhall.commons.design.fields import DateField, LongTextField
from guildhall.kernel import time
from guildhall.kernel.actions import ActionForm
from guildhall.kernel.clocks.periods import months_after
from guildhall.kernel.fields import RecordField, seen
from guildhall.kernel.records import Record
from guildhall.services.risks.models import SERVICE_LOG, Category, Mitigation, Risk

LIKELIHOOD = [
    ("", "Not scored"), (1, "1: rare"), (2, "2: unlikely"), (3, "3: possible"), (4, "4: likely"),
    (5, "5: almost certain"),
]  # fmt: skip
IMPACT = [
    ("", "Not scored"), (1, "1: hardly any"), (2, "2: minor"), (3, "3: moderate"), (4, "4: major"),
    (5, "5: severe"),
]  # fmt: skip
# An acceptance is looked at again within a year, like any exception.
LONGEST = 12


def how_likely(label: str) -> forms.Field:
    return forms.TypedChoiceField(
        label=label, choices=LIKELIHOOD, coerce=int, empty_value=None, required=False
    )


def how_bad(label: str) -> forms.Field:
    return forms.TypedChoiceField(label=label, choices=IMPACT, coerce=int, empty_value=None, required=False)


class Scored(ActionForm):
    """A form with pairs of likelihood and impact, each pair whole or left out."""

    pairs: tuple[tuple[str, str], ...] = (("likelihood", "impact"),)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        for pair in self.pairs:
            missing = [name for name in pair if not said.get(name)]
            if len(missing) == 1 and missing[0] not in self.errors:
                self.add_error(missing[0], "Score both likelihood and impact, or neither")
        return said


class Raise(Scored):
    """What may happen, in which log, and how bad it would be."""

    kind = forms.ChoiceField(
        label="Has it happened?", choices=Risk.Kind.choices, initial=Risk.Kind.RISK, required=False
    )
    title = forms.CharField(
        label="What is the risk?", help_text="In a few words, such as “Loss of key staff”.", max_length=300
    )
    cause = LongTextField(label="What could cause it?", max_length=5_000, required=False)
    event = LongTextField(label="What would happen?", max_length=5_000, required=False)
    effect = LongTextField(label="What would that do?", max_length=5_000, required=False)
    log = forms.CharField(
        label="Which log is it in?",
        help_text="The service’s own, or a project’s: “Run 2012 local elections”.",
        max_length=160,
        initial=SERVICE_LOG,
        required=False,
    )
    category = forms.ModelChoiceField(
        label="What kind of risk is it?", queryset=Category.objects.order_by("name"), required=False
    )
    owner_role = forms.CharField(
        label="Who owns it?", help_text="A role, not a name.", max_length=160, required=False
    )
    likelihood = how_likely("How likely is it?")
    impact = how_bad("How bad would it be?")
    mitigation = LongTextField(label="What is done about it?", max_length=5_000, required=False)
    about = RecordField(
        label="Which record does it threaten?",
        help_text="Its reference, for example that of a deliverable.",
        required=False,
    )

    def clean_about(self) -> Record | None:
        about: Record | None = self.cleaned_data["about"]
        return about and seen(about, self.by)


class Describe(ActionForm):
    """The words of a risk, where it belongs and whose it is."""

    title = forms.CharField(label="What is the risk?", max_length=300)
    cause = LongTextField(label="What could cause it?", max_length=5_000, required=False)
    event = LongTextField(label="What would happen?", max_length=5_000, required=False)
    effect = LongTextField(label="What would that do?", max_length=5_000, required=False)
    log = forms.CharField(label="Which log is it in?", max_length=160)
    category = forms.ModelChoiceField(
        label="What kind of risk is it?", queryset=Category.objects.order_by("name"), empty_label=None
    )
    owner_role = forms.CharField(
        label="Who owns it?", help_text="A role, not a name.", max_length=160, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None:
            self.initial = {**{name: getattr(self.record, name) for name in self.fields}, **self.initial}


class Score(Scored):
    """How it stands, and where needed what it was before and what is aimed for."""

    pairs = (
        ("likelihood", "impact"),
        ("inherent_likelihood", "inherent_impact"),
        ("target_likelihood", "target_impact"),
    )
    likelihood = how_likely("How likely is it now?")
    impact = how_bad("How bad would it be now?")
    inherent_likelihood = how_likely("How likely was it before anything was done?")
    inherent_impact = how_bad("How bad would it have been?")
    target_likelihood = how_likely("How likely should it become?")
    target_impact = how_bad("How bad should it still be?")
    reason = forms.CharField(label="Why?", max_length=500, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["likelihood"].required = self.fields["impact"].required = True
        if self.record is not None:
            known = {
                f"{which}_{what}" for which in ("inherent", "target") for what in ("likelihood", "impact")
            }
            as_is = {what: getattr(self.record, f"current_{what}") for what in ("likelihood", "impact")}
            self.initial = {**{name: getattr(self.record, name) for name in known}, **as_is, **self.initial}


class PlanMitigation(ActionForm):
    """What will be done, by whom and by when."""

    text = LongTextField(label="What will be done?", max_length=5_000)
    owner_role = forms.CharField(label="Who does it?", help_text="A role, not a name.", max_length=160)
    due_on = DateField(label="By when?", help_text="For example, 30 6 2018.")


class OfMitigation(ActionForm):
    """Which of the things under way."""

    mitigation = forms.ModelChoiceField(
        label="Which?", queryset=Mitigation.objects.none(), empty_label=None, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None:
            self.fields["mitigation"].queryset = under_way(self.record)  # type: ignore[attr-defined]


def under_way(risk: Any) -> Any:
    """What is being done about a risk, the first due at the top."""
    return Mitigation.objects.filter(risk=risk.pk, done_on=None, dropped_on=None).order_by("due_on", "pk")


class ReplanMitigation(OfMitigation):
    """Who does it and by when, now."""

    owner_role = forms.CharField(label="Who does it?", help_text="A role, not a name.", max_length=160)
    due_on = DateField(label="By when?")


class CompleteMitigation(OfMitigation, Scored):
    """What was done, and what that makes of the risk."""

    on = DateField(label="When was it done?", help_text="Leave it empty for today.", required=False)
    likelihood = how_likely("How likely is it now?")
    impact = how_bad("How bad would it be now?")


class DropMitigation(OfMitigation):
    """Why it is not done after all."""

    reason = forms.CharField(label="Why is it not done?", max_length=500)


class Review(ActionForm):
    """What was found, and when it is looked at next."""

    found = LongTextField(label="What did you find?", max_length=5_000)
    months = forms.TypedChoiceField(
        label="When is it looked at again?",
        choices=[(1, "In a month"), (2, "In two months"), (3, "In three months, at the latest")],
        coerce=int,
        initial=3,
        empty_value=None,
        required=False,
    )


class Accept(ActionForm):
    """Who lives with it, why, and until when."""

    role = forms.CharField(label="In what role do you accept it?", max_length=160)
    reason = LongTextField(label="Why can the council live with it?", max_length=2_000)
    until = DateField(label="Until when?", help_text="A year at most.")

    def clean_until(self) -> Any:
        until, today = self.cleaned_data["until"], time.today()
        if not today <= until <= months_after(today, LONGEST):
            raise ValidationError("The day must be today or later, and within a year")
        return until


class Because(ActionForm):
    """Why."""

    reason = LongTextField(label="Why?", max_length=2_000)


class Happened(ActionForm):
    """What happened, and when."""

    what = LongTextField(label="What happened?", max_length=5_000)
    on = DateField(label="When did it happen?", help_text="Leave it empty for today.", required=False)

"""What staff, and sometimes the requester, are asked while a request is being answered."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from guildhall.commons.design.fields import DateField, LongTextField
from guildhall.kernel.actions import ActionForm
from guildhall.kernel.gates import Actor
from guildhall.kernel.records import Sensitivity, Team
from guildhall.kernel.verbs import colleagues
from guildhall.services.requests import exemptions
from guildhall.services.requests.models import Regime
from guildhall.services.requests.names import named_in


class ByLaw(ActionForm):
    """A form that asks what the record's law requires: `only` says which laws ask which fields."""

    only: ClassVar[dict[str, set[str]]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, laws in self.only.items():
            if self.record is not None and self.record.regime not in laws:
                del self.fields[name]

    def provisions(self) -> list[exemptions.Exemption]:
        """Those of the record's law on the day it was received; every one when the record is not known."""
        if self.record is None:
            return list(exemptions.BY_CODE.values())
        return exemptions.known(self.record.regime, self.record.opened_on)


class Arrived(ActionForm):
    """Something the requester gave: now, through their link, or on the day staff say it arrived."""

    on = DateField(
        label="What day did it arrive?", help_text="Leave it empty if it arrived today.", required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.by is not None and Actor.of(self.by).kind in {"party", "resident"}:
            del self.fields["on"]


class Triage(ActionForm):
    """Which law it falls under, who may read it, and who will answer it."""

    regime = forms.ChoiceField(label="Which law does it fall under?", choices=Regime.choices)
    sensitivity = forms.TypedChoiceField(
        label="How widely may it be seen?",
        choices=Sensitivity.choices,
        coerce=int,
        required=False,
        empty_value=None,
        help_text="A request for somebody's own data is at least personal.",
    )
    owner = forms.ModelChoiceField(
        label="Who has it?", queryset=Team.objects.none(), required=False, empty_label="Nobody yet"
    )
    team = forms.ModelChoiceField(
        label="Which team?", queryset=Team.objects.order_by("name"), required=False, empty_label="No team"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None:
            self.fields["owner"].queryset = colleagues(self.record)  # type: ignore[attr-defined]
            kept = {name: getattr(self.record, name) for name in ("regime", "sensitivity", "owner", "team")}
            self.initial = {**kept, **self.initial}


class Reclassify(ActionForm):
    """Which other law, and why."""

    regime = forms.ChoiceField(label="Which law does it fall under?", choices=Regime.choices)
    reason = forms.CharField(
        label="Why?", help_text="This goes into the letter to the requester.", max_length=500
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None:
            others = [each for each in Regime.choices if each[0] != self.record.regime]
            self.fields["regime"].choices = others  # type: ignore[attr-defined]


class AskTeam(ActionForm):
    """Which teams hold it, and what they are asked. Who asks is left out: it makes no difference in law."""

    teams = forms.ModelMultipleChoiceField(
        label="Which teams may hold it?",
        queryset=Team.objects.order_by("name"),
        widget=forms.CheckboxSelectMultiple,
    )
    question = LongTextField(
        label="What do they need to find?",
        help_text="Leave out who asks: it makes no difference to the answer.",
        max_length=5_000,
    )

    def clean_question(self) -> str:
        """The Act is blind to who asks; only a subject's own data cannot be found without their name."""
        question: str = self.cleaned_data["question"]
        if self.record is not None and not self.record.is_personal and named_in(self.record, question):
            raise ValidationError("Take the requester’s name out: who asks makes no difference to the answer")
        return question


class AskToClarify(ActionForm):
    """What is not clear."""

    question = LongTextField(
        label="What do you need to know?",
        help_text="Say what is not clear, and offer choices: it is our duty to help (FOIA s.16, EIR reg.9).",
        max_length=5_000,
    )


class Clarify(Arrived):
    """What the requester meant."""

    clarification = LongTextField(
        label="What did you mean?",
        max_length=10_000,
        error_messages={"required": "Tell us what you meant"},
    )


class ChargeFee(ActionForm):
    """How much, and what for."""

    amount = forms.DecimalField(label="How much, in pounds?", min_value=0, max_digits=8, decimal_places=2)
    reason = LongTextField(
        label="What is it for?",
        help_text="For example copying and postage. This goes into the notice.",
        max_length=2_000,
    )

    def clean_amount(self) -> Any:
        if not self.cleaned_data["amount"]:
            raise ValidationError("Enter an amount of more than nothing")
        return self.cleaned_data["amount"]


class FeePaid(Arrived):
    """The day the fee arrived."""


class Identity(ActionForm):
    """What would prove who they are."""

    proof = LongTextField(
        label="What do you need to see?",
        help_text="Ask only where there is real doubt, and for no more than settles it (UK GDPR Art.12(6)).",
        max_length=2_000,
    )


class IdentityGiven(Arrived):
    """The day the proof arrived."""


class Extend(ByLaw):
    """Why more time is needed: the ground the record's law allows, and the reasons."""

    only: ClassVar[dict[str, set[str]]] = {
        "complex": {"eir"},
        "voluminous": {"eir"},
        "exemptions": {"foi"},
        "because": {"sar"},
    }
    complex = forms.BooleanField(
        label="The request is complex",
        error_messages={"required": "More time needs a request that is complex as well (EIR reg.7(1))"},
    )
    voluminous = forms.BooleanField(
        label="A great volume of information is asked for",
        error_messages={"required": "More time needs a great volume of information as well (EIR reg.7(1))"},
    )
    exemptions = forms.MultipleChoiceField(
        label="Which qualified exemptions are you weighing?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Only weighing a qualified exemption’s public interest gives more time (FOIA s.10(3))"
        },
    )
    because = forms.ChoiceField(
        label="What makes it take longer?",
        choices=[("complex", "The request is complex"), ("number", "They have made a number of requests")],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Say whether it is its complexity or the number of requests (UK GDPR Art.12A)"
        },
    )
    reason = LongTextField(
        label="What are the reasons?",
        help_text="This goes into the letter to the requester.",
        max_length=2_000,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "exemptions" in self.fields:
            qualified = [each for each in self.provisions() if each.qualified]
            self.fields["exemptions"].choices = exemptions.as_choices(qualified)  # type: ignore[attr-defined]


class Lapse(ActionForm):
    """Nothing but the decision."""

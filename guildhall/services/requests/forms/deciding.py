"""What is said to the requester at the end."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from guildhall.commons.design.fields import LongTextField
from guildhall.commons.documents.fields import DocumentField
from guildhall.kernel.actions import ActionForm
from guildhall.kernel.gates import Actor
from guildhall.services.requests import exemptions
from guildhall.services.requests.forms.handling import Arrived, ByLaw
from guildhall.services.requests.models import Outcome


class Answer(ActionForm):
    """What is sent to the requester."""

    outcome = forms.ChoiceField(
        label="What did they get?",
        choices=[(each.value, each.label) for each in (Outcome.GRANTED, Outcome.NOT_HELD)],
        widget=forms.RadioSelect,
    )
    answer = LongTextField(label="Answer", max_length=50_000)
    file = DocumentField(
        label="Is there a document to send with it?", help_text="The requester will see it.", required=False
    )


class Withhold(ByLaw):
    """Under which provisions something is withheld, and everything the law then requires to be said."""

    only: ClassVar[dict[str, set[str]]] = {
        "public_interest": {"foi", "eir"},
        "qualified_person": {"foi"},
        "emissions": {"eir"},
        "completion": {"eir"},
    }
    exemptions = forms.MultipleChoiceField(
        label="Under which provisions?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one: whatever is withheld is withheld under a section"},
    )
    public_interest = LongTextField(
        label="What was weighed for and against disclosure?",
        help_text="Needed where an exemption is qualified (FOIA s.17(3), EIR reg.14(3)(b)).",
        max_length=10_000,
        required=False,
    )
    qualified_person = forms.CharField(
        label="Whose opinion does section 36 rest on?",
        help_text="The monitoring officer or the chief executive.",
        max_length=200,
        required=False,
    )
    emissions = forms.BooleanField(label="The information is about emissions", required=False)
    completion = forms.CharField(
        label="When will it be finished, and by whom?",
        help_text="Needed where it is withheld because it is still being completed (EIR reg.14(4)).",
        max_length=300,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["exemptions"].choices = exemptions.as_choices(self.provisions())  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        cited = [exemptions.BY_CODE[code] for code in said.get("exemptions", ())]
        qualified = [each.code for each in cited if each.qualified]
        if qualified and not said.get("public_interest"):
            self._ask("public_interest", f"Say what was weighed: {', '.join(qualified)} is qualified")
        if exemptions.QUALIFIED_PERSON in qualified and not said.get("qualified_person"):
            self._ask("qualified_person", "Section 36 needs the opinion of the qualified person: name them")
        if exemptions.STILL_BEING_WRITTEN in qualified and not said.get("completion"):
            self._ask("completion", "Say when it will be finished and by whom (EIR reg.14(4))")
        if said.get("emissions") and (barred := [each.code for each in cited if not each.emissions]):
            sentence = f"{', '.join(barred)} cannot withhold information on emissions (EIR reg.12(9))"
            self._ask("exemptions", sentence)
        return said

    def _ask(self, field: str, sentence: str) -> None:
        self.add_error(field if field in self.fields else None, sentence)


class AnswerInPart(Withhold):
    """What they get, what they do not get, and why."""

    field_order = ("answer", "file", "exemptions", "reasons")
    answer = LongTextField(label="What do they get?", max_length=50_000)
    file = DocumentField(
        label="Is there a document to send with it?", help_text="The requester will see it.", required=False
    )
    reasons = LongTextField(label="What is withheld, and why does each provision apply?", max_length=20_000)


class Refuse(Withhold):
    """Why nothing is given."""

    field_order = ("exemptions", "reasons")
    reasons = LongTextField(
        label="Why does each provision apply?",
        help_text="This goes into the refusal notice (FOIA s.17(1)(c), EIR reg.14(3)).",
        max_length=20_000,
    )


class Withdraw(Arrived):
    """Nothing need be said; something may be."""

    why = forms.CharField(label="Is there a reason you want to give?", max_length=500, required=False)


class AskForReview(Arrived):
    """What the requester is not content with."""

    grounds = LongTextField(
        label="What are you not content with?",
        help_text="Say what you think we got wrong or left out.",
        max_length=10_000,
        error_messages={"required": "Tell us what you are not content with"},
    )
    late_because = forms.CharField(
        label="If it is more than 40 working days after our answer, why should it be reviewed?",
        max_length=500,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.by is not None and Actor.of(self.by).kind in {"party", "resident"}:
            del self.fields["late_because"]

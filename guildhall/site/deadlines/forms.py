"""What the calculator asks: which law, the day it arrived, and what has happened since."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from guildhall.commons.design.fields import DateField
from guildhall.commons.design.forms import Radios
from guildhall.kernel.clocks import ClockError, ClockEvent, Result, at_stage, deadline
from guildhall.kernel.clocks.bank_holidays import FIRST_DAY
from guildhall.kernel.clocks.engine import LAST_RECEIPT
from guildhall.kernel.clocks.wording import said
from guildhall.kernel.deadlines import calendar
from guildhall.site.deadlines.laws import BY_REGIME, LAWS, name_under

# A question and the answer to it: which field is which, and what to say when there is only the answer.
PAIRS = (
    ("clarification_asked", "clarification_received"),
    ("fees_notice", "fee_received"),
    ("identity_asked", "identity_received"),
)


def a_day(label: str, **options: Any) -> DateField:
    return DateField(label=label, not_before=FIRST_DAY, not_after=LAST_RECEIPT, **options)


class Question(forms.Form):
    """A question to the clock, asked by GET so that every answer has an address.

    `result` is the clock's answer, once the form is valid.
    """

    result: Result | None = None

    law = forms.ChoiceField(
        label="What was asked for?",
        choices=[(law.regime, law.choice) for law in LAWS],
        widget=Radios(hints={law.regime: law.hint for law in LAWS}),
        error_messages={
            "required": "Select what was asked for",
            "invalid_choice": "Select what was asked for from the list",
        },
    )
    received = a_day(
        "When did it arrive?",
        help_text="The day it reached the council, even at 11:59pm or on a Sunday. For example, 12 6 2026",
        error_messages={"required": "Enter the day it arrived"},
    )
    stage = forms.ChoiceField(
        label="Which stage of a complaint?",
        choices=[("", "The first"), ("2", "Stage 2"), ("3", "Stage 3, a panel on children’s social care")],
        required=False,
        help_text="The day above is then the day you asked for that stage.",
    )
    acknowledged = a_day("The council acknowledged the complaint", required=False)
    clarification_asked = a_day("The council asked what was meant", required=False)
    clarification_received = a_day("The answer to that arrived", required=False)
    fees_notice = a_day("The council asked for a fee", required=False)
    fee_received = a_day("The fee arrived", required=False)
    identity_asked = a_day("The council asked for proof of identity", required=False)
    identity_received = a_day("The proof arrived", required=False)
    extended = a_day("The council said that it needs more time", required=False)

    since = ("acknowledged", *PAIRS[0], *PAIRS[1], *PAIRS[2], "extended")

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if "law" in told and told.get("received"):
            self._check_days(told["law"], told["received"])
        if not self.errors:
            self._ask(told["law"], told["received"])
        return told

    def _check_days(self, law: str, received: date) -> None:
        for name in self.since:
            day = self.cleaned_data.get(name)
            if day and not name_under(law, name):
                self.add_error(name, f"{_this(law)} knows no such step. Leave this date empty")
            elif day and day < received:
                self.add_error(name, f"The date must be {_plainly(received)}, when it arrived, or later")
        for asked, answered in PAIRS:
            first, second = self.cleaned_data.get(asked), self.cleaned_data.get(answered)
            if first and second and second < first:
                self.add_error(
                    answered, f"The date must be {_plainly(first)}, when it was asked for, or later"
                )

    def _ask(self, law: str, received: date) -> None:
        """Asks the clock with more each time, so that what it says lands beside the date it is about."""
        for field, events in [("received", []), *self._more_and_more()]:
            try:
                self.result = deadline(self._key(law), received=received, events=events, calendar=calendar())
            except ClockError as error:
                self.add_error(field, _lay(str(error)))
                return

    def _key(self, law: str) -> str:
        stage = self.cleaned_data.get("stage")
        try:
            return at_stage(law, int(stage) if stage else None)
        except ClockError:
            raise ClockError(f"{_this(law)} has no stage {stage}. Choose another stage") from None

    def _more_and_more(self) -> list[tuple[str, list[ClockEvent]]]:
        """Each answer with the question before it, and more time last."""
        events = self.events()
        told = [name for name in self.since if self.cleaned_data.get(name)]
        return [(name, events[: place + 1]) for place, name in enumerate(told)]

    def events(self) -> list[ClockEvent]:
        """What has happened since, in the words of the law."""
        law = self.cleaned_data["law"]
        return [
            ClockEvent(name_under(law, name) or name, self.cleaned_data[name])
            for name in self.since
            if self.cleaned_data.get(name)
        ]


def _this(law: str) -> str:
    return f"The law on {BY_REGIME[law].choice[:1].lower()}{BY_REGIME[law].choice[1:]}"


def _lay(sentence: str) -> str:
    """The clock's sentence with no name in it that only a program knows."""
    if sentence.endswith("before it."):
        return "Enter the date on which the council asked for it too"
    return sentence.rstrip(".")


def _plainly(day: date) -> str:
    return said(day).partition(" ")[2]

"""What an adviser fills in during a contact: as little as will do, in the order in which it is known."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer

from guildhall.commons.design.fields import LongTextField
from guildhall.commons.parties.models import Party
from guildhall.kernel import time
from guildhall.kernel.actions import ActionForm
from guildhall.kernel.records import Team
from guildhall.services.contacts.forms.fields import TopicField, TopicsField
from guildhall.services.contacts.logging import LONGEST, Told
from guildhall.services.contacts.models import Contact, ServicePoint, System

# The list the browser offers while a topic is typed; the page holds it.
OFFERS = "topics"


class LogContact(ActionForm):
    """One contact. Without a topic's whole name, any word of it that fits no other will do."""

    topic = TopicField(
        label="What is it about?",
        max_length=120,
        widget=forms.TextInput(attrs={"list": OFFERS, "autocomplete": "off"}),
        error_messages={"required": "Enter what it is about"},
    )
    note = LongTextField(
        label="What was said?",
        help_text="The person it is about can ask to read it.",
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    outcome = forms.ChoiceField(
        label="How did it end?",
        choices=[each for each in Contact.Outcome.choices if each[0] != Contact.Outcome.OPENED],
        widget=forms.RadioSelect,
        error_messages={"required": "Say how it ended"},
    )
    team = forms.ModelChoiceField(
        label="Passed to which team?",
        help_text="Empty for the team the topic belongs to.",
        queryset=Team.objects.order_by("name"),
        required=False,
        empty_label="The topic’s own",
    )
    avoidable = forms.ChoiceField(
        label="Could it have been avoided?",
        choices=[("", "No, it was worth having"), *Contact.Avoidable.choices],
        required=False,
    )
    channel = forms.ChoiceField(
        label="How did they get in touch?", choices=Contact.Channel.choices, required=False
    )
    point = forms.ModelChoiceField(
        label="Where?",
        queryset=ServicePoint.objects.none(),
        required=False,
        empty_label="Not at a service point",
    )
    also = TopicsField(
        label="What else was it about?", help_text="One topic a line.", required=False, max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    language = forms.CharField(label="In what language, or with what help?", max_length=60, required=False)
    party = forms.ModelChoiceField(queryset=Party.objects.none(), required=False, widget=forms.HiddenInput)
    started = forms.CharField(required=False, widget=forms.HiddenInput, max_length=80)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        serving = ServicePoint.objects.open().order_by("title")
        self.fields["point"].queryset = serving  # type: ignore[attr-defined]
        # A number that is sent must be of somebody the adviser may know of.
        self.fields["party"].queryset = Party.objects.visible_to(self.by)  # type: ignore[attr-defined]
        self.fields["point"].label_from_instance = lambda point: point.title  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        given["channel"] = given.get("channel") or Contact.Channel.CALL
        if given.get("outcome") == Contact.Outcome.PASSED and given.get("topic"):
            given["team"] = given.get("team") or given["topic"].team
            if given["team"] is None:
                self.add_error("team", "Choose the team: the topic has none of its own")
        elif given.get("team"):
            self.add_error("outcome", "Say that it was passed to a team, or choose no team")
        return given

    def lasted(self) -> tuple[datetime, datetime]:
        """When it began and ended: it has just ended."""
        now = time.now()
        return min(began(self.cleaned_data["started"], now), now), now

    def told(self, submission: str | None) -> Told:
        """What was said of the contact, as it is logged."""
        given, (start, end) = self.cleaned_data, self.lasted()
        pk = {name: given[name].pk if given[name] else None for name in ("party", "point", "team")}
        return Told(
            channel=given["channel"],
            topic=given["topic"],
            outcome=given["outcome"],
            started_at=start,
            ended_at=end,
            note=given["note"],
            avoidable=given["avoidable"],
            language=given["language"],
            also=tuple(given["also"]),
            adviser=getattr(self.by, "pk", None),
            submission=submission,
            **pk,
        )


class TellContact(LogContact):
    """The same from a program, which knows itself when the contact began and ended."""

    started = None  # type: ignore[assignment]  # what a page carries, a program says outright
    started_at = forms.DateTimeField(
        label="When did it begin?", help_text="As 2018-03-14T10:20:00Z; now where it is left out.",
        required=False,
    )  # fmt: skip
    ended_at = forms.DateTimeField(
        label="When did it end?", help_text="Now where it is left out.", required=False
    )

    def lasted(self) -> tuple[datetime, datetime]:
        end = self.cleaned_data["ended_at"] or time.now()
        return self.cleaned_data["started_at"] or end, end


def mark(moment: datetime) -> str:
    """When a contact began, signed: it travels with the page."""
    return Signer(salt="contacts.started").sign(moment.isoformat())


def began(marked: str, now: datetime) -> datetime:
    """When the page that was sent was first opened; now where it does not say, or says what cannot be."""
    try:
        moment = datetime.fromisoformat(Signer(salt="contacts.started").unsign(marked))
    except (BadSignature, ValueError):
        return now
    return moment if timedelta() <= now - moment <= LONGEST else now


class TakeCalls(forms.Form):
    """The telephone system's report."""

    file = forms.FileField(
        label="The report, as a CSV file",
        help_text="A line for each queue and half hour: queue, date, time, offered, handled, abandoned; "
        "answered in target, average wait and longest wait where it has them.",
    )
    replace = forms.BooleanField(label="It corrects what was brought in before", required=False)
    dry_run = forms.BooleanField(label="Only say what it holds, and keep nothing", required=False)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > 20_000_000:
            raise ValidationError("The file must be smaller than 20 MB")
        return file


class Learnt(ActionForm):
    """What an adviser can do, or may use, from a day on."""

    topic = TopicField(label="Which topic?", required=False, widget=forms.TextInput(attrs={"list": OFFERS}))
    system = forms.ModelChoiceField(
        label="Or which system?", queryset=System.objects.order_by("name"), required=False, empty_label="None"
    )
    ends = forms.BooleanField(label="They no longer can, from today on", required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not self.errors and bool(given.get("topic")) == bool(given.get("system")):
            raise ValidationError("Choose a topic, or a system")
        return given

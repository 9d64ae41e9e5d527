"""The verbs every record has, whichever service keeps it. A service's roles say who may do them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db.models import Q

from guildhall.kernel import time
from guildhall.kernel.actions import Action, ActionForm
from guildhall.kernel.fields import RecordField
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.prepared import Prepared
from guildhall.kernel.records import Link, Record, Sensitivity, Team, link

if TYPE_CHECKING:
    from guildhall.kernel.services import Service

# What a role names to get them all.
STANDARD = frozenset(
    {
        "assign",
        "note",
        "relate",
        "unrelate",
        "hold",
        "release",
        "raise_sensitivity",
        "attach_document",
        "release_document",
    }
)
RELATES = "relates_to"

# The commons give every service verbs too: those of documents.
_also: list[Callable[[Service], None]] = []


def also(give: Callable[[Service], None]) -> Callable[[Service], None]:
    """Signs up a giver of verbs; every service declared from now on has them."""
    _also.append(give)
    return give


def colleagues(record: Any) -> Any:
    """Staff with a live grant that reaches the record: those it may be given to."""
    today = time.today()
    live = Q(grants__starts_on=None) | Q(grants__starts_on__lte=today)
    live &= Q(grants__ends_on=None) | Q(grants__ends_on__gte=today)
    reaches = Q(grants__service__in=("*", record.service), grants__ceiling__gte=record.sensitivity)
    return (
        get_user_model()
        .objects.filter(live & reaches, is_staff=True, is_active=True)
        .distinct()
        .order_by("name", "pk")
    )


class Assign(ActionForm):
    """Whose it is now."""

    owner = forms.ModelChoiceField(
        label="Who has it?",
        queryset=get_user_model().objects.none(),
        required=False,
        empty_label="Nobody yet",
    )
    team = forms.ModelChoiceField(
        label="Which team?", queryset=Team.objects.order_by("name"), required=False, empty_label="No team"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None:
            self.fields["owner"].queryset = colleagues(self.record)  # type: ignore[attr-defined]
            self.initial = {"owner": self.record.owner_id, "team": self.record.team_id, **self.initial}


class Note(ActionForm):
    """Something worth knowing later."""

    note = forms.CharField(
        label="Note",
        widget=forms.Textarea,
        max_length=5_000,
        help_text="The person it is about can ask to read it.",
    )


class Relate(ActionForm):
    """Which other record it has to do with."""

    other = RecordField(label="Which record?", help_text="Its reference, for example IR-2026-00042.")

    def clean_other(self) -> Record:
        """Another record, and not this one."""
        other: Record = self.cleaned_data["other"]
        if self.record is not None and other.pk == self.record.pk:
            raise ValidationError("Enter the reference of another record, not of this one")
        return other


class Unrelate(ActionForm):
    """Which link was a mistake."""

    link = forms.ModelChoiceField(
        label="Which link was a mistake?",
        queryset=Link.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None:
            self.fields["link"].queryset = _related(self.record, self.by)  # type: ignore[attr-defined]
            self.fields["link"].label_from_instance = lambda link: str(link.target)  # type: ignore[attr-defined]


class Because(ActionForm):
    """Why."""

    reason = forms.CharField(label="Why?", widget=forms.Textarea, max_length=1_000)


class RaiseSensitivity(ActionForm):
    """Who may no longer read it."""

    sensitivity = forms.TypedChoiceField(
        label="How widely may it be seen?", choices=Sensitivity.choices, coerce=int, widget=forms.RadioSelect
    )
    reason = forms.CharField(label="Why?", max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None:
            above = [
                (value, label) for value, label in Sensitivity.choices if value > self.record.sensitivity
            ]
            self.fields["sensitivity"].choices = above  # type: ignore[attr-defined]


def assign(record: Any, owner: Any, team: Any) -> None:
    """Give it to a person, a team, or both."""
    record.owner, record.team = owner, team


def note(record: Any) -> None:
    """Write down something worth knowing; it stays in the timeline and nowhere else."""


def relate(record: Any, other: Record) -> None:
    """Link it to another record it has to do with: the same question, the same campaign, the same file."""
    record.once_saved(lambda: link(record, other, RELATES))


def unrelate(record: Any, link: Link) -> None:
    """Take back a link that was a mistake."""
    link.delete()


def hold(record: Any) -> None:
    """Keep it beyond its time: somebody may need it, and destroying it would be an offence (FOIA s.77)."""
    record.held = True


def release(record: Any) -> None:
    """End the legal hold; its time to be forgotten counts again."""
    record.held = False


def raise_sensitivity(record: Any, sensitivity: int) -> None:
    """Let fewer people read it."""
    if sensitivity >= Sensitivity.RESTRICTED and record.published_on:
        raise ValidationError("Everybody can read it now. Take it down first, then restrict it")
    record.sensitivity = sensitivity


def _assigned(record: Any) -> str:
    whose = [
        name for name, value in (("{record.owner}", record.owner), ("{record.team}", record.team)) if value
    ]
    return "{actor} gave it to " + " and ".join(whose) + "." if whose else "{actor} left it with nobody."


def _related(record: Any, by: Any) -> Any:
    """The links from here that a person made, as far as they may see the other end."""
    found = Link.objects.filter(source=record.pk, kind=RELATES).select_related("target")
    return found if by is SYSTEM else found.filter(target__in=Record.objects.visible_to(by).values("pk"))


def _is_related(record: Any, by: Any) -> str | None:
    """While somebody has linked it to another record."""
    return None if _relations(record=record.pk) else "It is linked to nothing."


_relations = Prepared(
    lambda record: Link.objects.filter(source=record, kind=RELATES).values_list("pk", flat=True)[:1]
)


def _held(record: Any, by: Any) -> str | None:
    """Unless a hold stands already."""
    return "It is on legal hold already." if record.held else None


def _not_held(record: Any, by: Any) -> str | None:
    """While a hold stands."""
    return None if record.held else "It is not on legal hold."


def _highest(record: Any, by: Any) -> str | None:
    """Unless it is restricted already."""
    return "It is restricted already." if record.sensitivity >= Sensitivity.RESTRICTED else None


def attach(service: Service) -> None:
    """Gives a service the standard verbs; called when a service is declared."""
    every = tuple(service.stages.values)
    Action(service, assign, asks=Assign, says=_assigned)
    Action(service, note, stages=every, asks=Note, label="Add a note", says="{actor} noted: {note}")
    Action(
        service,
        relate,
        stages=every,
        asks=Relate,
        label="Link it to another record",
        says="{actor} linked it to {other.reference}.",
    )
    Action(
        service,
        unrelate,
        stages=every,
        asks=Unrelate,
        gates=(_is_related,),
        label="Take back a link",
        says="{actor} took back the link to {link.target.reference}.",
    )
    Action(
        service,
        hold,
        stages=every,
        asks=Because,
        gates=(_held,),
        label="Put on legal hold",
        says="{actor} put it on legal hold: {reason}",
        law="FOIA 2000 s.77",
    )
    Action(
        service,
        release,
        stages=every,
        asks=Because,
        gates=(_not_held,),
        label="End the legal hold",
        says="{actor} ended the legal hold: {reason}",
    )
    Action(
        service,
        raise_sensitivity,
        stages=every,
        asks=RaiseSensitivity,
        gates=(_highest,),
        label="Let fewer people see it",
        says="{actor} made it {record.sensitivity_label}: {reason}",
    )
    for give in _also:
        give(service)

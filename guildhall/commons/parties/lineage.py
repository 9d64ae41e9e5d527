"""Who said what of a party, and what was done to it: neither is ever changed."""

from __future__ import annotations

from typing import Any

from django.db import models

from guildhall.commons.parties.people import Party
from guildhall.kernel import time
from guildhall.kernel.gates import Actor
from guildhall.kernel.records import Sensitivity


class Said(models.Model):
    """One field of a party as one source told it: "said by Revenues, 3 May 2017"."""

    party = models.ForeignKey(Party, models.CASCADE, related_name="said")
    field = models.CharField(max_length=40, help_text="name, born_on, email, phone, address, need …")
    value = models.CharField(max_length=500)
    source = models.CharField(max_length=80, help_text="The system or the person that said it.")
    said_on = models.DateField(help_text="The day the source said it.")
    entered_at = models.DateTimeField(default=time.now, editable=False)
    entered_by = models.CharField(max_length=200, help_text="Who put it in here.")

    class Meta:
        indexes = (models.Index(fields=["party", "field", "said_on"], name="said_of_field"),)

    def __str__(self) -> str:
        return f"{self.field} of {self.party_id} said by {self.source}"


class PartyEvent(models.Model):
    """One thing that was done to a party, by whom: rows are added, and go with the party."""

    party = models.ForeignKey(Party, models.CASCADE, related_name="party_events")
    action = models.CharField(max_length=48)
    actor_kind = models.CharField(max_length=12)
    actor_id = models.BigIntegerField(null=True)
    actor = models.CharField(max_length=200)
    sentence = models.CharField(max_length=500)
    changes = models.JSONField(default=dict, help_text="Field → [before, after].")
    at = models.DateTimeField()
    sensitivity = models.PositiveSmallIntegerField(
        choices=Sensitivity.choices, default=Sensitivity.ORDINARY, help_text="Of the marker it tells of."
    )
    # The form's one-time key: a form posted twice finds its first event here.
    submission = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001  absent is not alike

    class Meta:
        indexes = (models.Index(fields=["party", "at"], name="party_event_at"),)

    def __str__(self) -> str:
        return self.sentence


def noted(
    party: Party,
    action: str,
    *,
    by: Any,
    sentence: str,
    changes: dict[str, Any] | None = None,
    submission: str | None = None,
    sensitivity: int = Sensitivity.ORDINARY,
) -> PartyEvent:
    """What was done to a party, as it will stand in its history; not yet saved."""
    actor = Actor.of(by)
    return PartyEvent(
        party_id=party.pk,
        action=action,
        actor_kind=actor.kind,
        actor_id=actor.id,
        actor=actor.name[:200],
        sentence=sentence[:500],
        changes=changes or {},
        at=time.now(),
        submission=submission,
        sensitivity=sensitivity,
    )

"""Which records are whose: a party's part in a record, and what a person may call their own."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from guildhall.commons.parties.people import ContactPoint, Party, comparable
from guildhall.kernel import time
from guildhall.kernel.gates import Actor
from guildhall.kernel.records import Record


class Involvement(models.Model):
    """A party's part in a record: its requester, its complainant, the client it is done for."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="involvements")
    party = models.ForeignKey(Party, models.CASCADE, related_name="involvements")
    role = models.CharField(max_length=24)
    since = models.DateTimeField(default=time.now, editable=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["record", "party", "role"], name="involvement_once"),)

    def __str__(self) -> str:
        return f"{self.party} is {self.role} of {self.record_id}"


def involve(record: Any, party: Party, role: str) -> None:
    """Gives the party its part in the record, as soon as the record has its row."""
    record.once_saved(lambda: _involve(record, party, role))


def _involve(record: Any, party: Party, role: str) -> None:
    """Once, in one statement, whether or not it was so before."""
    involvement = Involvement(record_id=record.pk, party=party, role=role)
    Involvement.objects.bulk_create([involvement], ignore_conflicts=True)


def own_records(who: Any) -> Q:
    """The records a person has a part in, by any of their leaves; for a resident who signed in, those of
    every person with the e-mail address they proved is theirs.
    """
    theirs = Involvement.objects.filter(party__in=own_parties(who).values("pk"))
    return Q(pk__in=theirs.values("record_id"))


def own_parties(who: Any) -> models.QuerySet[Party]:
    """Every leaf of the person who follows a signed link, or who signed in."""
    known_by = Q(pk=who.id) if isinstance(who, Actor) else Q(pk__in=with_email(who.email))
    persons = Party.objects.filter(known_by).values(person=Coalesce("same_as", "pk"))
    return Party.objects.filter(Q(pk__in=persons) | Q(same_as__in=persons))


def with_email(email: str) -> models.QuerySet[ContactPoint, Any]:
    """The numbers of the parties with that e-mail address."""
    key = comparable("email", email)
    return ContactPoint.objects.filter(kind="email", key=key).values("party_id")

"""Which records are whose: a party's part in a record, and what a person may call their own."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q
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
    """Every leaf of the person who follows a signed link, or who signed in.

    Only what a member of staff said is one person opens one leaf's records to the other: a reckoning may be
    wrong, and nobody is shown a stranger's letters by one. Where a person is held together by a reckoning
    anywhere, they have their own leaves, and those that staff joined to these themselves.
    """
    known_by = Q(pk=who.id) if isinstance(who, Actor) else Q(pk__in=with_email(who.email))
    own = Party.objects.filter(known_by).annotate(whole=Coalesce("same_as", "pk"))
    reckoned = Party.objects.filter(
        Q(pk=OuterRef("whole")) | Q(same_as=OuterRef("whole")),
        merges_kept__by_kind="system",
        merges_kept__undone_at=None,
    )
    said = own.filter(~Exists(reckoned)).values("whole")
    by_staff = {"undone_at": None, "by_kind": "staff"}
    return Party.objects.filter(
        Q(pk__in=said)
        | Q(same_as__in=said)
        | Q(pk__in=own.values("pk"))
        | Q(pk__in=_beside("merges_kept", "other", own, by_staff))
        | Q(pk__in=_beside("merges_joined", "one", own, by_staff))
    )


def _beside(relation: str, other: str, own: Any, which: dict[str, Any]) -> Any:
    """The leaves at the other end of these merges."""
    wanted = {f"{relation}__{name}": value for name, value in which.items()}
    return Party.objects.filter(pk__in=own.values("pk"), **wanted).values(f"{relation}__{other}")


def with_email(email: str) -> models.QuerySet[ContactPoint, Any]:
    """The numbers of the parties with that e-mail address."""
    key = comparable("email", email)
    return ContactPoint.objects.filter(kind="email", key=key).values("party_id")

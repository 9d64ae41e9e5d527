"""People and organisations, how to reach them, and which records are theirs."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from guildhall.kernel import time
from guildhall.kernel.gates import Actor
from guildhall.kernel.prepared import Prepared
from guildhall.kernel.records import Record


class Party(models.Model):
    """A person or an organisation the council deals with."""

    class Kind(models.TextChoices):
        PERSON = "person", "Person"
        ORGANISATION = "organisation", "Organisation"

    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.PERSON)
    name = models.CharField(max_length=200)
    created_at = models.DateTimeField(editable=False)

    def __str__(self) -> str:
        return self.name

    def point(self, kind: str) -> ContactPoint | None:
        """The newest way of that kind to reach them."""
        return max(
            (each for each in self.contact_points.all() if each.kind == kind),
            key=lambda each: each.pk,
            default=None,
        )


class ContactPoint(models.Model):
    """One way to reach a party. `key` is the value as it is compared: lower case, without spaces."""

    class Kind(models.TextChoices):
        EMAIL = "email", "E-mail"
        PHONE = "phone", "Telephone"
        ADDRESS = "address", "Postal address"

    party = models.ForeignKey(Party, models.CASCADE, related_name="contact_points")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    value = models.CharField(max_length=500)
    key = models.CharField(max_length=500, editable=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["kind", "key", "party"], name="contact_point_once"),)

    def __str__(self) -> str:
        return self.value


class Involvement(models.Model):
    """A party's part in a record: its requester, its complainant, the client it is done for."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="involvements")
    party = models.ForeignKey(Party, models.CASCADE, related_name="involvements")
    role = models.CharField(max_length=24)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["record", "party", "role"], name="involvement_once"),)

    def __str__(self) -> str:
        return f"{self.party} is {self.role} of {self.record_id}"


def comparable(kind: str, value: str) -> str:
    """A contact point's value as it is compared."""
    return (
        "".join(value.split()).lower()
        if kind != ContactPoint.Kind.ADDRESS
        else " ".join(value.split()).lower()
    )


def known_or_new(name: str, *, email: str = "", phone: str = "", address: str = "") -> Party:
    """The party of that name with that e-mail address, or a new one.

    Both must agree: one mailbox may serve a household, and a name alone is nobody's.
    """
    points = {"email": email, "phone": phone, "address": address}
    if email:
        key = comparable("email", email)
        if known := _by_email(name=name, key=key):
            return _with_points(known[0], points)
    return _with_points(Party.objects.create(name=name, created_at=time.now()), points)


_by_email = Prepared(
    lambda name, key: Party.objects.filter(
        name=name, contact_points__kind="email", contact_points__key=key
    ).order_by("pk")[:1]
)


def organisation(name: str) -> Party:
    """The organisation of that name, or a new one."""
    known = Party.objects.filter(kind=Party.Kind.ORGANISATION, name=name).order_by("pk").first()
    return known or Party.objects.create(kind=Party.Kind.ORGANISATION, name=name, created_at=time.now())


def _with_points(party: Party, points: dict[str, str]) -> Party:
    wanted = [
        ContactPoint(party=party, kind=kind, value=value, key=comparable(kind, value))
        for kind, value in points.items()
        if value
    ]
    ContactPoint.objects.bulk_create(wanted, ignore_conflicts=True)
    return party


def involve(record: Any, party: Party, role: str) -> None:
    """Gives the party its part in the record, as soon as the record has its row."""
    record.once_saved(lambda: _involve(record, party, role))


def _involve(record: Any, party: Party, role: str) -> None:
    """Once, in one statement, whether or not it was so before."""
    involvement = Involvement(record_id=record.pk, party=party, role=role)
    Involvement.objects.bulk_create([involvement], ignore_conflicts=True)


def own_records(who: Any) -> Q:
    """The records a party has a part in; for a resident who signed in, those of every party with the e-mail
    address they proved is theirs.
    """
    if isinstance(who, Actor):
        theirs = Involvement.objects.filter(party=who.id)
    else:
        key = comparable("email", who.email)
        theirs = Involvement.objects.filter(
            party__contact_points__kind="email", party__contact_points__key=key
        )
    return Q(pk__in=theirs.values("record_id"))

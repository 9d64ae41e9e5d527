"""Who the council deals with: what each source knows of one person, and who they are together.

A `Party` is a leaf: what one source, or one form, said of somebody. Joining two moves nothing: `same_as`
names the person a leaf belongs to, and whatever is read of a person is read from all of its leaves.
"""

from __future__ import annotations

import re
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from guildhall.kernel import time
from guildhall.kernel.records import Sensitivity

POSTCODE = re.compile(r"\b([A-Z]{1,2}[0-9][A-Z0-9]?)\s*([0-9][A-Z]{2})\b", re.IGNORECASE)


class PartyQuerySet(models.QuerySet["Party"]):
    """Questions about parties."""

    def persons(self) -> Self:
        """One row for each person: the leaf by which it is known."""
        return self.filter(same_as=None)

    def of_person(self, number: int) -> Self:
        """The leaves of the person known by this leaf."""
        return self.filter(Q(pk=number) | Q(same_as=number))

    def visible_to(self, user: Any) -> Self:
        """The leaves this person may know of; see rights.py."""
        from guildhall.commons.parties.rights import seen_by

        return self.filter(seen_by(user))


class Party(models.Model):
    """What one source knows of a person or an organisation the council deals with."""

    class Kind(models.TextChoices):
        PERSON = "person", "Person"
        ORGANISATION = "organisation", "Organisation"

    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.PERSON)
    name = models.CharField(max_length=200)
    created_at = models.DateTimeField(editable=False)
    same_as = models.ForeignKey(
        "self",
        models.RESTRICT,
        null=True,
        blank=True,
        related_name="joined",
        help_text="The leaf the person is known by; empty where it is this one.",
    )
    born_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=80, blank=True, help_text="The system that told it, if one did.")
    source_key = models.CharField(max_length=200, blank=True, help_text="The name it has there.")
    sensitivity = models.PositiveSmallIntegerField(
        choices=Sensitivity.choices,
        default=Sensitivity.ORDINARY,
        help_text="How close what this source knows is held; a children's system's leaves are restricted.",
    )

    objects: ClassVar[Any] = PartyQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=["name"], name="party_name"),)
        constraints = (
            models.UniqueConstraint(
                fields=["source", "source_key"], condition=~Q(source_key=""), name="party_once_in_a_source"
            ),
            models.CheckConstraint(
                condition=~Q(same_as=models.F("id")), name="party_is_not_joined_to_itself"
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Their page; of a leaf it leads on to the person's."""
        return f"/parties/{self.pk}/"

    @property
    def person_id(self) -> int:
        """The number of the leaf the person is known by."""
        return self.same_as_id or self.pk

    @property
    def person(self) -> Party:
        """The leaf the person is known by."""
        return self.same_as or self

    def leaves(self) -> PartyQuerySet:
        """Everything the sources know of the person, this leaf included."""
        return Party.objects.of_person(self.person_id)

    def leaf_ids(self) -> list[int]:
        """The numbers of the person's leaves, the one it is known by first."""
        return sorted(self.leaves().values_list("pk", flat=True), key=lambda pk: (pk != self.person_id, pk))

    def point(self, kind: str) -> ContactPoint | None:
        """The way of that kind to reach them: the one they prefer, or the newest that still holds."""
        return max(
            (each for each in self.contact_points.all() if each.kind == kind and each.is_good),
            key=lambda each: (each.preferred, each.pk),
            default=None,
        )


class Name(models.Model):
    """Another name of a party: a former one, one they are known as, one in another script."""

    class Kind(models.TextChoices):
        FORMER = "former", "Former name"
        KNOWN_AS = "known_as", "Known as"
        LEGAL = "legal", "Legal name"
        TRADING = "trading", "Trading name"

    party = models.ForeignKey(Party, models.CASCADE, related_name="names")
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.FORMER)
    value = models.CharField(max_length=200)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["party", "kind", "value"], name="name_once"),)

    def __str__(self) -> str:
        return self.value


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
    postcode = models.CharField(max_length=8, blank=True, help_text="As it is written: PO1 2AL.")
    uprn = models.CharField(max_length=12, blank=True, help_text="Unique Property Reference Number.")
    preferred = models.BooleanField(default=False)
    avoid = models.CharField(
        max_length=200, blank=True, help_text="Why it must not be used, where it must not."
    )
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True, help_text="The last day it was theirs.")
    since = models.DateTimeField(default=time.now, editable=False, help_text="When we were told.")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["kind", "key", "party"], name="contact_point_once"),)
        indexes = (
            models.Index(fields=["postcode"], condition=~Q(postcode=""), name="contact_postcode"),
            models.Index(fields=["uprn"], condition=~Q(uprn=""), name="contact_uprn"),
        )

    def __str__(self) -> str:
        return self.value

    @property
    def is_good(self) -> bool:
        """Whether it is theirs today and may be used."""
        return not self.avoid and (self.ends_on is None or self.ends_on >= time.today())


def contact_point(party: Party, kind: str, value: str, **told: Any) -> ContactPoint:
    """A way to reach a party, not yet saved; a postcode is read out of an address that is given without."""
    told.setdefault("postcode", postcode_in(value) if kind == ContactPoint.Kind.ADDRESS else "")
    return ContactPoint(party=party, kind=kind, value=value, key=comparable(kind, value), **told)


def comparable(kind: str, value: str) -> str:
    """A contact point's value as it is compared."""
    if kind == ContactPoint.Kind.ADDRESS:
        return " ".join(value.split()).lower()
    return comparable_phone(value) if kind == ContactPoint.Kind.PHONE else "".join(value.split()).lower()


def comparable_phone(value: str) -> str:
    """A telephone number as it is dialled from here: +44 (0)23 9201 0000 is 02392010000."""
    digits = re.sub(r"[^0-9+]", "", value.replace("(0)", ""))
    return re.sub(r"^(\+44|0044)0?", "0", digits) or "".join(value.split()).lower()


def postcode_in(text: str) -> str:
    """The last thing in a text that is written like a postcode, as "PO1 2AL"; nothing where there is none."""
    found = POSTCODE.findall(text)
    return " ".join(found[-1]).upper() if found else ""

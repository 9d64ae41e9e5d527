"""The local code of governance, and the pieces of evidence that it is lived by."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from guildhall.commons.documents.models import Document
from guildhall.kernel.records import Record, RecordManager

# What a piece can lead to, as it is asked: one of these.
LINKS = ("shown_by", "document", "page", "measure", "duty")


class LocalCode(Record):
    """How the council says it is governed, principle by principle; its title is its name."""

    class Stage(models.TextChoices):
        DRAFT = "draft", "Draft"
        ADOPTED = "adopted", "Adopted"
        SUPERSEDED = "superseded", "Superseded"

    service_key = "codes"

    introduction = models.TextField(blank=True)
    decision = models.CharField("adopted by", max_length=300, blank=True)
    reviewed_on = models.DateField(null=True, blank=True)

    objects: ClassVar[Any] = RecordManager()
    # What the last verb did to its evidence, for the sentence of that verb's event.
    told: str = ""

    class Meta:
        base_manager_name = "objects"


class Piece(models.Model):
    """One piece of evidence for one part of a principle: what it shows, and the one thing it leads to.

    `measure` and `duty` name a measure and a duty, whose reading and count of findings are shown as they are.
    """

    class About(models.TextChoices):
        MEMBERS = "members", "Members"
        STAFF = "staff", "Staff"
        PUBLIC = "public", "The public"

    code = models.ForeignKey(LocalCode, models.CASCADE, related_name="pieces")
    part = models.CharField(max_length=3, help_text="Such as F1: the part of a principle of 2016.")
    about = models.CharField(max_length=7, choices=About.choices, blank=True)
    text = models.TextField()
    record = models.ForeignKey(Record, models.SET_NULL, null=True, blank=True, related_name="evidence_of")
    document = models.ForeignKey(Document, models.SET_NULL, null=True, blank=True, related_name="evidence_of")
    page = models.CharField(max_length=300, blank=True)
    measure = models.CharField(max_length=80, blank=True)
    duty = models.CharField(max_length=80, blank=True)
    until = models.DateField(null=True, blank=True)
    given_on = models.DateField()
    read_on = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | ~Q(withdrawn_because=""), name="evidence_withdrawn_says_why"
            ),
        )

    def __str__(self) -> str:
        return self.text

    @property
    def stands(self) -> bool:
        """Whether it is still given; not whether it still shows anything."""
        return self.withdrawn_on is None

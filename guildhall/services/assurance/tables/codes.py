"""The local code of governance, and the pieces of evidence that it is lived by."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from guildhall.commons.documents.models import Document
from guildhall.kernel.records import Record, RecordManager
from guildhall.services.assurance.framework import GOVERNANCE, Standard, standards

# What a piece can lead to, as it is asked: one of these.
LINKS = ("shown_by", "document", "page", "measure", "duty")


class LocalCode(Record):
    """How the council says it keeps to a standard, part by part: that of governance, or another body's.

    Its title is its name; `framework` is the key of the standard.
    """

    class Stage(models.TextChoices):
        DRAFT = "draft", "Draft"
        ADOPTED = "adopted", "Adopted"
        SUPERSEDED = "superseded", "Superseded"

    service_key = "codes"

    framework = models.SlugField("drawn up on", max_length=16, default=GOVERNANCE)
    introduction = models.TextField(blank=True)
    decision = models.CharField("adopted by", max_length=300, blank=True)
    reviewed_on = models.DateField(null=True, blank=True)

    objects: ClassVar[Any] = RecordManager()
    # What the last verb did to its evidence, for the sentence of that verb's event.
    told: str = ""

    class Meta:
        base_manager_name = "objects"

    @property
    def standard(self) -> Standard:
        """What it is drawn up on. Raises KeyError where that is no more."""
        return standards()[self.framework]

    @property
    def is_judged(self) -> bool:
        """Whether it is a self-assessment, which says of each part whether we keep to it."""
        return self.standard.judged


class Judgement(models.Model):
    """What the council says of one part of a self-assessment: whether it keeps to it, why, and from when."""

    class Says(models.TextChoices):
        YES = "yes", "Yes"
        PARTLY = "partly", "Partly"
        NO = "no", "No"
        NOT_APPLICABLE = "na", "Does not apply"

    code = models.ForeignKey(LocalCode, models.CASCADE, related_name="judgements")
    part = models.CharField(max_length=5)
    says = models.CharField("do we keep to it", max_length=6, choices=Says.choices)
    text = models.TextField(blank=True)
    due_on = models.DateField(null=True, blank=True)
    on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["code", "part"], name="part_judged_once"),
            models.CheckConstraint(
                condition=Q(says="yes") | ~Q(text=""),
                name="part_not_kept_to_says_why",
            ),
        )

    def __str__(self) -> str:
        return f"{self.part}: {self.get_says_display()}"

    @property
    def is_lacking(self) -> bool:
        return self.says in {self.Says.PARTLY, self.Says.NO}


class Piece(models.Model):
    """One piece of evidence for one part of a principle: what it shows, and the one thing it leads to.

    `measure` and `duty` name a measure and a duty, whose reading and count of findings are shown as they are.
    """

    class About(models.TextChoices):
        MEMBERS = "members", "Members"
        STAFF = "staff", "Staff"
        PUBLIC = "public", "The public"

    code = models.ForeignKey(LocalCode, models.CASCADE, related_name="pieces")
    part = models.CharField(max_length=5, help_text="Such as F1 or 6.12: the part of the standard.")
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

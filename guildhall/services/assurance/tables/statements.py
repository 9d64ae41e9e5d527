"""The annual governance statement: what people write in it, its issues, and who signed which version."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from guildhall.kernel.periods import Period
from guildhall.kernel.records import Record, RecordManager

ACCOUNT = settings.AUTH_USER_MODEL


class Statement(Record):
    """The statement for one financial year, named by the year in which it begins."""

    class Stage(models.TextChoices):
        DRAFT = "draft", "Draft"
        BEING_SIGNED = "being_signed", "With those who sign it"
        PUBLISHED = "published", "Published"
        SUPERSEDED = "superseded", "Followed by the next"

    service_key = "statements"

    year = models.PositiveSmallIntegerField(unique=True)

    objects: ClassVar[Any] = RecordManager()
    # What the last verb did to its rows, for the sentence of that verb's event.
    told: str = ""

    class Meta:
        base_manager_name = "objects"

    @property
    def period(self) -> Period:
        return Period.year(self.year)


class Passage(models.Model):
    """What somebody wrote in one place of the statement. The latest stands; those before are kept."""

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="passages")
    place = models.CharField(max_length=12)
    text = models.TextField()
    author = models.ForeignKey(ACCOUNT, models.SET_NULL, null=True, blank=True, related_name="+")
    on = models.DateField()

    def __str__(self) -> str:
        return self.text


class Issue(models.Model):
    """A significant governance issue: what is done about it, and what became of that."""

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="issues")
    text = models.TextField()
    remedy = models.TextField()
    owner_role = models.CharField(max_length=160)
    due_on = models.DateField()
    settled_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(settled_on=None) | ~Q(outcome=""), name="issue_settled_says_how"
            ),
        )

    def __str__(self) -> str:
        return self.text


class Version(models.Model):
    """The statement as it was put to signature: nothing that is computed changes in it afterwards."""

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    on = models.DateField()
    stood = models.JSONField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["statement", "number"], name="version_once"),)

    def __str__(self) -> str:
        return f"Version {self.number}"


class Signature(models.Model):
    """One of the two who answer for the council has signed one version."""

    class Role(models.TextChoices):
        LEADER = "leader", "Leader of the council"
        CHIEF_EXECUTIVE = "chief_executive", "Chief executive"

    version = models.ForeignKey(Version, models.CASCADE, related_name="signatures")
    role = models.CharField(max_length=15, choices=Role.choices)
    signed_by = models.ForeignKey(ACCOUNT, models.SET_NULL, null=True, blank=True, related_name="+")
    on = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["version", "role"], name="signature_once"),)

    def __str__(self) -> str:
        return self.get_role_display()

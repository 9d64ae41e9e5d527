"""The lines of an Ombudsman's annual review letter, kept with the year they are about."""

from __future__ import annotations

import re

from django.db import models

from guildhall.kernel.periods import Period
from guildhall.services.complaints.models.ombudsman import DECISIONS, OmbudsmanCase


def plain(reference: str) -> str:
    """A reference by its letters and digits alone: “17 001 234” and “17001234” are one."""
    return re.sub(r"[^0-9a-z]", "", reference.casefold())


class LetterLine(models.Model):
    """One complaint as the letter of a financial year tells it; `year` is the one in which that begins."""

    class Compliance(models.TextChoices):
        NONE = "", "Nothing said"
        IN_TIME = "in_time", "Complied with"
        LATE = "late", "Complied with late"
        NOT = "not", "Not complied with"

    scheme = models.CharField(max_length=7, choices=OmbudsmanCase.Scheme.choices)
    year = models.PositiveSmallIntegerField()
    reference = models.CharField(max_length=40)
    key = models.CharField(max_length=40)
    category = models.CharField(max_length=120, blank=True)
    decision = models.CharField(max_length=10, choices=[(each.key, each.label) for each in DECISIONS])
    decided_on = models.DateField()
    remedy = models.CharField(max_length=500, blank=True)
    compliance = models.CharField(max_length=7, choices=Compliance.choices, blank=True)
    source = models.CharField(max_length=120)
    taken_on = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["scheme", "year", "key"], name="letter_line_once"),)

    def __str__(self) -> str:
        return f"{self.reference}: {self.get_decision_display()}"

    @property
    def period(self) -> Period:
        return Period.year(self.year)

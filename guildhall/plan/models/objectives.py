"""Objectives: what a plan wants to be true, and the officer who answers for it, by role."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from guildhall.kernel.records import Record, RecordManager
from guildhall.plan.models.plans import Plan


class Objective(Record):
    """One objective of one plan; its title is its wording."""

    class Stage(models.TextChoices):
        PROPOSED = "proposed", "Proposed"
        AGREED = "agreed", "Agreed"
        ENDED = "ended", "Ended"

    service_key = "objectives"

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="objectives")
    key = models.SlugField(max_length=80, help_text="Its name within the plan.")
    number = models.CharField(max_length=12, blank=True)
    description = models.TextField(blank=True)
    owner_role = models.CharField("answers for it", max_length=200, blank=True)
    corporate_priority = models.CharField(max_length=300, blank=True)
    ended_because = models.TextField("why it ended", blank=True)
    serves = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="served_by",
        help_text="The objective of the plan above that it serves.",
    )  # fmt: skip

    objects: ClassVar[Any] = RecordManager()
    told: str = ""

    class Meta:
        base_manager_name = "objects"
        constraints = (models.UniqueConstraint(fields=["plan", "key"], name="objective_key_once"),)


class Wording(models.Model):
    """Words in which an objective is found, and where: one objective has one wording."""

    objective = models.ForeignKey(Objective, models.CASCADE, related_name="wordings")
    text = models.TextField()
    place = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.text

"""Deliverables: what will be done, for which objectives, and by whom."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from guildhall.kernel.records import Record, RecordManager
from guildhall.plan.models.objectives import Objective
from guildhall.plan.models.plans import Plan


class Deliverable(Record):
    """One thing a plan will do. Its manager and lead are roles, never people."""

    class Stage(models.TextChoices):
        PLANNED = "planned", "Planned"
        UNDER_WAY = "under_way", "Under way"
        DELIVERED = "delivered", "Delivered"
        DROPPED = "dropped", "Dropped"
        CARRIED = "carried", "Carried into another plan"

    class Tier(models.TextChoices):
        CORPORATE = "corporate", "Corporate"
        SERVICE = "service", "Service"
        TEAM = "team", "Team"

    class Kind(models.TextChoices):
        OPERATIONAL = "operational", "Keeps a service going"
        DEVELOPMENTAL = "developmental", "Makes a service better"

    service_key = "deliverables"

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="deliverables")
    key = models.SlugField(max_length=80, help_text="Its name within the plan.")
    objectives = models.ManyToManyField(Objective, related_name="deliverables", blank=True)
    tier = models.CharField(max_length=9, choices=Tier.choices, default=Tier.SERVICE)
    kind = models.CharField(
        max_length=13, choices=Kind.choices, blank=True, help_text="Empty where the plan does not mark it."
    )
    area = models.CharField("service area", max_length=200, blank=True)
    manager = models.CharField(max_length=200, blank=True)
    lead = models.CharField(max_length=200, blank=True)
    summary = models.TextField(blank=True)
    risks_as_printed = models.TextField(
        blank=True, help_text="What the plan says of its risks, in its words."
    )
    place = models.CharField("place in the plan", max_length=300, blank=True)
    ended_because = models.TextField("why it was dropped or carried", blank=True)

    objects: ClassVar[Any] = RecordManager()
    told: str = ""

    class Meta:
        base_manager_name = "objects"
        constraints = (models.UniqueConstraint(fields=["plan", "key"], name="deliverable_key_once"),)

    @property
    def answers(self) -> str:
        """Who answers for it, by role: its lead, or its manager where it has none."""
        return self.lead or self.manager

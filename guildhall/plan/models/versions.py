"""Versions of a plan as they stood, and what somebody proposes that it should say instead."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from guildhall.kernel.records import Record
from guildhall.plan.models.plans import Plan


class PlanVersion(models.Model):
    """Everything a plan said on one day, as it can still be read: one for each stage, and those kept by hand.

    `stood` holds chapters of entries with their lines, each entry with the record it comes from, so that
    whoever may no longer read a record does not read it here.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    stage = models.CharField(max_length=16, choices=Plan.Stage.choices)
    because = models.CharField(max_length=300, blank=True)
    frozen_on = models.DateField()
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    stood = models.JSONField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["plan", "number"], name="plan_version_once"),)

    def __str__(self) -> str:
        return f"Version {self.number}: {self.get_stage_display().lower()}"


class Proposal(models.Model):
    """Other words for one place in a plan: what it says, what it should say, why, and what became of it.

    `what` names the place, such as "section:12:text"; `about` is the objective or deliverable it is in.
    """

    class Outcome(models.TextChoices):
        OPEN = "open", "Open"
        ACCEPTED = "accepted", "Accepted"
        REFUSED = "refused", "Refused"

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="proposals")
    what = models.CharField(max_length=80)
    label = models.CharField(max_length=400)
    about = models.ForeignKey(Record, models.CASCADE, null=True, blank=True, related_name="+")
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    why = models.TextField()
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    proposed_on = models.DateField()
    outcome = models.CharField(max_length=8, choices=Outcome.choices, default=Outcome.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_on = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(outcome="open", decided_on=None)
                | (~Q(outcome="open") & Q(decided_on__isnull=False)),
                name="proposal_decided_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="refused") | ~Q(reason=""),
                name="proposal_refused_for_a_reason",
                violation_error_message="Say why it is refused.",
            ),
        )

    def __str__(self) -> str:
        return self.label

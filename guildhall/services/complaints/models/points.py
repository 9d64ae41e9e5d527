"""The points of a complaint and what was decided of each; and what only reads like a complaint."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from guildhall.services.complaints.models.complaint import Complaint
from guildhall.services.complaints.models.handlers import handler
from guildhall.services.complaints.models.words import Outcome


class Point(models.Model):
    """One thing that is complained of; each is answered (Code 6.7)."""

    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="points")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["complaint", "number"], name="point_once"),)

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"


class Decision(models.Model):
    """What was decided of a point at one stage, and why."""

    point = models.ForeignKey(Point, models.CASCADE, related_name="decisions")
    stage = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    reason = models.TextField()
    by = handler("point_decisions")
    on = models.DateField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["point", "stage"], name="point_decided_once_a_stage"),
            models.CheckConstraint(condition=~Q(reason=""), name="point_decision_says_why"),
        )

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}: {self.reason}"


class Offered(models.Model):
    """Words that read like a complaint, found in a contact or a survey: a person decides."""

    class State(models.TextChoices):
        OPEN = "open", "To be looked at"
        TAKEN = "taken", "Opened as a complaint"
        LEFT = "left", "Not a complaint"

    source = models.CharField(max_length=120, unique=True)
    words = models.TextField()
    on = models.DateField()
    offered_at = models.DateTimeField()
    party = models.ForeignKey(
        "parties.Party", models.SET_NULL, null=True, blank=True, related_name="offered_complaints"
    )
    state = models.CharField(max_length=5, choices=State.choices, default=State.OPEN)
    decided_by = handler("offers_decided")
    decided_on = models.DateField(null=True, blank=True)
    complaint = models.ForeignKey(Complaint, models.SET_NULL, null=True, blank=True, related_name="offered")

    class Meta:
        indexes = (models.Index(fields=["state", "on"], name="complaint_offered"),)

    def __str__(self) -> str:
        return f"{self.source}: {self.words[:60]}"

"""Internal reviews: an answer looked at again, by somebody else."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from guildhall.kernel.records import Record, RecordManager


class Review(Record):
    """One review of one answer (FOIA s.45 Code part 5, EIR reg.11), linked to it by "reviews"."""

    class Stage(models.TextChoices):
        ASKED = "asked", "Asked for"
        DECIDED = "decided", "Decided"
        WITHDRAWN = "withdrawn", "Withdrawn"

    class Regime(models.TextChoices):
        """The law the answer was given under, which the review's time follows."""

        FOI = "foi", "Freedom of Information Act 2000"
        EIR = "eir", "Environmental Information Regulations 2004"
        SAR = "sar", "Subject access (UK GDPR)"

    class Outcome(models.TextChoices):
        UPHELD = "upheld", "Answer upheld"
        PARTLY = "partly", "Answer partly changed"
        OVERTURNED = "overturned", "Answer overturned"

    service_key = "reviews"

    regime = models.CharField(max_length=4, choices=Regime.choices)
    grounds = models.TextField(help_text="What the requester is not content with.")
    late_because = models.CharField(max_length=500, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="answers_under_review"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="decided_reviews"
    )
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    decision = models.TextField(blank=True)

    objects: ClassVar[Any] = RecordManager()

    class Meta:
        base_manager_name = "objects"
        constraints = (
            models.CheckConstraint(
                condition=Q(decided_by=None) | Q(answered_by=None) | ~Q(decided_by=models.F("answered_by")),
                name="review_by_somebody_else",
                violation_error_message="A review is decided by somebody else than who answered.",
            ),
            models.CheckConstraint(
                condition=Q(outcome="") | ~Q(decision=""),
                name="review_says_why",
                violation_error_message="A decision says why.",
            ),
        )

    @property
    def outcome_in_words(self) -> str:
        """What was decided, as a sentence says it."""
        return {"upheld": "upheld the answer", "partly": "changed part of the answer"}.get(
            self.outcome, "overturned the answer"
        )

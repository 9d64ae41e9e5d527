"""Reviews of a plan by the management team: what was found and decided, and the actions agreed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from guildhall.plan.models.plans import Plan


class PlanReview(models.Model):
    """One meeting that looked at the plan."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="reviews")
    on = models.DateField()
    found = models.TextField()
    decided = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.found


class AgreedAction(models.Model):
    """What a review agreed is done, by whom and by when; followed until it is done or dropped."""

    review = models.ForeignKey(PlanReview, models.CASCADE, related_name="actions")
    text = models.TextField()
    owner_role = models.CharField(max_length=160)
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    dropped_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(blank=True, help_text="What came of it, or why it was dropped.")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(done_on=None) | Q(dropped_on=None), name="agreed_action_is_done_or_dropped"
            ),
        )

    def __str__(self) -> str:
        return self.text

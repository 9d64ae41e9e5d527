"""Remedies: what the council promised to put a complaint right."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from guildhall.kernel.records import Record, RecordManager
from guildhall.services.complaints.models.complaint import Complaint


class Remedy(Record):
    """One thing the council promised to put a complaint right, with its cost, its owner and its day."""

    class Stage(models.TextChoices):
        PROMISED = "promised", "Promised"
        DONE = "done", "Done"
        DROPPED = "dropped", "No longer owed"

    class Kind(models.TextChoices):
        APOLOGY = "apology", "Apology"
        ACTION = "action", "Something done for them"
        DECISION = "decision", "A decision changed or made again"
        PAYMENT = "payment", "A payment"
        IMPROVEMENT = "improvement", "Something changed for everybody"

    service_key = "remedies"

    of = models.ForeignKey(Complaint, models.CASCADE, related_name="remedies", verbose_name="complaint")
    promised_at = models.PositiveSmallIntegerField("promised at stage", default=1)
    kind = models.CharField(max_length=11, choices=Kind.choices)
    what = models.TextField()
    cost = models.DecimalField("cost in pounds", max_digits=10, decimal_places=2, null=True, blank=True)
    promised_for = models.DateField("promised for")
    done_on = models.DateField("done on", null=True, blank=True)
    evidence = models.TextField("how we know that it was done", blank=True)
    dropped_because = models.TextField("why it is no longer owed", blank=True)

    objects: ClassVar[Any] = RecordManager()

    class Meta:
        base_manager_name = "objects"
        verbose_name_plural = "remedies"
        constraints = (
            models.CheckConstraint(
                condition=Q(done_on=None) | ~Q(evidence=""),
                name="remedy_done_is_evidenced",
                violation_error_message="Say how we know that it was done.",
            ),
            models.CheckConstraint(
                condition=Q(cost=None) | Q(cost__gte=0),
                name="remedy_costs_no_less_than_nothing",
                violation_error_message="A remedy costs nothing, or something.",
            ),
        )

    def get_cost_display(self) -> str:
        """The cost in pounds, as a page shows it."""
        return f"£{self.cost:,.2f}" if self.cost is not None else ""

"""What becomes better because somebody complained: who does it, by when, and what everybody is told of it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from guildhall.kernel.records import Record, RecordManager
from guildhall.services.complaints.models.words import Cause
from guildhall.services.complaints.procedures import AREAS


class Improvement(Record):
    """One thing the council changes for everybody, learned from complaints. It names nobody."""

    class Stage(models.TextChoices):
        PLANNED = "planned", "Planned"
        DONE = "done", "Done"
        DROPPED = "dropped", "Not done after all"

    service_key = "improvements"

    area = models.CharField(
        "service", max_length=8, choices=[(each.key, each.label) for each in AREAS], default="other"
    )
    cause = models.CharField("why it went wrong", max_length=12, choices=Cause.choices)
    heard = models.TextField("what we heard")
    what = models.TextField("what we change")
    promised_for = models.DateField("to be done by")
    done_on = models.DateField(null=True, blank=True)
    evidence = models.TextField("how we know that it was done", blank=True)
    dropped_because = models.TextField("why it is not done after all", blank=True)
    public_title = models.CharField("title", max_length=160, blank=True)
    you_said = models.TextField("You said", blank=True)
    we_did = models.TextField("We did", blank=True)
    not_published_because = models.CharField("why it is not published", max_length=300, blank=True)

    objects: ClassVar[Any] = RecordManager()

    class Meta:
        base_manager_name = "objects"
        constraints = (
            models.CheckConstraint(
                condition=Q(done_on=None) | ~Q(evidence=""),
                name="improvement_done_is_evidenced",
                violation_error_message="Say how we know that it was done.",
            ),
        )

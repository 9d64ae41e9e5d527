"""A plan: what one directorate is for, and what it says it will do in some years."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from guildhall.kernel.periods import Period
from guildhall.kernel.records import Record, RecordManager


class Plan(Record):
    """A business plan; its title is its name. The public reads it once it is adopted.

    `published_in` is the day the printed plan came out, or the first of its month where only that is known:
    the record's own `published_on` is the day the public could read it here.
    """

    class Stage(models.TextChoices):
        DRAFT = "draft", "Draft"
        CONSULTED = "consulted", "Out to consultation"
        ADOPTED = "adopted", "Adopted"
        SUPERSEDED = "superseded", "Superseded"

    service_key = "plans"

    # Objectives and deliverables have a field called plan, so the way back from the spine has another name.
    record_ptr = models.OneToOneField(
        Record, models.CASCADE, parent_link=True, primary_key=True, related_name="business_plan"
    )
    key = models.SlugField(unique=True, help_text="Its name in addresses, such as 2018-23.")
    directorate = models.CharField(max_length=200)
    first = models.DateField("first day")
    last = models.DateField("last day")
    audience = models.CharField(max_length=300, blank=True, help_text="Who it is written for.")
    purpose = models.TextField(blank=True)
    published_in = models.DateField("printed plan published in", null=True, blank=True)
    produced_by = models.CharField(max_length=200, blank=True)
    production_reference = models.CharField(max_length=80, blank=True)
    source = models.CharField(max_length=200, blank=True)
    default_period = models.CharField(
        "period of its figures",
        max_length=20,
        blank=True,
        help_text="What its figures are for where they say nothing.",
    )

    above = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="below", verbose_name="the plan above it"
    )

    objects: ClassVar[Any] = RecordManager()

    # What the last verb did to its rows, for the sentence of that verb's event.
    told: str = ""

    class Meta:
        base_manager_name = "objects"
        constraints = (
            models.CheckConstraint(
                condition=Q(last__gte=F("first")),
                name="plan_ends_after_it_begins",
                violation_error_message="A plan ends after it begins.",
            ),
        )

    @property
    def years(self) -> list[Period]:
        """The financial years it covers, in order."""
        start, end = Period.containing(self.first), Period.containing(self.last)
        return [Period.year(each) for each in range(start.first.year, end.first.year + 1)]

    @property
    def adopted(self) -> bool:
        """Whether it was ever adopted: what replaced it does not undo that."""
        return self.stage in (self.Stage.ADOPTED, self.Stage.SUPERSEDED)

"""The annual complaints performance and service improvement report: computed figures, written words."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from guildhall.kernel.periods import Period
from guildhall.kernel.records import Record, RecordManager
from guildhall.services.complaints.models.handlers import handler

# Where people write; without the first nobody publishes.
PLACES = {
    "introduction": "Introduction",
    "performance": "What we make of our performance",
    "services": "What the services say",
    "learning": "What we learned",
    "ombudsman": "What we make of what the Ombudsmen found",
    "ahead": "What we do next",
}
NEEDED = ("introduction",)


class AnnualReport(Record):
    """One financial year's report; `year` is the one in which that begins, `stood` what was published."""

    class Stage(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"

    service_key = "complaint_reports"
    # What the last verb did, for the sentence of that verb's event.
    told: str = ""

    year = models.PositiveSmallIntegerField("financial year beginning in")
    stood = models.JSONField("as it was published", null=True, blank=True, editable=False)
    response = models.TextField("the governing body’s response", blank=True)
    response_by = models.CharField("who responded", max_length=200, blank=True)

    objects: ClassVar[Any] = RecordManager()

    class Meta:
        base_manager_name = "objects"
        constraints = (
            models.UniqueConstraint(
                fields=["year"],
                name="complaints_report_once_a_year",
                violation_error_message="There is a report of that year already.",
            ),
        )

    @property
    def period(self) -> Period:
        return Period.year(self.year)


class ReportPassage(models.Model):
    """What somebody wrote in one place of a report; what was written there last counts."""

    report = models.ForeignKey(AnnualReport, models.CASCADE, related_name="passages")
    place = models.CharField(max_length=12, choices=list(PLACES.items()))
    text = models.TextField()
    author = handler("report_passages")
    on = models.DateField()

    def __str__(self) -> str:
        return f"{self.get_place_display()}: {self.text[:60]}"

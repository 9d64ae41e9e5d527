"""A report to a meeting, on its way from draft to publication; what is exempt lies here and nowhere else."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from guildhall.kernel.records import Record, RecordManager
from guildhall.services.meetings.models.meeting import Meeting

# What every report has, and whose words each is; in the order in which they are read.
SECTIONS = {
    "purpose": "Purpose of report",
    "recommendations": "Recommendations",
    "background": "Background",
    "reasons": "Reasons for recommendations",
}
COMMENTS = {
    "equality": "Equality impact assessment",
    "legal": "Legal implications",
    "finance": "Finance comments",
}
# Local Government Act 1972 Schedule 12A part 1, as it holds for England.
PARAGRAPHS = {
    1: "Information relating to any individual",
    2: "Information which is likely to reveal the identity of an individual",
    3: "Information relating to the financial or business affairs of any particular person",
    4: "Information relating to consultations or negotiations about labour relations",
    5: "Information in respect of which a claim to legal professional privilege could be maintained",
    6: "Information which reveals that the authority proposes to give a statutory notice, order or direction",
    7: "Information relating to the prevention, investigation or prosecution of crime",
}


class Report(Record):
    """A report. The record's own title may say what is exempt; `public_title` is what everybody reads."""

    class Stage(models.TextChoices):
        DRAFT = "draft", "Draft"
        COMMENTS = "comments", "Out for comments"
        CHAIR = "chair", "With the chair"
        CLEARED = "cleared", "Cleared"
        PUBLISHED = "published", "Published"
        CONSIDERED = "considered", "Considered in private"
        WITHDRAWN = "withdrawn", "Withdrawn"

    service_key = "reports"

    for_meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="reports")
    meets_on = models.DateField(verbose_name="for the meeting on")
    public_title = models.CharField(max_length=300, verbose_name="title everybody reads")
    author_role = models.CharField(max_length=160, verbose_name="report of")
    purpose = models.TextField(blank=True, verbose_name=SECTIONS["purpose"])
    recommendations = models.TextField(blank=True, verbose_name=SECTIONS["recommendations"])
    background = models.TextField(blank=True, verbose_name=SECTIONS["background"])
    reasons = models.TextField(blank=True, verbose_name=SECTIONS["reasons"])
    equality = models.TextField(blank=True, verbose_name=COMMENTS["equality"])
    legal = models.TextField(blank=True, verbose_name=COMMENTS["legal"])
    finance = models.TextField(blank=True, verbose_name=COMMENTS["finance"])
    returned = models.PositiveSmallIntegerField(default=0, verbose_name="times returned")
    paragraphs = models.CharField(
        max_length=20,
        blank=True,
        verbose_name="exempt under paragraphs",
        help_text="LGA 1972 Sch. 12A part 1.",
    )
    public_interest = models.TextField(
        blank=True, verbose_name="why the public interest is in withholding it"
    )
    review_on = models.DateField(null=True, blank=True, verbose_name="exemption looked at again on")
    private_minute = models.TextField(blank=True, verbose_name="minute of what was said in private")

    objects: ClassVar[Any] = RecordManager()

    class Meta:
        base_manager_name = "objects"
        constraints = (
            models.CheckConstraint(
                condition=Q(paragraphs="") | (~Q(public_interest="") & Q(review_on__isnull=False)),
                name="exempt_for_a_reason",
                violation_error_message="What is exempt has its reason and a day to look at it again.",
            ),
        )

    @property
    def exempt(self) -> bool:
        return bool(self.paragraphs)

    @property
    def missing(self) -> list[str]:
        """The headings under which nothing is written yet."""
        return [label for name, label in (SECTIONS | COMMENTS).items() if not getattr(self, name).strip()]

    @property
    def under(self) -> list[str]:
        """The paragraphs it is exempt under, in the words of the Act."""
        return [
            f"Paragraph {number}: {PARAGRAPHS[int(number)]}"
            for number in self.paragraphs.split(",")
            if number
        ]

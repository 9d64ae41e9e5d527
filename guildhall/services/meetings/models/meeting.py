"""A meeting, what is on its agenda, and every paper that was issued for it."""

from __future__ import annotations

from datetime import time as time_of_day
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from guildhall.commons.chamber.models import Body, Member
from guildhall.kernel.records import Record, RecordManager


class Meeting(Record):
    """One meeting of one body. A formal one has a published agenda; an informal one (a briefing, a site
    visit) decides nothing and is nobody's but the council's.

    `business` holds the titles of the items as they were issued, a line each: all that is searched in public.
    """

    class Stage(models.TextChoices):
        PLANNED = "planned", "Planned"
        SUMMONED = "summoned", "Agenda published"
        HELD = "held", "Held"
        MINUTES_DRAFT = "minutes_draft", "Draft minutes published"
        ADJOURNED = "adjourned", "Adjourned"
        APPROVED = "approved", "Minutes approved"
        MET = "met", "Met informally"
        CANCELLED = "cancelled", "Cancelled"

    service_key = "meetings"

    of_body = models.ForeignKey(Body, models.PROTECT, related_name="meetings", verbose_name="body")
    formal = models.BooleanField(default=True, help_text="It has a published agenda.")
    meets_on = models.DateField(verbose_name="meets on", db_index=True)
    starts_at = models.TimeField(default=time_of_day(17), verbose_name="starts at")
    place = models.CharField(max_length=200)
    webcast = models.URLField(blank=True)
    filming = models.BooleanField(default=True, verbose_name="may be filmed")
    business = models.TextField(blank=True, editable=False)
    short_notice = models.TextField(blank=True, verbose_name="why at short notice")
    began_at = models.TimeField(null=True, blank=True)
    ended_at = models.TimeField(null=True, blank=True)
    chaired_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="chaired")
    why_not_held = models.CharField(max_length=500, blank=True, verbose_name="why it is not held")
    approved_at = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="approved", verbose_name="approved at"
    )

    objects: ClassVar[Any] = RecordManager()

    class Meta:
        base_manager_name = "objects"
        indexes = (models.Index(fields=["of_body", "meets_on"], name="meeting_of_body"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(began_at__lte=F("ended_at")),
                name="meeting_ends_after_it_begins",
                violation_error_message="A meeting ends after it began.",
            ),
        )

    @property
    def issued(self) -> bool:
        """Whether an agenda was published, so that what is added comes as a supplement."""
        return self.stage not in {self.Stage.PLANNED, self.Stage.MET}


class Item(models.Model):
    """One item of business, in words that everybody may read.

    What is exempt lies in the item's report and nowhere else: `title` is its public twin. `added` is the
    number of the issue that brought it: 0 the agenda itself, 1 the first supplement; None until it is issued.
    """

    class Kind(models.TextChoices):
        STANDING = "standing", "Standing item"
        REPORT = "report", "Report"
        OTHER = "other", "Other business"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.OTHER)
    title = models.CharField(max_length=300)
    report = models.OneToOneField(
        "meetings.Report", models.PROTECT, null=True, blank=True, related_name="item"
    )
    urgency = models.TextField(blank=True, help_text="LGA 1972 s.100B(4)(b): stated in the minutes.")
    added = models.PositiveSmallIntegerField(null=True, blank=True)
    minute = models.TextField(blank=True)
    decided = models.TextField(blank=True, verbose_name="what was decided")
    webcast = models.URLField(blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["meeting", "order"], name="one_item_in_a_place"),)

    def __str__(self) -> str:
        return f"{self.order}. {self.title}"


class Issue(models.Model):
    """A paper as it was issued: its words, who issued them and when, and their digest, which proves them.

    The public reads issues and nothing else, so a draft can reach nobody. `first_page` and `pages` are set
    when it is first put on paper and stay: a supplement goes on where the paper before it ended.
    """

    class Kind(models.TextChoices):
        AGENDA = "agenda", "Agenda"
        SUPPLEMENT = "supplement", "Supplement"
        DRAFT_MINUTES = "draft_minutes", "Draft minutes"
        MINUTES = "minutes", "Minutes"
        CANCELLATION = "cancellation", "Notice of cancellation"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="issues")
    kind = models.CharField(max_length=13, choices=Kind.choices)
    number = models.PositiveSmallIntegerField()
    words = models.JSONField()
    digest = models.CharField(max_length=64)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="papers_issued"
    )
    first_page = models.PositiveIntegerField(null=True, blank=True, editable=False)
    pages = models.PositiveIntegerField(null=True, blank=True, editable=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["meeting", "number"], name="issues_are_numbered"),)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"

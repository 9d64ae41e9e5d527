"""What advisers read beside the call: articles that say how things are, and scripts that say what to ask."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from guildhall.kernel.records import Record, RecordManager
from guildhall.services.contacts.models.topics import Topic

MOST_MONTHS = 12


class Article(Record):
    """One article or script. It has an owner, and is looked at again every so many months while in use.

    `unhelped_on` is the day of the oldest feedback that nobody has answered.
    """

    class Stage(models.TextChoices):
        DRAFT = "draft", "Draft"
        CURRENT = "current", "Current"
        RETIRED = "retired", "Retired"

    class Kind(models.TextChoices):
        ARTICLE = "article", "Article: how it is"
        SCRIPT = "script", "Script: what to ask and to say"

    service_key = "contacts"

    kind = models.CharField(max_length=7, choices=Kind.choices, default=Kind.ARTICLE)
    text = models.TextField()
    words = models.CharField(max_length=300, blank=True, verbose_name="also found by")
    review_months = models.PositiveSmallIntegerField(default=6)
    reviewed_on = models.DateField(null=True, blank=True)
    unhelped_on = models.DateField(null=True, blank=True, editable=False)
    topics = models.ManyToManyField(Topic, related_name="articles", blank=True)

    objects: ClassVar[Any] = RecordManager()

    class Meta:
        base_manager_name = "objects"
        constraints = (
            models.CheckConstraint(
                condition=Q(review_months__range=(1, MOST_MONTHS)), name="article_is_reviewed_within_a_year"
            ),
        )


class Feedback(models.Model):
    """An adviser says that an article did not help, and what was missing; its owner answers."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="feedback")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    on = models.DateField()
    missing = models.TextField()
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "feedback"

    def __str__(self) -> str:
        return f"{self.article_id} did not help on {self.on}"

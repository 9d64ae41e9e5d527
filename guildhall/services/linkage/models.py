"""A match: two entries that may be one person, what speaks for it and against it, and what was decided."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from guildhall.commons.parties.models import Merge, Party
from guildhall.kernel import time
from guildhall.kernel.records import Record, RecordManager


class Match(Record):
    """Two entries, `left` and `right`. It holds no word of either: what they say is read from them, so that a
    person who is forgotten is forgotten here too. `evidence` is comparison → [level, bits].
    """

    class Stage(models.TextChoices):
        ASKED = "asked", "To be decided"
        CHECK = "check", "Joined, to be checked"
        JOINED = "joined", "One person"
        APART = "apart", "Two people"
        UNDONE = "undone", "Joined, and parted again"
        LAPSED = "lapsed", "No longer a question"

    service_key = "linkage"

    left = models.ForeignKey(Party, models.SET_NULL, null=True, related_name="matches_left")
    right = models.ForeignKey(Party, models.SET_NULL, null=True, related_name="matches_right")
    weight = models.FloatField(help_text="In bits: one more doubles the odds that they are one person.")
    model = models.CharField(max_length=40, help_text="The version of the model that weighed them.")
    evidence = models.JSONField(default=dict, help_text="Comparison → level, and the bits it gave.")
    why = models.CharField(max_length=200, blank=True, verbose_name="why it is asked about")
    merge = models.ForeignKey(Merge, models.SET_NULL, null=True, related_name="matches")
    sampled = models.BooleanField(default=False, help_text="Drawn by lot from what was joined by itself.")
    ground = models.CharField(max_length=120, blank=True, help_text="What whoever decided went by.")
    remark = models.CharField(max_length=300, blank=True)
    decided_on = models.DateField(null=True, blank=True)

    objects: ClassVar[Any] = RecordManager()

    class Meta:
        base_manager_name = "objects"
        verbose_name_plural = "matches"
        indexes = (models.Index(fields=["weight"], name="match_weight"),)
        constraints = (
            models.UniqueConstraint(fields=["left", "right"], name="match_once"),
            models.CheckConstraint(
                condition=Q(left=None) | Q(right=None) | Q(left__lt=F("right")),
                name="match_left_before_right",
            ),
        )

    @property
    def probability(self) -> float:
        """How likely it is that they are one person, by the model alone, from 0 to 1."""
        odds = 2.0 ** min(self.weight, 60)
        return float(odds / (1 + odds))


class Settings(models.Model):
    """From which weights on pairs are joined and asked about: the newest row holds."""

    joins = models.FloatField(default=3.0, help_text="Joined without being asked from so many bits on.")
    asks = models.FloatField(default=-3.0, help_text="Asked about from so many bits on.")
    asks_despite = models.FloatField(
        default=20.0, help_text="Asked about although something speaks against it, from so many bits on."
    )
    sample = models.PositiveSmallIntegerField(
        default=25, help_text="Of what a run joins, so many are checked."
    )
    restricted_sources = models.TextField(
        blank=True,
        default="children’s social care\nadult social care",
        help_text="Systems, one a line, whose entries are restricted: a children’s system, for one.",
    )
    reason = models.CharField(max_length=300)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField(default=time.now, editable=False)

    class Meta:
        verbose_name_plural = "settings"
        constraints = (
            models.CheckConstraint(
                condition=Q(asks__lte=F("joins")) & Q(joins__lte=F("asks_despite")),
                name="linkage_thresholds_are_in_order",
                violation_error_message="Ask from fewer bits on than you join, and despite doubts from more.",
            ),
        )

    def __str__(self) -> str:
        return f"Joined from {self.joins:g} bits on, asked about from {self.asks:g}"

    @classmethod
    def now(cls) -> Self:
        """Those that hold."""
        return cls.objects.order_by("-pk").first() or cls()

    def restricted(self) -> set[str]:
        return {line.strip().casefold() for line in self.restricted_sources.splitlines() if line.strip()}


class Run(models.Model):
    """One linking of everybody: what it read, how far it is, and what came of it."""

    started_at = models.DateTimeField(default=time.now, editable=False)
    ended_at = models.DateTimeField(null=True)
    by_name = models.CharField(max_length=200)
    model = models.CharField(max_length=40)
    step = models.CharField(max_length=40, blank=True)
    done = models.PositiveSmallIntegerField(default=0, help_text="Steps done.")
    rows = models.PositiveIntegerField(default=0)
    joined = models.PositiveIntegerField(default=0)
    asked = models.PositiveIntegerField(default=0)
    last_leaf = models.BigIntegerField(default=0, help_text="The newest entry it read.")
    failed = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.rows} entries linked, {self.joined} joined, {self.asked} asked about"

"""The staff structure of a directorate: its teams and posts, each from one day until another."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from guildhall.plan.models.plans import Plan


class StructureLine(models.Model):
    """A team, or a post by its role and never by who holds it, for as long as it stands.

    `team` is the team it is in and `reports_to` the post it answers to. Without `first` it stood before
    anybody wrote it down; without `last` it still stands. `fte` is in full-time equivalents, as 1.5.
    """

    class Kind(models.TextChoices):
        TEAM = "team", "Team"
        POST = "post", "Post"

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="structure")
    key = models.SlugField(max_length=80)
    kind = models.CharField(max_length=4, choices=Kind.choices)
    title = models.CharField(max_length=200)
    team = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="members")
    reports_to = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="reports")
    fte = models.DecimalField("full-time equivalents", max_digits=7, decimal_places=2, null=True, blank=True)
    grade = models.CharField(max_length=40, blank=True)
    first = models.DateField("from", null=True, blank=True)
    last = models.DateField("until", null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["plan", "key"], name="structure_key_once"),
            models.CheckConstraint(
                condition=Q(kind="post") | (Q(grade="") & Q(fte=None)),
                name="structure_team_has_no_grade",
                violation_error_message="A team has no grade and no full-time equivalents: its posts have.",
            ),
            models.CheckConstraint(
                condition=Q(first=None) | Q(last=None) | Q(last__gte=F("first")),
                name="structure_line_ends_after_it_begins",
                violation_error_message="The last day is not before the first.",
            ),
            models.CheckConstraint(
                condition=Q(fte=None) | Q(fte__gt=0),
                name="structure_fte_above_nothing",
                violation_error_message=(
                    "A post has more than 0 full-time equivalents; if nobody knows, leave it empty."
                ),
            ),
        )

    def __str__(self) -> str:
        return self.title

    def stands_on(self, day: date) -> bool:
        """Whether it stands on this day."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

"""The boards on which a plan begins: ideas that people add, vote for and merge; and their comments."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from guildhall.kernel.records import Record
from guildhall.plan.models.plans import Plan


class Idea(models.Model):
    """One note on a board. It may be merged into another, or become a risk or an objective."""

    class Board(models.TextChoices):
        SWOT = "swot", "Strengths, weaknesses, opportunities and threats"
        STEP = "step", "Social, technological, economic and political"

    class Quadrant(models.TextChoices):
        STRENGTHS = "strengths", "Strengths"
        WEAKNESSES = "weaknesses", "Weaknesses"
        OPPORTUNITIES = "opportunities", "Opportunities"
        THREATS = "threats", "Threats"
        SOCIAL = "social", "Social"
        TECHNOLOGICAL = "technological", "Technological"
        ECONOMIC = "economic", "Economic"
        POLITICAL = "political", "Political"

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="ideas")
    board = models.CharField(max_length=4, choices=Board.choices)
    quadrant = models.CharField(max_length=13, choices=Quadrant.choices)
    text = models.TextField()
    merged_into = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="merged")
    became = models.ForeignKey(Record, models.SET_NULL, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return self.text


QUADRANTS = {
    Idea.Board.SWOT: (
        Idea.Quadrant.STRENGTHS,
        Idea.Quadrant.WEAKNESSES,
        Idea.Quadrant.OPPORTUNITIES,
        Idea.Quadrant.THREATS,
    ),
    Idea.Board.STEP: (
        Idea.Quadrant.SOCIAL,
        Idea.Quadrant.TECHNOLOGICAL,
        Idea.Quadrant.ECONOMIC,
        Idea.Quadrant.POLITICAL,
    ),
}


class Vote(models.Model):
    """One person's vote for one idea: one each, however many ideas are merged."""

    idea = models.ForeignKey(Idea, models.CASCADE, related_name="votes")
    voter = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["idea", "voter"], name="vote_once"),)

    def __str__(self) -> str:
        return f"a vote for idea {self.idea_id}"


class Comment(models.Model):
    """What somebody says of a plan, and of which part of it; and what was answered.

    `record` is the objective or deliverable it is about, where it is about one.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="comments")
    about = models.CharField(max_length=200, blank=True)
    record = models.ForeignKey(Record, models.CASCADE, null=True, blank=True, related_name="+")
    text = models.TextField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    on = models.DateField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    answered_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.text

"""How a deliverable is done: with what, by which steps, by when, and what it waits for."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from guildhall.kernel.clocks.wording import said
from guildhall.kernel.periods import Period
from guildhall.plan.models.deliverables import Deliverable


class Resource(models.Model):
    """What it takes, with the amount where the plan gives one: money in pounds, people in full-time posts."""

    class Kind(models.TextChoices):
        FINANCIAL = "financial", "Financial"
        HUMAN = "human", "Human"
        ICT = "ict", "ICT"

    deliverable = models.ForeignKey(Deliverable, models.CASCADE, related_name="resources")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    text = models.TextField()
    amount = models.DecimalField(max_digits=20, decimal_places=2, null=True, blank=True)
    unit = models.CharField(max_length=40, blank=True)
    per = models.CharField(max_length=40, blank=True, help_text="Such as year; empty when it is once.")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(amount=None) | ~Q(unit=""),
                name="resource_amount_has_a_unit",
                violation_error_message="Say in what the amount is, such as £ or full-time posts.",
            ),
        )

    def __str__(self) -> str:
        return self.text


class KeyAction(models.Model):
    """One step of the work, to which milestones belong."""

    deliverable = models.ForeignKey(Deliverable, models.CASCADE, related_name="key_actions")
    key = models.SlugField(max_length=80)
    text = models.TextField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["deliverable", "key"], name="key_action_once"),)

    def __str__(self) -> str:
        return self.text


class Milestone(models.Model):
    """What will be there by the end of a quarter (`first` to `last`), or by a day within it.

    A milestone is forecast when its lead says it will come on another day, and done on the day it did.
    """

    deliverable = models.ForeignKey(Deliverable, models.CASCADE, related_name="milestones")
    action = models.ForeignKey(KeyAction, models.SET_NULL, null=True, blank=True, related_name="milestones")
    text = models.TextField()
    first = models.DateField()
    last = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    critical = models.BooleanField(default=False)
    forecast_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="milestone_quarter_runs_forward"),
        )

    def __str__(self) -> str:
        return self.text

    @property
    def quarter(self) -> Period:
        """The quarter it stands in."""
        start = Period.containing(self.first)
        return Period.quarter(start.first.year, (self.first.month - 4) % 12 // 3 + 1)

    @property
    def by(self) -> str:
        """When it is due, in words."""
        return f"by {said(self.due_on)}" if self.due_on else f"in {self.quarter}"

    @property
    def expected_on(self) -> date:
        """The last day it may come by what is known: done, forecast, due, or the end of its quarter."""
        return self.done_on or self.forecast_on or self.due_on or self.last


class Dependency(models.Model):
    """What a deliverable needs from a team, a role or another deliverable. The other side accepts it."""

    deliverable = models.ForeignKey(Deliverable, models.CASCADE, related_name="dependencies")
    text = models.TextField()
    provider = models.CharField(max_length=300, blank=True, help_text="Who provides it: a team or a role.")
    needs = models.ForeignKey(Deliverable, models.CASCADE, null=True, blank=True, related_name="needed_by")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    accepted_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "dependencies"

    def __str__(self) -> str:
        return self.text


class FutureYear(models.Model):
    """What is to be done in a later financial year, named by the calendar year in which it begins."""

    deliverable = models.ForeignKey(Deliverable, models.CASCADE, related_name="future_years")
    year = models.PositiveSmallIntegerField()
    text = models.TextField()

    def __str__(self) -> str:
        return f"{Period.year(self.year)}: {self.text}"

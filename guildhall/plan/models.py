"""The business plan: what the directorate is for, what it will deliver, and what it promises."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import models

from guildhall.kernel.measures import Measure, measure
from guildhall.kernel.periods import Period
from guildhall.plan.numbers import in_words


class Plan(models.Model):
    """A plan for some years. It may be a draft; what it promises is bound to measures by name."""

    key = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    first = models.DateField()
    last = models.DateField()
    source = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.name


class Objective(models.Model):
    """What the directorate wants to be true, and the officer who answers for it, by role."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="objectives")
    key = models.SlugField()
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    owner = models.CharField(max_length=120)
    order = models.PositiveSmallIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["plan", "key"], name="objective_once"),)

    def __str__(self) -> str:
        return f"{self.plan.key}: {self.title}"


class Deliverable(models.Model):
    """One thing that will be done for an objective: to keep a service going, or to make it better."""

    class Kind(models.TextChoices):
        OPERATIONAL = "operational", "Keeps a service going"
        DEVELOPMENTAL = "developmental", "Makes a service better"

    objective = models.ForeignKey(Objective, models.CASCADE, related_name="deliverables")
    key = models.SlugField()
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=13, choices=Kind.choices)
    owner = models.CharField(max_length=120)
    due_on = models.DateField(null=True)
    order = models.PositiveSmallIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["objective", "key"], name="deliverable_once"),)

    def __str__(self) -> str:
        return f"{self.objective.key}: {self.title}"


class Promise(models.Model):
    """A target for a measure. Whether it is met is computed from the records, never typed."""

    class Direction(models.TextChoices):
        AT_LEAST = "at_least", "at least"
        AT_MOST = "at_most", "at most"

    deliverable = models.ForeignKey(Deliverable, models.CASCADE, related_name="promises")
    key = models.SlugField()
    text = models.CharField(max_length=200)
    measure = models.CharField(max_length=80, help_text="A measure's key, such as requests.in_time.")
    target = models.DecimalField(max_digits=20, decimal_places=4)
    direction = models.CharField(max_length=8, choices=Direction.choices)
    basis = models.CharField(max_length=200, blank=True, help_text="Where the target comes from.")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["deliverable", "key"], name="promise_once"),)

    def __str__(self) -> str:
        return self.text

    @property
    def asks(self) -> Measure:
        """The measure it is bound to; KeyError when no service has it."""
        return measure(self.measure)

    def kept_by(self, value: Decimal | None) -> bool | None:
        """Whether a value meets the target; None when there is no value."""
        if value is None:
            return None
        return value >= self.target if self.direction == self.Direction.AT_LEAST else value <= self.target


@dataclass(frozen=True)
class PromiseReading:
    """One promise over one period: what the records say, and whether that meets it."""

    promise: Promise
    period: Period
    value: Decimal | None

    @property
    def met(self) -> bool | None:
        return self.promise.kept_by(self.value)

    @property
    def shown(self) -> str:
        return in_words(self.value, self.promise.asks.unit) or "nothing yet"

    @property
    def target(self) -> str:
        return (
            f"{self.promise.get_direction_display()} {in_words(self.promise.target, self.promise.asks.unit)}"
        )


def readings(promises: Any, period: Period) -> list[PromiseReading]:
    """Each promise read over the period; a measure that several promises share is asked once."""
    values: dict[str, Decimal | None] = {}
    for promise in promises:
        if promise.measure not in values:
            values[promise.measure] = promise.asks.value(period)
    return [PromiseReading(promise, period, values[promise.measure]) for promise in promises]

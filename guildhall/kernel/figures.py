"""Figures that are kept: a measure's answer frozen when its period ended, and samples from outside."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.conf import settings
from django.db import models

from guildhall.kernel import time
from guildhall.kernel.measures import History, Measure, all_measures
from guildhall.kernel.periods import Period, just_ended
from guildhall.kernel.schedule import every_day

# What is frozen later than this says nothing of how things stood when the period ended.
LATEST = timedelta(days=31)


class Snapshot(models.Model):
    """A measure's answer as it stood when its period ended. A later difference shows as "restated"."""

    measure = models.CharField(max_length=80)
    first = models.DateField()
    last = models.DateField()
    value = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    frozen_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["measure", "first", "last"], name="snapshot_once"),)

    def __str__(self) -> str:
        return f"{self.measure} {self.first} to {self.last}: {self.value}"


class Sample(models.Model):
    """A figure from outside or in bulk: what, for when, how much, who says so, and who put it in here.

    What was brought in with the system, and not by a person, was entered by nobody.
    """

    measure = models.CharField(max_length=200)
    first = models.DateField()
    last = models.DateField()
    dimension = models.CharField(max_length=80, blank=True)
    value = models.DecimalField(max_digits=20, decimal_places=4)
    source = models.CharField(max_length=200)
    entered_on = models.DateField(null=True, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["measure", "first", "last", "dimension"], name="sample_once"),
        )

    def __str__(self) -> str:
        return f"{self.measure} {self.first} to {self.last}: {self.value}"


@dataclass(frozen=True)
class Figure:
    """A measure over a period, beside what was frozen when the period ended."""

    measure: Measure
    period: Period
    history: History
    frozen: Snapshot | None

    @property
    def value(self) -> Decimal | None:
        return self.history.value

    @property
    def restated(self) -> bool:
        """Whether the records say something else today than when the period ended."""
        return self.frozen is not None and self.frozen.value != self.value


def read(measure: Measure, period: Period) -> Figure:
    """The measure's live history over a period, and its snapshot where the period has one."""
    frozen = Snapshot.objects.filter(measure=measure.key, first=period.first, last=period.last).first()
    return Figure(measure, period, measure.history(period), frozen)


@every_day
def freeze_measures(today: date) -> None:
    """Freezes every measure over the month, the quarter and the year that have just ended.

    What was frozen before stays as it was, however often this runs.
    """
    for period in just_ended(today):
        if today - period.last <= LATEST:
            freeze(all_measures(), period)


def freeze(measures: Iterable[Measure], period: Period) -> None:
    """Keeps the answers of those measures that have none yet for the period, for good."""
    kept = set(
        Snapshot.objects.filter(first=period.first, last=period.last).values_list("measure", flat=True)
    )
    now = time.now()
    fresh = [
        Snapshot(
            measure=each.key, first=period.first, last=period.last, value=each.value(period), frozen_at=now
        )
        for each in measures
        if each.key not in kept
    ]
    Snapshot.objects.bulk_create(fresh, ignore_conflicts=True)

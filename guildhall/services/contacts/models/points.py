"""Where and when people can reach the council: service points with their dated opening hours."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from guildhall.kernel.records import Record, RecordManager
from guildhall.services.contacts.models.dated import Dated

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class ServicePoint(Record):
    """A place, a telephone line or a mailbox where people get in touch; its record's title is its name."""

    class Stage(models.TextChoices):
        SERVING = "serving", "Serving"
        CLOSED = "closed", "Closed for good"

    class Kind(models.TextChoices):
        TELEPHONE = "telephone", "Telephone line"
        COUNTER = "counter", "Counter or reception"
        ONLINE = "online", "Mailbox, chat or account online"

    service_key = "points"

    kind = models.CharField(max_length=9, choices=Kind.choices)
    place = models.CharField(max_length=300, blank=True, verbose_name="where")
    reached_at = models.CharField(max_length=200, blank=True, verbose_name="number or address")
    open_on_holidays = models.BooleanField(default=False)

    objects: ClassVar[Any] = RecordManager()

    class Meta:
        base_manager_name = "objects"

    @property
    def name(self) -> str:
        return self.title


class OpeningHours(Dated):
    """One stretch of one weekday, from a day on; a weekday without any is a day on which it is shut."""

    point = models.ForeignKey(ServicePoint, models.CASCADE, related_name="hours")
    weekday = models.PositiveSmallIntegerField(choices=list(enumerate(WEEKDAYS)))
    opens = models.TimeField()
    closes = models.TimeField()

    class Meta(Dated.Meta):
        verbose_name_plural = "opening hours"
        constraints = (  # type: ignore[assignment]
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=Q(closes__gt=F("opens")), name="point_closes_after_it_opens"),
        )
        indexes = (models.Index(fields=["point", "weekday", "from_on"], name="hours_of_point"),)

    def __str__(self) -> str:
        return f"{WEEKDAYS[self.weekday]} {self.opens:%H:%M} to {self.closes:%H:%M} from {self.from_on}"


class Closure(models.Model):
    """Days on which a point is shut although its hours say otherwise, and why."""

    point = models.ForeignKey(ServicePoint, models.CASCADE, related_name="closures")
    first = models.DateField()
    last = models.DateField()
    because = models.CharField(max_length=200)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="closure_ends_after_it_begins"),
        )

    def __str__(self) -> str:
        return f"{self.point_id} shut from {self.first} to {self.last}: {self.because}"

"""What the telephone system counted: calls by queue and interval, as its report has them."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from guildhall.kernel.gates import access
from guildhall.kernel.records import Team
from guildhall.services.contacts.models.points import ServicePoint


class CallQueue(models.Model):
    """A line of the telephone system. Calls are to be answered within `target_seconds`."""

    name = models.CharField(max_length=80, unique=True)
    point = models.ForeignKey(ServicePoint, models.PROTECT, null=True, blank=True, related_name="queues")
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="+")
    target_seconds = models.PositiveSmallIntegerField(default=60)

    def __str__(self) -> str:
        return self.name


class CallIntervalQuerySet(models.QuerySet["CallInterval"]):
    """Intervals; they name nobody, and are read by whoever works with contacts."""

    def visible_to(self, user: Any) -> Self:
        works = access(user).services() & {"*", "contacts"}
        return self if works else self.none()

    def in_period(self, period: Any) -> Self:
        return self.filter(on__gte=period.first, on__lte=period.last)


class CallInterval(models.Model):
    """One queue's calls in one interval. Waits are in seconds; `wait` is the sum over the calls handled."""

    queue = models.ForeignKey(CallQueue, models.PROTECT, related_name="intervals")
    on = models.DateField()
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=30)
    offered = models.PositiveIntegerField()
    handled = models.PositiveIntegerField()
    abandoned = models.PositiveIntegerField()
    in_target = models.PositiveIntegerField(help_text="Handled within the queue's target.")
    wait = models.PositiveIntegerField()
    longest_wait = models.PositiveIntegerField()
    source = models.CharField(max_length=120)

    objects = CallIntervalQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["queue", "starts_at"], name="call_interval_once"),
            models.CheckConstraint(
                condition=Q(offered__gte=F("handled") + F("abandoned")), name="calls_are_offered_first"
            ),
            models.CheckConstraint(condition=Q(in_target__lte=F("handled")), name="in_target_is_handled"),
        )
        indexes = (models.Index(fields=["on", "handled", "offered"], name="call_interval_on"),)

    def __str__(self) -> str:
        return f"{self.queue_id} at {self.starts_at:%Y-%m-%d %H:%M}: {self.handled} of {self.offered}"

    def get_absolute_url(self) -> str:
        return f"/contacts/telephony/{self.on.isoformat()}/"

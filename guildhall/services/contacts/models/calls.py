"""What the telephone system counted: calls by queue and interval, as its report has them."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from guildhall.kernel.gates import access
from guildhall.kernel.records import Team
from guildhall.services.contacts.models.points import ServicePoint

HALF_HOUR = 30  # minutes


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


class CallForecast(models.Model):
    """The calls forecast for one day. `halves` are lists: the minute of the day, the calls, their interval.

    The errors are mean absolute ones, in calls a half hour, over `days_tried` days: ours, and that of the
    same half hour last week. `why_not` says in a sentence why there is no forecast.
    """

    on = models.DateField(unique=True)
    made_on = models.DateField()
    halves = models.JSONField(default=list)
    error = models.FloatField(null=True)
    naive_error = models.FloatField(null=True)
    days_tried = models.PositiveSmallIntegerField(default=0)
    days_known = models.PositiveSmallIntegerField(default=0)
    why_not = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"Calls of {self.on}, forecast on {self.made_on}"

    @property
    def calls(self) -> float:
        """Of the whole day."""
        return float(sum(each[1] for each in self.halves))

    @property
    def told(self) -> str:
        """How far it can be trusted: a sentence."""
        if self.why_not:
            return self.why_not
        if self.error is None or self.naive_error is None:
            return "No day could be used to try it, so nobody can say how far it is out."
        ours = f"Tried on {self.days_tried} days it was out by {self.error:.1f} calls a half hour"
        naive = f"the same half hour of the week before by {self.naive_error:.1f}"
        if self.error < self.naive_error:
            less = 100 * (1 - self.error / self.naive_error)
            return f"{ours}, and {naive}: {less:.0f}% less."
        return f"{ours}, and {naive}: it does no better, so last week will do as well."

"""The spine: everything a council answers for is a Record, whichever service keeps it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from guildhall.kernel import time

if TYPE_CHECKING:
    from guildhall.kernel.services import Service


def title_from(text: str) -> str:
    """What a person wrote, as a title: its first whole words, with an ellipsis when more follow."""
    words = " ".join(text.split())
    return words if len(words) <= 120 else words[:119].rsplit(" ", 1)[0] + "…"


class Sensitivity(models.IntegerChoices):
    """How widely a record may be seen inside the council; a grant has the highest it reaches."""

    ORDINARY = 10, "Ordinary"
    PERSONAL = 20, "Personal"
    RESTRICTED = 30, "Restricted"


class Team(models.Model):
    """People who share a queue, such as "Information governance" or "Parking"."""

    name = models.CharField(max_length=120, unique=True)
    email = models.EmailField(blank=True)

    def __str__(self) -> str:
        return self.name


class RecordQuerySet(models.QuerySet["Record"]):
    """Questions about records that chain and read as prose."""

    def of(self, service: str) -> Self:
        return self.filter(service=service)

    def open(self) -> Self:
        return self.filter(closed_on=None)

    def late(self, today: date) -> Self:
        """Open, and past the earliest deadline still unmet."""
        return self.filter(closed_on=None, urgent_on__lt=today)

    def due_between(self, first: date, last: date) -> Self:
        return self.filter(closed_on=None, urgent_on__gte=first, urgent_on__lte=last)

    def opened_in(self, period: Any) -> Self:
        """Received in the period; `period` has `first` and `last`, both included."""
        return self.filter(opened_on__gte=period.first, opened_on__lte=period.last)

    def closed_in(self, period: Any) -> Self:
        """Closed on a day of the period; what was imported as closed on a day nobody knows is in none."""
        return self.filter(closed_on__gte=period.first, closed_on__lte=period.last, in_time__isnull=False)

    def in_time(self) -> Self:
        """Closed, with every deadline of the law kept."""
        return self.filter(in_time=True)

    def published(self, today: date) -> Self:
        """What the public may see: published, from its day on, and not disposed of."""
        return self.filter(published_on__lte=today, disposed_on=None)

    def visible_to(self, user: Any) -> Self:
        """Only what this person may read; nobody unless a grant or their own part in it says so."""
        from guildhall.kernel.gates import access

        return self.filter(access(user).sees(self.model.service_key))

    def most_urgent_first(self) -> Self:
        """Late first, then by due date; those waiting for somebody else come last."""
        return self.order_by("urgent_on", "pk")


class RecordManager(models.Manager.from_queryset(RecordQuerySet)):  # type: ignore[misc]
    """Every query of a typed record leads with its service, so that the spine's indexes serve it."""

    def get_queryset(self) -> RecordQuerySet:
        records = super().get_queryset()
        service = getattr(self.model, "service_key", None)
        return records.filter(service=service) if service else records


class Record(models.Model):
    """A thing the council answers for. Each service's typed table extends it, one level deep."""

    service_key: ClassVar[str | None] = None

    service = models.CharField(max_length=32, editable=False)
    reference = models.CharField(max_length=32, unique=True, editable=False)
    title = models.CharField(max_length=300)
    stage = models.CharField(max_length=32)
    sensitivity = models.PositiveSmallIntegerField(choices=Sensitivity.choices, default=Sensitivity.ORDINARY)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="records"
    )
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="records")

    opened_on = models.DateField(help_text="The day the law counts from: the day it arrived.")
    closed_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(
        null=True, blank=True, editable=False, help_text="The earliest deadline still unmet."
    )
    # NULLs sort first in one database and last in the other, and neither reads an index for "nulls last".
    urgent_on = models.DateField(
        default=date.max, editable=False, help_text="The queue's order: due_on, or the end of time."
    )
    in_time = models.BooleanField(
        null=True, editable=False, help_text="Closed with every deadline kept; empty while open."
    )
    published_on = models.DateField(null=True, blank=True)

    dispose_on = models.DateField(null=True, blank=True, editable=False)
    disposed_on = models.DateField(null=True, blank=True, editable=False)
    held = models.BooleanField(
        default=False, help_text="A legal hold: nothing is disposed of while it stands (FOIA s.77)."
    )

    version = models.PositiveIntegerField(default=0, editable=False)
    event_count = models.PositiveIntegerField(default=0, editable=False)
    event_head = models.CharField(max_length=64, blank=True, editable=False)
    created_at = models.DateTimeField(editable=False)

    objects: ClassVar[Any] = RecordManager()

    class Meta:
        base_manager_name = "objects"
        # Past their order these hold what `visible_to` and the measures ask of a row, so that what is counted
        # is counted in the index alone: to look at each row costs fifteen times as much in a big table.
        indexes = (
            models.Index(
                fields=["service", "urgent_on", "id", "sensitivity", "team", "owner", "closed_on"],
                condition=Q(closed_on=None),
                name="record_open_due",
            ),
            models.Index(fields=["service", "stage", "urgent_on", "id"], name="record_stage"),
            models.Index(
                fields=["service", "owner", "urgent_on", "id", "sensitivity", "team", "closed_on"],
                condition=Q(closed_on=None),
                name="record_open_owner",
            ),
            models.Index(
                fields=["service", "team", "urgent_on", "id", "sensitivity", "closed_on"],
                condition=Q(closed_on=None),
                name="record_open_team",
            ),
            models.Index(fields=["service", "opened_on", "id", "stage", "in_time"], name="record_opened"),
            models.Index(
                fields=["service", "closed_on", "in_time", "stage", "sensitivity", "team"],
                condition=Q(closed_on__isnull=False),
                name="record_closed",
            ),
            models.Index(
                fields=["service", "published_on", "id"],
                condition=Q(published_on__isnull=False),
                name="record_published",
            ),
            models.Index(
                fields=["service", "dispose_on"], condition=Q(dispose_on__isnull=False), name="record_dispose"
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=models.F("opened_on")),
                name="record_closes_after_it_opens",
                violation_error_message="It cannot be closed before the day it arrived.",
            ),
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._once_saved: list[Callable[[], object]] = []

    def __str__(self) -> str:
        return f"{self.reference}: {self.title}"

    def get_absolute_url(self) -> str:
        return f"/records/{self.reference}/"

    def once_saved(self, then: Callable[[], object]) -> None:
        """Has something that needs the row done in the same transaction, when the frame has saved it."""
        self._once_saved.append(then)

    def now_saved(self) -> None:
        """Called by the frame: the row is there."""
        waiting, self._once_saved = self._once_saved, []
        for then in waiting:
            then()

    @property
    def is_open(self) -> bool:
        return self.closed_on is None

    @property
    def declaration(self) -> Service:
        """The service that keeps this record."""
        from guildhall.kernel.services import service

        return service(self.service)

    @property
    def stage_label(self) -> str:
        return self.declaration.stage_labels[self.stage]

    @property
    def sensitivity_label(self) -> str:
        return str(Sensitivity(self.sensitivity).label).lower()

    def typed(self) -> Any:
        """The record with its service's own fields; itself when it already has them."""
        model = self.declaration.record
        return self if isinstance(self, model) else model.objects.get(pk=self.pk)


class Link(models.Model):
    """A typed, dated relation between two records: the source `kind` the target."""

    source = models.ForeignKey(Record, models.CASCADE, related_name="links")
    target = models.ForeignKey(Record, models.CASCADE, related_name="backlinks")
    kind = models.CharField(max_length=32)
    on = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["source", "target", "kind"], name="link_once"),)

    def __str__(self) -> str:
        return f"{self.source.reference} {self.kind} {self.target.reference}"


def link(source: Record, target: Record, kind: str) -> Link:
    """Relates two saved records, once, from today."""
    made, _ = Link.objects.get_or_create(
        source=source, target=target, kind=kind, defaults={"on": time.today()}
    )
    return made

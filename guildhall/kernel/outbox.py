"""What must happen outside, queued in the action's own transaction, so that nothing acknowledged is lost.

A row is *queued*, then *sending* (committed before anything leaves), then *sent*. A row found sending after a
crash is asked about where that is possible, and otherwise *uncertain*, which is shown to a person.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, runtime_checkable

from django.db import models

from guildhall.kernel import time
from guildhall.kernel.events import Event
from guildhall.kernel.records import Record

if TYPE_CHECKING:
    from guildhall.kernel.actions import Action


class Outbox(models.Model):
    """One thing to be done outside, once."""

    class State(models.TextChoices):
        QUEUED = "queued", "Waiting to go"
        SENDING = "sending", "Going"
        SENT = "sent", "Sent"
        FAILED = "failed", "Failed"
        UNCERTAIN = "uncertain", "Nobody knows whether it went"

    kind = models.CharField(max_length=32)
    # A fact, such as a call, is no record, and what follows from it leaves by the same door.
    record = models.ForeignKey(Record, models.CASCADE, null=True, related_name="outbox")
    payload = models.JSONField(
        default=dict, help_text="Identifiers only: what names a person stays in its own table."
    )
    key = models.CharField(max_length=100, unique=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)

    class Meta:
        indexes = (
            models.Index(
                fields=["state", "next_at"], condition=~models.Q(state="sent"), name="outbox_unsent"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.key}: {self.state}"


class Courier(Protocol):
    """What a kind of outbox row needs: to be taken outside, and asked about.

    `inside` says that its work is in our own database: then it commits together with its row's state, and
    nothing about it can be uncertain.
    """

    inside: bool

    def deliver(self, row: Outbox) -> None:
        """Takes it outside. Raises Undelivered when it certainly did not go."""

    def arrived(self, row: Outbox) -> bool | None:
        """After a crash: True when it went, False when it did not, None when nobody can say."""

    def settled(self, row: Outbox) -> None:
        """Told, in the same transaction, that the row has a new state."""


@runtime_checkable
class Writer(Courier, Protocol):
    """A courier that also writes what it takes, when an action sends it."""

    def compose(self, record: Record, event: Event, *, key: str, **wanted: Any) -> dict[str, Any] | None:
        """Writes what is to go, in the action's transaction; returns the payload, None when nothing goes."""


class Inside:
    """What couriers have in common whose work commits with their row's state."""

    inside = True

    def arrived(self, row: Outbox) -> bool | None:
        """While the row says *sending* it has not been done."""
        return False

    def settled(self, row: Outbox) -> None:
        """Nobody keeps a copy of this row's state."""


class Undelivered(Exception):
    """It certainly did not go; it may be tried again."""


class Couriers:
    """Who carries each kind of row; the commons and the services sign up when they load."""

    known: ClassVar[dict[str, Courier]] = {}


def compose(kind: str, record: Record, event: Event, **wanted: Any) -> None:
    """Has a kind's writer write what is to go, and queues it. Raises TypeError for a kind only taken."""
    key = f"{kind}:{record.reference}:{event.sequence}"
    writer = Couriers.known[kind]
    if not isinstance(writer, Writer):
        raise TypeError(f"What takes rows of the kind {kind} does not write them.")
    payload = writer.compose(record, event, key=key, **wanted)
    if payload is not None:
        put(kind, record, payload, key=key)


def put(
    kind: str, record: Record | None, payload: dict[str, Any], *, key: str, wait: timedelta = timedelta()
) -> Outbox:
    """Queues one thing inside the running transaction, and wakes the worker. `key` names it for good.

    What is to `wait` is left to the sweep of the tick after that.
    """
    from guildhall.kernel.delivery import wake

    next_at = time.real_now() + wait
    row = Outbox.objects.create(kind=kind, record=record, payload=payload, key=key, next_at=next_at)
    if not wait:
        wake(row)
    return row


def tell_listeners(action: Action, record: Record, event: Event) -> None:
    """Queues one row for each listener that other services declared for this action."""
    for index, (service, listener) in enumerate(listeners(action)):
        name = listener.__name__
        payload = {"service": service, "listener": name, "event": event.pk}
        put("hear", record, payload, key=f"hear:{service}.{name}:{record.reference}:{event.sequence}:{index}")


def listeners(action: Action) -> list[tuple[str, Callable[[Any], None]]]:
    """(service key, listener) for everyone who declared to hear this action."""
    from guildhall.kernel.services import services

    wanted = (action.service.key, action.name)
    return [(each.key, listener) for each in services() for listener in each.listeners.get(wanted, [])]


class Hearing(Inside):
    """Tells one service's listener of another's action, once it has committed."""

    def deliver(self, row: Outbox) -> None:
        """Raises KeyError when the listener has been retired since the action."""
        from guildhall.kernel.services import service

        event = Event.objects.select_related("record").get(pk=row.payload["event"])
        heard = (event.record.service, event.action)
        listeners = service(row.payload["service"]).listeners.get(heard, [])
        {listener.__name__: listener for listener in listeners}[row.payload["listener"]](event)


Couriers.known["hear"] = Hearing()

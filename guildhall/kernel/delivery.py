"""Taking outside what the outbox holds: each thing once, whoever crashes and however many workers there are.

A row is claimed by one UPDATE that commits before anything leaves. Whoever finds a claim older than the
lease asks the courier whether the thing went; where nobody can say, a person decides.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django_tasks import task, task_backends
from django_tasks_db.backend import DatabaseBackend

from guildhall.kernel import events, time
from guildhall.kernel.gates import Actor
from guildhall.kernel.outbox import Couriers, Outbox, Undelivered
from guildhall.kernel.schedule import every_tick

logger = logging.getLogger(__name__)
State = Outbox.State

# Longer than any one delivery can take: a mail server may use its time-out several times over.
LEASE = timedelta(minutes=5)
# How long to wait after the first, second … failure; after the last it is shown to a person.
PATIENCE = tuple(timedelta(minutes=each) for each in (1, 5, 15, 60, 240, 720))
AT_ONCE = 500
_by_hand: ContextVar[list[Outbox] | None] = ContextVar("by_hand", default=None)


@task()
def deliver_row(row_id: int) -> None:
    """The background task: its only argument is an identifier."""
    deliver(row_id)


@contextmanager
def by_hand() -> Iterator[list[Outbox]]:
    """Within the block nobody is woken: what is queued is handed to the caller, who delivers it in time."""
    queued: list[Outbox] = []
    token = _by_hand.set(queued)
    try:
        yield queued
    finally:
        _by_hand.reset(token)


def wake(row: Outbox) -> None:
    """Asks a worker to deliver the row: inside the transaction when tasks are kept in the same database.

    Nothing depends on it: the sweep of each tick finds what a lost wake-up left.
    """
    if (queued := _by_hand.get()) is not None:
        queued.append(row)
    elif tasks_are_rows():
        deliver_row.enqueue(row.pk)
    else:
        transaction.on_commit(lambda: deliver_row.enqueue(row.pk))


def tasks_are_rows() -> bool:
    """Whether tasks are kept in our own database, and not in a queue such as Redis."""
    backend: Any = task_backends["default"]
    return isinstance(backend, DatabaseBackend)


def deliver(row_id: int) -> None:
    """Delivers one row, unless somebody else has it, it has gone, or its time has not come."""
    if (row := _claim(row_id)) is None:
        return
    try:
        if Couriers.known[row.kind].inside:
            with transaction.atomic():
                Couriers.known[row.kind].deliver(row)
                _settle(row, State.SENT)
        else:
            Couriers.known[row.kind].deliver(row)
            _settle(row, State.SENT)
    except Undelivered as error:
        _put_back(row, str(error))
    except Exception:  # whatever went wrong, the courier is asked how far it got
        logger.exception("Delivery of %s was cut short", row.key)
        _ask(row)


def _claim(row_id: int) -> Outbox | None:
    now = time.real_now()
    mine = Outbox.objects.filter(pk=row_id, state=State.QUEUED, next_at__lte=now)
    if not mine.update(state=State.SENDING, claimed_at=now, attempts=F("attempts") + 1):
        return None
    return Outbox.objects.select_related("record").get(pk=row_id)


def _ask(row: Outbox) -> None:
    """Settles a delivery that was cut short by what its courier can find out.

    While the outside does not answer, the row stays as it is and is asked about again after the lease.
    """
    try:
        arrived = Couriers.known[row.kind].arrived(row)
    except Exception:
        logger.exception("Nobody could say whether %s went", row.key)
        return
    if arrived is None:
        _settle(row, State.UNCERTAIN, error="It was cut short, and nobody can say whether it went.")
    elif arrived:
        _settle(row, State.SENT)
    else:
        _put_back(row, "It was cut short before it left.")


def _put_back(row: Outbox, error: str) -> None:
    """Tries again later; at last shows it to a person."""
    if row.attempts > len(PATIENCE):
        _settle(row, State.FAILED, error=error)
    else:
        _settle(row, State.QUEUED, error=error, next_at=time.real_now() + PATIENCE[row.attempts - 1])


def _settle(row: Outbox, state: str, *, error: str = "", next_at: datetime | None = None) -> bool:
    """Moves the row on, if it is still as we hold it; its courier is told in the same transaction."""
    with transaction.atomic():
        held = Outbox.objects.filter(pk=row.pk, state=row.state, attempts=row.attempts)
        changes: dict[str, Any] = {"state": state, "error": error, "next_at": next_at or row.next_at}
        if not held.update(**changes):
            return False
        row.state, row.error = state, error
        Couriers.known[row.kind].settled(row)
    return True


def due() -> QuerySet[Outbox]:
    """What waits and may go now, oldest first."""
    return Outbox.objects.filter(state=State.QUEUED, next_at__lte=time.real_now()).order_by("next_at", "pk")


def recover(lease: timedelta = LEASE) -> None:
    """Asks about what was being sent when its worker died."""
    left = Outbox.objects.filter(state=State.SENDING, claimed_at__lte=time.real_now() - lease)
    for row in left.select_related("record")[:AT_ONCE]:
        _ask(row)


@every_tick
def sweep_outbox(today: Any = None) -> None:
    """Delivers whatever no wake-up delivered, and asks about what a dead worker left."""
    recover()
    for row_id in due().values_list("pk", flat=True)[:AT_ONCE]:
        deliver(row_id)


def undecided() -> QuerySet[Outbox]:
    """What waits for a person: failed for good, or nobody knows."""
    return Outbox.objects.filter(state__in=[State.FAILED, State.UNCERTAIN]).select_related("record")


def decide(row: Outbox, *, arrived: bool, by: Any) -> bool:
    """A person says that it arrived, or that it is to be sent again. False when another decided first."""
    with transaction.atomic():
        if row.state not in {State.FAILED, State.UNCERTAIN}:
            return False
        if not _settle(row, State.SENT if arrived else State.QUEUED, next_at=time.real_now()):
            return False
        Outbox.objects.filter(pk=row.pk).update(attempts=0)
        who, did = Actor.of(by), "arrived" if arrived else "again"
        said = "found that it had arrived" if arrived else "had it sent again"
        sentence = f"{who.name} {said}: the {row.kind} nobody was sure of."
        if row.record:
            events.note(row.record, action=f"{row.kind}.{did}", by=who, sentence=sentence)
    if not arrived:
        wake(row)
    return True

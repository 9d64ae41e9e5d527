"""What follows, in the background, once a record of any service has closed: the commons sign up for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from guildhall.kernel import outbox
from guildhall.kernel.events import Event
from guildhall.kernel.outbox import Couriers, Inside, Outbox

Wants = Callable[[Any], bool]
Follow = Callable[[Event], object]


@dataclass(frozen=True)
class Follower:
    """Somebody who is told that a record has closed, if it `wants` to hear of that one."""

    wants: Wants
    follow: Follow


_followers: dict[str, Follower] = {}


def once_closed(*, wants: Wants) -> Callable[[Follow], Follow]:
    """Signs up what is done, outside the action, with the event that closed a record.

    `wants(record)` is asked inside the action, of every record that closes: it must be quick.
    """

    def sign_up(follow: Follow) -> Follow:
        _followers[follow.__name__] = Follower(wants, follow)
        return follow

    return sign_up


def tell(record: Any, event: Event) -> None:
    """Queues one row for each that wants to hear of it, in the action's own transaction."""
    for name, follower in _followers.items():
        if follower.wants(record):
            key = f"closed:{name}:{record.reference}:{event.sequence}"
            outbox.put("closed", record, {"follower": name, "event": event.pk}, key=key)


class Closing(Inside):
    """Tells a follower, in the transaction that settles its row."""

    def deliver(self, row: Outbox) -> None:
        """Raises KeyError when the follower has gone since."""
        event = Event.objects.select_related("record").get(pk=row.payload["event"])
        _followers[row.payload["follower"]].follow(event)


Couriers.known["closed"] = Closing()

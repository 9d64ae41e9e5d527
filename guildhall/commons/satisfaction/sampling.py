"""Who is drawn: by the rate in force, and by a number that can be worked out again and not foreseen."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta

from guildhall.commons.satisfaction.models import ANY, Asking, Invitation
from guildhall.kernel import time

# The draw is one of so many numbers: a rate is as fine as a hundredth of a per cent.
LOTS = 10_000


def in_force(service: str, channel: str) -> Asking | None:
    """How customers of this service and channel are asked now: the nearest of what was decided."""
    found = Asking.objects.filter(until=None, service__in=(service, ANY), channel__in=(channel, ANY))
    return min(found, key=lambda each: (each.service == ANY, each.channel == ANY), default=None)


def draw(seed: str, about: str) -> int:
    """The lot of one thing under one seed, 0 to 9,999: always the same, and spread evenly."""
    drawn = hashlib.sha256(f"{seed}|{about}".encode()).digest()
    return int.from_bytes(drawn[:8], "big") % LOTS


def drawn(asking: Asking, about: str) -> bool:
    """Whether its customer is one of the `percent` who are asked."""
    return draw(asking.seed, about) < asking.percent * (LOTS // 100)


def audit(invitations: Iterable[Invitation]) -> list[Invitation]:
    """Those whose draw is not what it was written down as, or that were not drawn at all: there are none.

    One whose person has been parted from no longer says what it was about, and cannot be drawn again.
    """
    return [
        each
        for each in invitations
        if each.about
        and not (each.draw == draw(each.asking.seed, each.about) and drawn(each.asking, each.about))
    ]


def out_of_quiet_hours(asking: Asking, at: datetime) -> datetime:
    """That moment, or the morning after where nobody is to be disturbed then."""
    local = at.astimezone(time.LONDON)
    clock, begins, ends = local.time(), asking.quiet_from, asking.quiet_until
    quiet = begins <= clock < ends if begins < ends else clock >= begins or clock < ends
    if begins == ends or not quiet:
        return at
    day = local.date() + timedelta(days=1 if clock >= ends else 0)
    return datetime.combine(day, ends, time.LONDON)

"""What must be true of every match."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from guildhall.kernel.clocks.wording import said
from guildhall.services.linkage.models import Match
from guildhall.services.linkage.service import Stage, linkage

LAW = "UK GDPR Art. 5(1)(d): what is held of people is accurate"


def waiting(records: Any, today: date) -> Any:
    return records.open()


def since_when(match: Match, today: date) -> Iterator[str]:
    """How long it has waited."""
    yield f"It has waited since {said(match.opened_on)}."


@linkage.duty(
    "Every match is decided within a month",
    law=LAW,
    settled_by="Say whether they are one person or two.",
    over=waiting,
    detail=since_when,
)
def decided_in_time(records: Any, today: date) -> Any:
    return records.late(today)


def decided(records: Any, today: date) -> Any:
    return records.filter(stage__in=(Stage.JOINED, Stage.APART, Stage.UNDONE))


@linkage.duty(
    "Every decision on a match says what it went by",
    law=LAW,
    settled_by="Decide again, with the ground.",
    over=decided,
)
def says_its_ground(records: Any, today: date) -> Any:
    return decided(records, today).filter(ground="")


def joined(records: Any, today: date) -> Any:
    return records.filter(stage=Stage.JOINED)


@linkage.duty(
    "What is called one person is held together",
    law=LAW,
    settled_by="Doubt the joining and part them, or ask again and join them.",
    over=joined,
)
def is_held_together(records: Any, today: date) -> Any:
    """Somebody may have parted them on the person’s own page since."""
    return joined(records, today).filter(merge__undone_at__isnull=False)

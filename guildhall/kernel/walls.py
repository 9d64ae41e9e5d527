"""Walls between records: what repeats another record's words is seen by no more people than that one."""

from __future__ import annotations

from guildhall.kernel.events import Event
from guildhall.kernel.gates import SYSTEM


def as_close_as(event: Event, *, kind: str) -> None:
    """Keeps what is linked to the event's record by `kind` at least as close as the record is now."""
    about = event.record
    wider = about.backlinks.filter(
        kind=kind, source__sensitivity__lt=about.sensitivity, source__disposed_on=None
    )
    for link in wider.select_related("source").order_by("pk"):
        record = link.source.typed()
        record.declaration.actions["raise_sensitivity"].follow(
            record,
            by=SYSTEM,
            sensitivity=about.sensitivity,
            reason=f"{about.reference} is {about.sensitivity_label}.",
        )

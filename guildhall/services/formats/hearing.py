"""What a letter in another format hears of the record the letter is about."""

from __future__ import annotations

from guildhall.kernel.events import Event
from guildhall.kernel.walls import as_close_as
from guildhall.services.formats.service import formats


def fewer_may_read_it(event: Event) -> None:
    """The record may be read by fewer people: so may who was written to about it."""
    as_close_as(event, kind="format_of")


for service, verb in (
    ("requests", "triage"),
    ("requests", "reclassify"),
    ("requests", "raise_sensitivity"),
    ("reviews", "raise_sensitivity"),
):
    formats.hears(service, verb)(fewer_may_read_it)

"""What a remedy hears of its complaint: fewer people may read it."""

from __future__ import annotations

from guildhall.kernel.events import Event
from guildhall.kernel.walls import as_close_as
from guildhall.services.complaints import offering  # noqa: F401 - signs up to take offers
from guildhall.services.complaints.service import remedies


def fewer_may_read_it(event: Event) -> None:
    """What was promised for a complaint is seen by no more people than the complaint."""
    as_close_as(event, kind="remedies")


for verb in ("accept", "raise_sensitivity"):
    remedies.hears("complaints", verb)(fewer_may_read_it)

"""What a review hears of the request whose answer it reviews."""

from __future__ import annotations

from guildhall.kernel.events import Event
from guildhall.kernel.walls import as_close_as
from guildhall.services.reviews.service import reviews


@reviews.hears("requests", "raise_sensitivity")
def fewer_may_read_it(event: Event) -> None:
    """The request may be read by fewer people: so may its review."""
    as_close_as(event, kind="reviews")

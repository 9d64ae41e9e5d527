"""What hears of its complaint, or of its case, that fewer people may read it: whatever follows from it."""

from __future__ import annotations

from guildhall.kernel.events import Event
from guildhall.kernel.walls import as_close_as
from guildhall.services.complaints import offering  # noqa: F401 - signs up to take offers
from guildhall.services.complaints.service import improvements, ombudsman, recommendations, remedies


def fewer_may_read_it(event: Event) -> None:
    """What was promised for a complaint is seen by no more people than the complaint."""
    as_close_as(event, kind="remedies")


def fewer_may_read_the_case(event: Event) -> None:
    """What an Ombudsman makes of a complaint is seen by no more people than the complaint."""
    as_close_as(event, kind="ombudsman")


def fewer_may_read_what_is_recommended(event: Event) -> None:
    """What is recommended in a case is seen by no more people than the case."""
    as_close_as(event, kind="recommendations")


def fewer_may_read_what_is_learned(event: Event) -> None:
    """What is learned from a complaint is as close as that, until it is published."""
    as_close_as(event, kind="learned_from")


for verb in ("accept", "raise_sensitivity"):
    improvements.hears("complaints", verb)(fewer_may_read_what_is_learned)
    remedies.hears("complaints", verb)(fewer_may_read_it)
    ombudsman.hears("complaints", verb)(fewer_may_read_the_case)
for verb in ("say_which_complaint", "raise_sensitivity"):
    recommendations.hears("ombudsman", verb)(fewer_may_read_what_is_recommended)

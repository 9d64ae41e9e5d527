"""What a part hears of the request it is for: its date moved, fewer people may read it, or it has ended."""

from __future__ import annotations

from collections.abc import Iterable

from guildhall.kernel.events import Event
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.walls import as_close_as
from guildhall.services.parts.actions import call_off, redate
from guildhall.services.parts.clocks import days_until
from guildhall.services.parts.models import Part
from guildhall.services.parts.service import parts

MOVES_ITS_DATE = (
    "reclassify", "ask_to_clarify", "clarify", "charge_fee", "fee_paid", "ask_identity", "identity_given",
    "extend",
)  # fmt: skip
MAY_CLOSE_IT_OFF = ("triage", "reclassify", "raise_sensitivity")
ENDS_IT = ("answer", "answer_in_part", "refuse", "withdraw", "lapse")


def date_moved(event: Event) -> None:
    """The answer is due on another day: so are its parts, where that leaves them other days."""
    due = event.record.due_on
    for part in _open_parts(event):
        if days_until(part.opened_on, due) != part.days:
            redate.follow(part, by=SYSTEM, answer_due=due)


def fewer_may_read_it(event: Event) -> None:
    """The request may be read by fewer people: so may the question taken from it."""
    as_close_as(event, kind="part_of")


def no_longer_needed(event: Event) -> None:
    """The request has ended: what teams have not given is needed no more."""
    for part in _open_parts(event):
        call_off.follow(part, by=SYSTEM)


def _open_parts(event: Event) -> Iterable[Part]:
    found: Iterable[Part] = Part.objects.open().filter(links__target=event.record, links__kind="part_of")
    return found


for verb in MOVES_ITS_DATE:
    parts.hears("requests", verb)(date_moved)
for verb in MAY_CLOSE_IT_OFF:
    parts.hears("requests", verb)(fewer_may_read_it)
for verb in ENDS_IT:
    parts.hears("requests", verb)(no_longer_needed)

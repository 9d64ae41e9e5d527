"""Letters on a person's timeline, for whoever may see the record they were written for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from guildhall.commons.letters.models import Letter
from guildhall.commons.parties.timelines import Moment, tells_timeline
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.records import Sensitivity


@tells_timeline("Letter")
def letters(user: Any, leaves: list[int], most: int) -> Iterable[Moment]:
    """When we wrote to them, by which way and whether it went; of a restricted record's, not about what."""
    seen = Letter.objects.all() if user is SYSTEM else Letter.objects.visible_to(user)
    found = seen.filter(party__in=leaves).select_related("record").order_by("-written_at", "-pk")
    for each in found[:most]:
        yield Moment(each.written_at, "Letter", _said(each), each.get_absolute_url(), each.party_id or 0)


def _said(letter: Letter) -> str:
    restricted = letter.record.sensitivity >= Sensitivity.RESTRICTED
    about = "restricted" if restricted else letter.subject
    return (
        f"{letter.get_channel_display()}: {about} ({letter.record.reference}). {letter.get_state_display()}."
    )

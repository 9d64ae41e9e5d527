"""Everything a person has with the council in one line: each package tells its own, behind its own walls."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from heapq import nlargest
from typing import Any

from guildhall.commons.parties.changing import history
from guildhall.commons.parties.involving import Involvement
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.records import Record, Sensitivity

SIZE = 20
# Nobody pages further; a longer story is read in its records.
MOST_PAGES = 50


@dataclass(frozen=True)
class Moment:
    """One thing on a person's line: when, of what kind, a sentence, where it leads, whose leaf it lies on."""

    at: datetime
    kind: str
    sentence: str
    url: str = ""
    leaf: int = 0


Tell = Callable[[Any, list[int], int], Iterable[Moment]]
tellers: dict[str, Tell] = {}


def tells_timeline(kind: str) -> Callable[[Tell], Tell]:
    """Signs up a teller: given the reader, the person's leaves the reader may know of, and how many moments
    are wanted at most, it tells the newest that this reader may see, in a fixed few queries.
    """

    def sign_up(tell: Tell) -> Tell:
        tellers[kind] = tell
        return tell

    return sign_up


def timeline(user: Any, leaves: list[int], page: int = 1) -> tuple[list[Moment], bool]:
    """One page of the line, the newest first, and whether there is more."""
    page = min(max(page, 1), MOST_PAGES)
    wanted = page * SIZE + 1
    told = (moment for tell in tellers.values() for moment in tell(user, leaves, wanted))
    newest = nlargest(wanted, told, key=lambda each: each.at)
    return newest[(page - 1) * SIZE : page * SIZE], len(newest) == wanted and page < MOST_PAGES


@tells_timeline("Record")
def records(user: Any, leaves: list[int], most: int) -> Iterable[Moment]:
    """The records they have a part in; a restricted one's title is read on its own page, and noted there."""
    seen = Record.objects.all() if user is SYSTEM else Record.objects.visible_to(user)
    parts = Involvement.objects.filter(party__in=leaves, record__in=seen.values("pk"))
    for part in parts.select_related("record").order_by("-record__created_at", "-pk")[:most]:
        yield Moment(
            part.record.created_at, "Record", _of(part), f"/records/{part.record.reference}/", part.party_id
        )


def _of(part: Involvement) -> str:
    record = part.record
    title = "restricted" if record.sensitivity >= Sensitivity.RESTRICTED else record.title
    stage = record.declaration.stage_labels.get(record.stage, record.stage)
    return f"{record.declaration.name}: {title} ({record.reference}). {part.role.capitalize()}. {stage}."


@tells_timeline("Entry")
def changes(user: Any, leaves: list[int], most: int) -> Iterable[Moment]:
    """What was done to their entry; of a marker only as far as the reader may see the marker."""
    for event in history(user, leaves).order_by("-at", "-pk")[:most]:
        yield Moment(event.at, "Entry", event.sentence, leaf=event.party_id)

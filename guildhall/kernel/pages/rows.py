"""One record as one line of a list: worked out in Python, so that fifty of them are cheap to write."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from guildhall.kernel.records import Record, Sensitivity


@dataclass(frozen=True, slots=True)
class Row:
    """What a list shows of a record; `state` is late, soon, well, waiting or closed, `detail` sentences."""

    pk: int
    reference: str
    title: str
    service: str
    stage: str
    due: str
    state: str
    owner: str
    team: str
    restricted: bool
    detail: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        return f"/records/{self.reference}/"


def row(record: Record, today: date, detail: tuple[str, ...] = ()) -> Row:
    """The line of one record; its owner and team must have been fetched with it."""
    state, due = _due(record, today)
    return Row(
        record.pk,
        record.reference,
        record.title,
        record.declaration.name,
        record.stage_label,
        due,
        state,
        str(record.owner or ""),
        str(record.team or ""),
        record.sensitivity >= Sensitivity.RESTRICTED,
        detail,
    )


def _due(record: Record, today: date) -> tuple[str, str]:
    if record.closed_on:
        late = " (late)" if record.in_time is False else ""
        return "closed", f"Closed {day(record.closed_on)}{late}"
    if record.due_on is None:
        return "waiting", "Waiting"
    if record.due_on < today:
        return "late", f"{days((today - record.due_on).days)} late"
    if record.due_on == today:
        return "soon", "Today"
    if record.due_on == today + timedelta(days=1):
        return "soon", "Tomorrow"
    return "soon" if record.due_on < today + timedelta(days=7) else "well", day(record.due_on)


def days(number: int) -> str:
    return f"{number:,} day{'' if number == 1 else 's'}"


def day(when: date) -> str:
    """A date as a list shows it: "Fri 9 Mar 2018"."""
    return f"{when:%a} {when.day} {when:%b %Y}"

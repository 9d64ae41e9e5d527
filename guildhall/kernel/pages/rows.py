"""One record as one line of a list: worked out in Python, so that fifty of them are cheap to write."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from guildhall.kernel.records import Record, Sensitivity
from guildhall.kernel.services import Service, service

# What a list reads of a record, in the order of a Line.
COLUMNS = (
    "pk", "reference", "service", "title", "stage", "sensitivity", "urgent_on", "due_on", "closed_on",
    "in_time", "owner__name", "owner__email", "team__name",
)  # fmt: skip


class Line(NamedTuple):
    """As much of a record as a list shows: fifty of them cost a third of fifty records."""

    pk: int
    reference: str
    service: str
    title: str
    stage: str
    sensitivity: int
    urgent_on: date
    due_on: date | None
    closed_on: date | None
    in_time: bool | None
    owner_name: str | None
    owner_email: str | None
    team: str | None

    @property
    def owner(self) -> str | None:
        return self.owner_name or self.owner_email

    @property
    def declaration(self) -> Service:
        return service(self.service)

    @property
    def stage_label(self) -> str:
        return self.declaration.stage_labels[self.stage]


class Row(NamedTuple):
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


def row(record: Record | Line, today: date, detail: tuple[str, ...] = ()) -> Row:
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


def _due(record: Record | Line, today: date) -> tuple[str, str]:
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


@lru_cache(maxsize=4096)
def day(when: date) -> str:
    """A date as a list shows it: "Fri 9 Mar 2018"."""
    return f"{when:%a} {when.day} {when:%b %Y}"

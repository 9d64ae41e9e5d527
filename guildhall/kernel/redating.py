"""When the calendar changes, the due dates of every open record follow, and each record says why."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import F, OuterRef, Subquery
from django_tasks import task

from guildhall.kernel import holidays, time
from guildhall.kernel.announcements import Announcement, Standing, insert
from guildhall.kernel.clocks import Calendar, ClockError
from guildhall.kernel.clocks.wording import said
from guildhall.kernel.deadlines import ClockInput, Deadline, answer, calendar
from guildhall.kernel.events import Event
from guildhall.kernel.gates import SYSTEM, Actor
from guildhall.kernel.holidays import Holiday
from guildhall.kernel.records import Record
from guildhall.kernel.schedule import every_day

logger = logging.getLogger(__name__)

# Small enough that whoever waits to write waits some hundredths of a second: SQLite has one writer.
BATCH = 500
SPARSE = 4
ACTION = "redate"

Tell = Callable[[int, int], object]
Inputs = tuple[tuple[str, date, str, str], ...]


class Dated(NamedTuple):
    """What a clock says, in the columns of a deadline."""

    due_on: date | None
    waiting_for: str
    provisional: bool
    rule_version: str
    calendar_version: str


class Unmet(NamedTuple):
    """A deadline still to be met, and what is kept of it."""

    pk: int
    label: str
    regime: str
    starts_on: date
    kept: Dated


@dataclass
class Redated:
    """What re-dating did: the records looked at, those whose day moved, those that could not be dated."""

    looked_at: int = 0
    moved: int = 0
    problems: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Draft:
    """One record whose deadlines, dated afresh, are not what is kept; with an event where a day moves."""

    record: Standing
    changed: list[tuple[Unmet, Dated]]
    due_on: date | None
    event: tuple[Any, ...] | None = None


def redate(*, by: Any, because: str, tell: Tell = lambda done, of: None) -> Redated:
    """Dates every unmet deadline of every open record afresh from its inputs, by the calendar in force.

    A record whose day moves gets one event ending in `because`, such as "Mon 15 June 2026 is a bank
    holiday in Scotland". It may be stopped and run again: what is dated already does not change twice.
    `tell(done, of)` hears how far it is.
    """
    redating = Redating(Actor.of(by), because, calendar())
    ids = list(Record.objects.filter(closed_on=None).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        redating.batch(ids[start : start + BATCH])
        tell(min(start + BATCH, len(ids)), len(ids))
    return redating.done


@task()
def redate_for(numbers: list[int]) -> None:
    """The background task after a page added these holidays: its only argument is their numbers."""
    added = list(Holiday.objects.filter(number__in=numbers).order_by("number"))
    first = added[0]
    by = Actor(first.actor_kind, first.actor_id, first.actor)
    _report(redate(by=by, because=holidays.because(added)))


@every_day
def follow_the_calendar(today: date) -> None:
    """Dates open records anew where the calendar changed by itself: a new release, a line written by hand."""
    holidays.mirror()
    _report(redate(by=SYSTEM, because="the calendar of bank holidays was corrected"))


def _report(redated: Redated) -> None:
    for problem in redated.problems:
        logger.warning("Could not be dated: %s", problem)


class Redating:
    """One run: who does it, why, by which calendar, and what it has done so far."""

    def __init__(self, by: Actor, because: str, calendar: Calendar) -> None:
        self.by, self.because, self.calendar = by, because.rstrip("."), calendar
        self.done = Redated()
        self._announcement = Announcement(action=ACTION, by=by, on=time.today())
        self._answers: dict[tuple[str, date, Inputs], Dated | ClockError] = {}

    def batch(self, ids: Sequence[int]) -> None:
        """Dates these records. Reading and sealing hold no lock; a record changed meanwhile is read again."""
        self.done.looked_at += len(ids)
        while ids:
            drafts = self._drafts(ids)
            with transaction.atomic():
                unchanged = _unchanged(drafts)
                mine = [draft for draft in drafts if draft.record.pk in unchanged]
                _save(mine)
            self.done.moved += sum(draft.event is not None for draft in mine)
            ids = [draft.record.pk for draft in drafts if draft.record.pk not in unchanged]

    def _drafts(self, ids: Sequence[int]) -> list[Draft]:
        drafts = []
        for record, unmet, inputs in _open(ids):
            try:
                dated = [(each, self._date(each, inputs)) for each in unmet]
            except ClockError as error:
                self.done.problems.append(f"{record.reference}: {error}")
                continue
            if any(each.kept != fresh for each, fresh in dated):
                drafts.append(self._draft(record, dated))
        return drafts

    def _date(self, unmet: Unmet, inputs: Inputs) -> Dated:
        """The clock's answer; thousands of records ask it the same question, so it is asked once."""
        question = (unmet.regime, unmet.starts_on, inputs)
        found = self._answers.get(question)
        if found is None:
            found = self._answers[question] = self._ask(*question)
        if isinstance(found, ClockError):
            raise found
        return found

    def _ask(self, regime: str, starts_on: date, inputs: Inputs) -> Dated | ClockError:
        known = [ClockInput(name=n, effective_on=on, reason=why, under=law) for n, on, why, law in inputs]
        try:
            found = answer(regime, starts_on, known, self.calendar)
        except ClockError as error:
            return error
        return Dated(
            found.due, found.waiting_for or "", found.provisional, found.rule_version, found.calendar_version
        )

    def _draft(self, record: Standing, dated: list[tuple[Unmet, Dated]]) -> Draft:
        draft = Draft(
            record,
            changed=[(each, fresh) for each, fresh in dated if each.kept != fresh],
            due_on=min((fresh.due_on for _, fresh in dated if fresh.due_on), default=None),
        )
        several = len(dated) > 1
        moves = [
            _move(each.label if several else "", each.kept.due_on, fresh.due_on)
            for each, fresh in dated
            if _moves(each, fresh)
        ]
        if moves:
            draft.event = self._announcement.row(record, f"{'; '.join(moves)}: {self.because}.")
        return draft


def _open(ids: Sequence[int]) -> Iterator[tuple[Standing, list[Unmet], Inputs]]:
    """Each record still open with its unmet deadlines and what its clocks read."""
    inputs = _inputs(ids)
    for record, rows in groupby(_unmet(ids), key=lambda row: row[:5]):
        unmet = [Unmet(row[5], row[6], row[7], row[8], Dated._make(row[9:])) for row in rows]
        yield Standing._make(record), unmet, tuple(inputs.get(record[0], ()))


def _inputs(ids: Sequence[int]) -> dict[int, list[Any]]:
    known: dict[int, list[Any]] = defaultdict(list)
    found = ClockInput.objects.filter(**_among("record_id", ids), record__closed_on=None)
    columns = ("record_id", "name", "effective_on", "reason", "under")
    for pk, *told in found.order_by("effective_on", "pk").values_list(*columns):
        known[pk].append(tuple(told))
    return known


def _unmet(ids: Sequence[int]) -> Any:
    return (
        Deadline.objects.filter(**_among("record_id", ids), met_on=None, record__closed_on=None)
        .order_by("record_id", "pk")
        .values_list(
            "record_id",
            *(f"record__{name}" for name in Standing._fields[1:]),
            *Unmet._fields[:-1],
            *Dated._fields,
        )
    )


def _unchanged(drafts: list[Draft]) -> set[int]:
    """Locks the records and returns those whose chains nobody has gone on with since they were read."""
    if not drafts:
        return set()
    read = {draft.record.pk: draft.record.event_head for draft in drafts}
    found = Record.objects.filter(**_among("pk", list(read)), closed_on=None)
    locked = found.select_for_update().order_by("pk").values_list("pk", "event_head")
    return {pk for pk, head in locked if read.get(pk) == head}


def _among(name: str, ids: Sequence[int]) -> dict[str, Any]:
    """The filter for these numbers, in order: from the first to the last where few lie between.

    To say five hundred numbers costs more than the rest of a statement; to read past strangers does too.
    """
    dense = ids[-1] - ids[0] < SPARSE * len(ids)
    return {f"{name}__gte": ids[0], f"{name}__lte": ids[-1]} if dense else {f"{name}__in": ids}


def _save(drafts: list[Draft]) -> None:
    alike: dict[Dated, list[int]] = defaultdict(list)
    for draft in drafts:
        for each, fresh in draft.changed:
            alike[fresh].append(each.pk)
    for fresh, ids in alike.items():
        Deadline.objects.filter(pk__in=ids, met_on=None).update(**fresh._asdict())
    told = [draft for draft in drafts if draft.event]
    insert(draft.event for draft in told if draft.event)
    together: dict[date | None, list[int]] = defaultdict(list)
    for draft in told:
        together[draft.due_on].append(draft.record.pk)
    for due_on, ids in together.items():
        _move_on(ids, due_on)


def _move_on(ids: list[int], due_on: date | None) -> None:
    """Gives these records their place in the queue, and their chains the heads that were just written."""
    written = Event.objects.filter(record=OuterRef("pk"), sequence=OuterRef("event_count") + 1)
    Record.objects.filter(pk__in=ids).update(
        due_on=due_on,
        urgent_on=due_on or date.max,
        version=F("version") + 1,
        event_count=F("event_count") + 1,
        event_head=Subquery(written.values("digest")),
    )


def _moves(unmet: Unmet, fresh: Dated) -> bool:
    return unmet.kept.due_on != fresh.due_on


@lru_cache(maxsize=1024)
def _move(label: str, before: date | None, after: date | None) -> str:
    """The due date moved from 13 July 2026 to 14 July 2026; with a label where the record has several."""
    what = f"{label}: the due date" if label else "The due date"
    if before and after:
        return f"{what} moved from {_plainly(before)} to {_plainly(after)}"
    if after:
        return f"{what} is now {_plainly(after)}"
    return f"{what} was {_plainly(before)} and no day is due now" if before else what


def _plainly(day: date) -> str:
    """15 June 2026."""
    return said(day).partition(" ")[2]

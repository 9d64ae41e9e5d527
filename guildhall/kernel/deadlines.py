"""When a record is due: its clocks' results, kept beside it and rebuilt from their inputs at will."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from guildhall.kernel.clocks import (
    Calendar,
    ClockEvent,
    Result,
    deadline,
    load_calendar,
    named_for,
    rule_in_force,
)
from guildhall.kernel.clocks.events import equivalents
from guildhall.kernel.prepared import Prepared
from guildhall.kernel.records import Record


@dataclass(frozen=True)
class Clock:
    """One clock the law gives a record: `kind` names it, `regime` is the rule it runs by.

    `starts` is the day it starts from (the day the record arrived, unless said otherwise).
    """

    kind: str
    regime: str
    label: str = "Answer"
    starts: date | None = None


class ClockInput(models.Model):
    """A dated fact a clock reads, such as "clarification received", on the day the law counts."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="clock_inputs")
    name = models.CharField(max_length=40)
    effective_on = models.DateField()
    reason = models.TextField(blank=True)
    under = models.CharField(
        max_length=32, blank=True, help_text="The regime it was done under; empty when any may read it."
    )

    def __str__(self) -> str:
        return f"{self.name} on {self.effective_on}"

    @property
    def as_event(self) -> ClockEvent:
        return ClockEvent(self.name, self.effective_on, self.reason)

    def counts_under(self, regime: str) -> bool:
        """Whether that law knows this act: every law knows a question, none another's fee or extension.

        So a record looked at under another law and back again has the clock it had.
        """
        return self.under in {"", regime} or len(equivalents(self.name)) > 1


class Deadline(models.Model):
    """One clock's result on one record. What it says can always be computed again from the clock inputs."""

    # The constraint on its kind begins with the record: an index of its own would only be written twice.
    record = models.ForeignKey(Record, models.CASCADE, related_name="deadlines", db_index=False)
    kind = models.CharField(max_length=32)
    regime = models.CharField(max_length=32)
    label = models.CharField(max_length=80)
    starts_on = models.DateField()
    due_on = models.DateField(null=True)
    waiting_for = models.CharField(max_length=120, blank=True)
    met_on = models.DateField(null=True)
    provisional = models.BooleanField(default=False)
    rule_version = models.CharField(max_length=40, blank=True)
    calendar_version = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["record", "kind"], name="deadline_once"),)
        indexes = (models.Index(fields=["due_on", "id"], condition=Q(met_on=None), name="deadline_unmet"),)

    def __str__(self) -> str:
        return f"{self.label} due {self.due_on}"

    @property
    def kept(self) -> bool:
        """Met by its day; one that waits for somebody else is not broken."""
        return self.met_on is not None and (self.due_on is None or self.met_on <= self.due_on)

    def result(self, inputs: Iterable[ClockInput], calendar: Calendar, *, to_you: bool = False) -> Result:
        """The clock's whole answer, with its derivation; in words for the person concerned if `to_you`."""
        return answer(self.regime, self.starts_on, inputs, calendar, to_you=to_you)

    def take(self, result: Result) -> None:
        """Keeps what the clock said, and by which rule and calendar."""
        self.due_on, self.waiting_for, self.provisional = (
            result.due,
            result.waiting_for or "",
            result.provisional,
        )
        self.rule_version, self.calendar_version = result.rule_version, result.calendar_version


_deadlines = Prepared(lambda record: Deadline.objects.filter(record=record))
_inputs = Prepared(lambda record: ClockInput.objects.filter(record=record))


def fetch(record: Any) -> None:
    """Reads a record's deadlines and clock inputs once, for all who ask `.all()` of them afterwards."""
    fetched = {}
    for name, ask in (("deadlines", _deadlines), ("clock_inputs", _inputs)):
        fetched[name] = getattr(record, name).all()
        fetched[name]._result_cache = ask(record=record.pk)
    record._prefetched_objects_cache = fetched


def answer(
    regime: str, starts_on: date, inputs: Iterable[ClockInput], calendar: Calendar, *, to_you: bool = False
) -> Result:
    """What the law's clock says, given what it may know of the record's inputs."""
    known = rule_in_force(regime, starts_on).event_names
    events = named_for(known, (each.as_event for each in inputs if each.counts_under(regime)))
    return deadline(regime, received=starts_on, events=events, calendar=calendar, to_you=to_you)


def calendar() -> Calendar:
    """The installation's calendar: the holidays of all four nations, and its own overrides file."""
    return load_calendar(overrides_path())


def overrides_path() -> Path:
    """The installation's corrections to the bank holidays, which the clocks read."""
    return Path(settings.DATA) / "bank-holidays.csv"


@dataclass
class Settled:
    """What settling decided, to be kept once the record's row is saved."""

    inputs: list[ClockInput] = field(default_factory=list)
    deadlines: list[Deadline] = field(default_factory=list)
    gone: list[Deadline] = field(default_factory=list)


def settle(record: Any, *, on: date, marks: str = "", meets: str = "", reason: str = "") -> Settled:
    """Works out a record's deadlines, closure and place in the queue; nothing is saved.

    Raises ClockError with a sentence when the dates cannot be.
    """
    service = record.declaration
    inputs, known = _known(record)
    clocks = tuple(service.clock(record))
    fresh = [ClockInput(name=marks, effective_on=on, reason=reason, under=clocks[0].regime)] if marks else []
    settled = Settled(inputs=fresh)
    for clock in clocks:
        kept = known.pop(clock.kind, None) or Deadline(kind=clock.kind)
        kept.regime, kept.label, kept.starts_on = clock.regime, clock.label, clock.starts or record.opened_on
        if kept.met_on is None or marks:
            kept.take(kept.result([*inputs, *fresh], calendar()))
        if kept.kind == meets:
            kept.met_on = on
        settled.deadlines.append(kept)
    settled.gone = [each for each in known.values() if each.met_on is None]
    closed_some_day = not record.is_open and record.in_time is None
    _close(record, on, record.stage in service.ends)
    _place(record, [*settled.deadlines, *(each for each in known.values() if each.met_on)])
    if closed_some_day and not record.is_open:
        record.in_time = None  # imported: nobody knows which day it was, whatever is done to it since
    return settled


def _known(record: Any) -> tuple[list[ClockInput], dict[str, Deadline]]:
    if record.pk is None:
        return [], {}
    inputs = record.clock_inputs.order_by("effective_on", "pk")
    return list(inputs), {each.kind: each for each in record.deadlines.all()}


def _close(record: Any, on: date, ended: bool) -> None:
    if not ended:
        record.closed_on = None
    elif record.closed_on is None:
        record.closed_on = on


def _place(record: Any, deadlines: list[Deadline]) -> None:
    """Where it stands in the queue, and whether it was in time."""
    unmet = [each.due_on for each in deadlines if each.met_on is None and each.due_on]
    record.due_on = min(unmet, default=None) if record.is_open else record.due_on
    record.urgent_on = record.due_on if record.is_open and record.due_on else date.max
    record.in_time = None if record.is_open else all(_in_time(each, record.closed_on) for each in deadlines)


def _in_time(deadline: Deadline, closed_on: date) -> bool:
    return deadline.due_on is None or (deadline.met_on or closed_on) <= deadline.due_on


def keep(record: Any, settled: Settled) -> None:
    """Saves what was settled, now that the record has its row."""
    for fresh in settled.inputs:
        fresh.record = record
    for each in settled.deadlines:
        each.record = record
    ClockInput.objects.bulk_create(settled.inputs)
    new = [each for each in settled.deadlines if each.pk is None]
    Deadline.objects.bulk_create(new)
    for each in settled.deadlines:
        if each not in new:
            each.save()
    if settled.gone:
        Deadline.objects.filter(pk__in=[each.pk for each in settled.gone]).delete()

"""A clock's answer: the date, and everything needed to explain it to the person waiting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from guildhall.kernel.clocks.calendars import Calendar
    from guildhall.kernel.clocks.history import History
    from guildhall.kernel.clocks.periods import Period
    from guildhall.kernel.clocks.rules import Rule


@dataclass(frozen=True, slots=True)
class Step:
    """One sentence of the derivation, the days it speaks of and the law it rests on."""

    on: date
    until: date
    kind: str
    text: str
    law: str

    def as_json(self) -> dict[str, Any]:
        return {
            "on": self.on.isoformat(),
            "until": self.until.isoformat(),
            "kind": self.kind,
            "text": self.text,
            "law": self.law,
        }


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the strip: counted with its number, or not counted and why."""

    on: date
    counted: bool
    number: int | None
    why: str


class Result:
    """When a thing is due under one rule, and why.

    `due` is the last day, or None: then `waiting_for` says what must arrive first, or `statement`
    why no day is due at all. `notice_by` is the last day to tell the requester of an extension;
    `target` the day the statute gives when read to the letter, earlier than the regulator's;
    `limit` the longest a review may take; `lapses_on` the last day to pay a fee that is unpaid.
    `acknowledge_by` is the last day to acknowledge it, where the law asks for that.
    `provisional` dates lie beyond the last proclaimed bank holiday.
    """

    def __init__(
        self,
        rule: Rule,
        calendar: Calendar,
        received: date,
        history: History,
        due: date | None,
        *,
        waiting_for: str | None = None,
        statement: str | None = None,
        notice_by: date | None = None,
        target: date | None = None,
        limit: date | None = None,
        lapses_on: date | None = None,
        acknowledge_by: date | None = None,
    ) -> None:
        self.rule = rule
        self.calendar = calendar
        self.received = received
        self.history = history
        self.due = due
        self.waiting_for = waiting_for
        self.statement = statement
        self.notice_by = notice_by
        self.target = target
        self.limit = limit
        self.lapses_on = lapses_on
        self.acknowledge_by = acknowledge_by

    @property
    def regime(self) -> str:
        return self.rule.key

    @property
    def period(self) -> Period | None:
        """The length of time applied: the rule's, or the extension's once one was notified."""
        if self.rule.extension and self.history.extended:
            return self.rule.extension.period
        return self.rule.period

    @property
    def rule_version(self) -> str:
        return self.rule.version

    @property
    def calendar_version(self) -> str:
        return self.calendar.version

    @property
    def provisional(self) -> bool:
        horizon = self.calendar.horizon
        return any(day is not None and day > horizon for day in (self.due, self.limit))

    @cached_property
    def law(self) -> tuple[str, ...]:
        """Every provision the answer rests on, in the order it was applied."""
        from guildhall.kernel.clocks.explain import law_of

        return law_of(self)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The derivation, sentence by sentence."""
        from guildhall.kernel.clocks.explain import steps_of

        return steps_of(self)

    @cached_property
    def days(self) -> tuple[Day, ...]:
        """Every day from receipt to the day due; empty while no day is due."""
        from guildhall.kernel.clocks.strip import days_of

        return days_of(self)

    def as_json(self) -> dict[str, Any]:
        """The answer as plain data: the same for the command line, the API and a stored result."""
        dates = ("due", "acknowledge_by", "notice_by", "target", "limit", "lapses_on")
        return {
            "regime": self.rule.regime,
            "stage": self.rule.stage or None,
            "received": self.received.isoformat(),
            **{name: _iso(getattr(self, name)) for name in dates},
            "waiting_for": self.waiting_for,
            "statement": self.statement,
            "provisional": self.provisional,
            "rule_version": self.rule_version,
            "calendar_version": self.calendar_version,
            "law": list(self.law),
            "steps": [step.as_json() for step in self.steps],
        }

    def __repr__(self) -> str:
        return f"<Result {self.rule.key} received {self.received} due {self.due}>"


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None

"""What a request's events mean under one rule: when time began, and what does not count."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from guildhall.kernel.clocks.bank_holidays import LAST_DAY
from guildhall.kernel.clocks.events import ClockError, ClockEvent
from guildhall.kernel.clocks.periods import ONE_DAY, Span, merged
from guildhall.kernel.clocks.rules import ACKNOWLEDGED, Effect, Rule, Wait
from guildhall.kernel.clocks.wording import said


@dataclass(frozen=True, slots=True)
class Asked:
    """One question and its answer; `asked` is None where only the answer is known, `received`
    is None while it is awaited."""

    wait: Wait
    asked: date | None
    received: date | None

    @property
    def span(self) -> Span | None:
        """The days a pause takes out; None when it takes none or has not ended."""
        if self.wait.effect is not Effect.PAUSES or self.asked is None or self.received is None:
            return None
        last = self.received if self.wait.through_answer else self.received - ONE_DAY
        return (self.asked, last) if last >= self.asked else None


@dataclass(frozen=True, slots=True)
class History:
    """The events of one request, understood: where time starts, and what is taken out of it."""

    start: date
    asked: tuple[Asked, ...] = ()
    spans: tuple[Span, ...] = ()
    extended: ClockEvent | None = None
    acknowledged: date | None = None

    def open(self, effect: Effect) -> tuple[Asked, ...]:
        """Questions of this effect still unanswered."""
        return tuple(a for a in self.asked if a.received is None and a.wait.effect is effect)


def history_of(rule: Rule, received: date, events: Sequence[ClockEvent]) -> History:
    """Read the events, in whatever order they come; events of one day are put in the order that
    makes sense. Raises ClockError for events that cannot be."""
    for event in events:
        _require_possible(rule, received, event)
    asked = [each for wait in rule.waits for each in _questions(wait, events)]
    asked.sort(key=lambda each: each.asked or each.received or received)
    moved = [a.received for a in asked if a.received and a.wait.effect is not Effect.PAUSES]
    return History(
        start=max([received, *moved]),
        asked=tuple(asked),
        spans=merged([a.span for a in asked if a.span]),
        extended=_extension(events),
        acknowledged=min((e.on for e in events if e.name == ACKNOWLEDGED), default=None),
    )


def _require_possible(rule: Rule, received: date, event: ClockEvent) -> None:
    rule.require_known(event.name)
    if isinstance(event.on, datetime):
        raise ClockError(f"{event.name} needs a date, not a date and time.")
    if event.on > LAST_DAY:
        raise ClockError(f"{event.name} on {said(event.on)} is after the calendar ends, in {LAST_DAY.year}.")
    if event.on < received:
        raise ClockError(f"{event.name} on {said(event.on)} is before the day of receipt, {said(received)}.")


def _extension(events: Sequence[ClockEvent]) -> ClockEvent | None:
    extensions = sorted((e for e in events if e.name == "extended"), key=lambda e: e.on)
    if len(extensions) > 1:
        raise ClockError(
            f"Extended twice, on {said(extensions[0].on)} and {said(extensions[1].on)}: "
            "the law allows one extension."
        )
    return extensions[0] if extensions else None


def _questions(wait: Wait, events: Sequence[ClockEvent]) -> list[Asked]:
    """Pair each question with its answer. A second question before the answer is part of the
    first; one on the day of the answer is a new one."""
    asks = deque(sorted(e.on for e in events if e.name == wait.asked))
    answers = deque(sorted(e.on for e in events if e.name == wait.received))
    pairs: list[Asked] = []
    while asks:
        first = asks.popleft()
        while answers and answers[0] < first:
            pairs.append(_answer_unasked(wait, answers.popleft(), pairs, asked_later=first))
        while asks and (not answers or asks[0] < answers[0]):
            asks.popleft()
        pairs.append(Asked(wait, first, answers.popleft() if answers else None))
    pairs += [_answer_unasked(wait, answer, pairs) for answer in answers]
    return pairs


def _answer_unasked(
    wait: Wait, answer: date, before: Sequence[Asked], asked_later: date | None = None
) -> Asked:
    """An answer nobody is waiting for: it moves a start, and cannot end a pause that never was."""
    if asked_later and not before:
        raise ClockError(
            f"{wait.received} on {said(answer)} comes before {wait.asked} on {said(asked_later)}."
        )
    if wait.effect is Effect.PAUSES:
        raise ClockError(f"{wait.received} on {said(answer)} has no {wait.asked} before it.")
    return Asked(wait, None, answer)

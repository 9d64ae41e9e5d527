"""When is it due? One pure function of a rule, a day, what has happened since, and a calendar."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from guildhall.kernel.clocks.bank_holidays import FIRST_DAY
from guildhall.kernel.clocks.calendars import Calendar
from guildhall.kernel.clocks.events import ClockError, ClockEvent
from guildhall.kernel.clocks.history import Asked, History, history_of
from guildhall.kernel.clocks.periods import Period
from guildhall.kernel.clocks.result import Result
from guildhall.kernel.clocks.rules import Acknowledgement, Effect, Extension, Rule, rule_in_force
from guildhall.kernel.clocks.wording import listed, said

LAST_RECEIPT = date(2090, 12, 31)


def deadline(
    regime: str,
    *,
    received: date,
    events: Iterable[ClockEvent] = (),
    calendar: Calendar,
    to_you: bool = False,
) -> Result:
    """When an answer is due under the regime's law of the day it was received, and why.

    `received` and the events' dates are the law's days (Europe/London), not the system's. The
    order of the events does not matter. `to_you` speaks to the person who asked. Raises ClockError,
    one plain sentence, for anything that cannot be: an unknown regime or event, an answer before its
    question, a day before the law.
    """
    _require_receipt(received)
    rule = rule_in_force(regime, received)
    rule = rule.to_you if to_you else rule
    events = tuple(events)
    history = history_of(rule, received, events) if events else History(received)
    if rule.acknowledgement and rule.acknowledgement.starts:
        first = history.acknowledged or acknowledge_by(rule.acknowledgement, calendar, rule.region, received)
        history = replace(history, start=max(history.start, first))
    if rule.period is None:
        return Result(rule, calendar, received, history, None, statement=rule.statement)
    return _reckon(rule, rule.period, calendar, received, history)


def acknowledge_by(owed: Acknowledgement, calendar: Calendar, region: str, received: date) -> date:
    """The last day to acknowledge it: until it is, the time to answer is reckoned from that day."""
    return owed.period.ends(calendar, region, received, ())


def _require_receipt(received: date) -> None:
    if isinstance(received, datetime):
        raise ClockError("The day of receipt must be a date, not a date and time.")
    if not FIRST_DAY <= received <= LAST_RECEIPT:
        raise ClockError(
            f"Received on {said(received)}: the calendar holds requests received "
            f"from {FIRST_DAY.year} to {LAST_RECEIPT.year}."
        )


def _reckon(rule: Rule, period: Period, calendar: Calendar, received: date, history: History) -> Result:
    start, spans = history.start, history.spans
    due = first_end = period.ends(calendar, rule.region, start, spans)
    if rule.extension and history.extended:
        period = rule.extension.period
        due = period.ends(calendar, rule.region, start, spans)
    if history.asked:
        stopped = _stopped(rule, calendar, received, history, due)
        if stopped:
            return stopped
    if rule.extension and history.extended:
        _require_notice_in_time(history.extended, rule.extension, first_end)
    return Result(
        rule,
        calendar,
        received,
        history,
        due,
        notice_by=first_end if rule.extension else None,
        target=period.literally_ends(start, spans),
        acknowledge_by=_acknowledge_by(rule, calendar, received),
        limit=rule.limit.ends(calendar, rule.region, start, spans) if rule.limit else None,
    )


def _acknowledge_by(rule: Rule, calendar: Calendar, received: date) -> date | None:
    owed = rule.acknowledgement
    return acknowledge_by(owed, calendar, rule.region, received) if owed else None


def _stopped(rule: Rule, calendar: Calendar, received: date, history: History, due: date) -> Result | None:
    """The answer that names no day: the fee came too late, or something is still awaited."""
    lapsed = _lapsed(rule, calendar, received, history, due)
    if lapsed:
        return lapsed
    waiting = _waiting(history, due)
    return _wait(rule, calendar, received, history, waiting) if waiting else None


def _waiting(history: History, due: date) -> tuple[Asked, ...]:
    """What stands open. A pause asked for after the time was out stops nothing."""
    begin = history.open(Effect.STARTS) + history.open(Effect.RESTARTS)
    pauses = (each for each in history.open(Effect.PAUSES) if each.asked and each.asked <= due)
    return (*begin, *pauses)


def _wait(
    rule: Rule, calendar: Calendar, received: date, history: History, waiting: tuple[Asked, ...]
) -> Result:
    lapses = [day for each in waiting if (day := _last_day_to_pay(rule, calendar, each))]
    return Result(
        rule,
        calendar,
        received,
        history,
        None,
        waiting_for=listed([each.wait.waits_for for each in waiting]),
        lapses_on=min(lapses, default=None),
    )


def _lapsed(rule: Rule, calendar: Calendar, received: date, history: History, due: date) -> Result | None:
    """The end of a request whose fee came too late: nothing is owed, so nothing is due."""
    for each in history.asked:
        last = _last_day_to_pay(rule, calendar, each)
        if last and each.asked and each.asked <= due and (each.received or last) > last:
            statement = (
                f"The last day to pay was {said(last)} and payment came later: "
                f"the council is no longer obliged to answer ({each.wait.law})."
            )
            return Result(rule, calendar, received, history, None, statement=statement, lapses_on=last)
    return None


def _last_day_to_pay(rule: Rule, calendar: Calendar, each: Asked) -> date | None:
    if each.wait.last_day_to_pay is None or each.asked is None:
        return None
    return each.wait.last_day_to_pay(calendar, rule.region, each.asked)


def _require_notice_in_time(extended: ClockEvent, extension: Extension, last: date) -> None:
    if extended.on > last:
        raise ClockError(
            f"Extended on {said(extended.on)}, too late: the requester must be told by "
            f"{said(last)} ({extension.law})."
        )

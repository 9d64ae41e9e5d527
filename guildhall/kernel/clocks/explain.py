"""The derivation of a date, in sentences the person waiting for it can check on a wall calendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from guildhall.kernel.clocks.history import Asked
from guildhall.kernel.clocks.periods import (
    ONE_DAY,
    ClearDays,
    DaysBeginningWith,
    Months,
    MonthsBefore,
    WholeDays,
    WorkingDays,
    lost,
)
from guildhall.kernel.clocks.result import Day, Result, Step
from guildhall.kernel.clocks.rules import Effect
from guildhall.kernel.clocks.strip import each_day, first_counted, pause_on
from guildhall.kernel.clocks.wording import MONTHS, counted, listed, said, said_span

_ORDINAL = {29: "th", 30: "th", 31: "st"}


def steps_of(result: Result) -> tuple[Step, ...]:
    """From receipt to the day due, or to what stands in its way."""
    return tuple(_steps(result))


def law_of(result: Result) -> tuple[str, ...]:
    """The provisions applied, each once."""
    rule, extended = result.rule, result.history.extended
    applied = [rule.law, rule.days_law, *(each.wait.law for each in result.history.asked)]
    if rule.extension and extended:
        applied.append(rule.extension.law)
    return tuple(dict.fromkeys(filter(None, applied)))


def _steps(result: Result) -> Iterator[Step]:
    yield _received(result)
    yield from _acknowledged(result)
    if result.rule.period is None or result.due is None:
        yield from (_question(result, each) for each in result.history.asked)
        yield from _no_day_due(result)
        return
    yield from (_question(result, e) for e in result.history.asked if not _told_later(result, e))
    yield from _extended(result)
    if isinstance(result.period, WorkingDays):
        yield from _working_days(result)
    elif isinstance(result.period, WholeDays):
        yield from _whole_days(result, result.period, result.due)
    elif isinstance(result.period, ClearDays):
        yield from _clear_days(result)
    yield from _due(result, result.due)
    yield from _notes(result, result.due)


def _step(result: Result, on: date, kind: str, text: str, law: str = "") -> Step:
    return Step(on, on, kind, text, law or result.rule.law)


def _received(result: Result) -> Step:
    text = f"{result.rule.receives} {result.rule.happens} {said(result.received)}"
    return _step(result, result.received, "received", text)


def _acknowledged(result: Result) -> Iterator[Step]:
    """That it is acknowledged, by when it must be, and whether time runs from that."""
    owed, last, came = result.rule.acknowledgement, result.acknowledge_by, result.history.acknowledged
    if owed is None or last is None:
        return
    runs = f": the {result.period.said} run from that day" if owed.starts and result.period else ""
    if came is None:
        text = f"It must be acknowledged by {said(last)}, within {owed.period.said}"
        text += "; if that is not done sooner, the time to answer runs from then" if runs else ""
    else:
        late = f", after its last day, {said(last)}" if came > last else ""
        text = f"It was acknowledged on {said(came)}{late}{runs}"
    yield _step(result, came or last, "acknowledged" if came else "acknowledge", text, owed.law)


# --- questions and answers -----------------------------------------------------------------


def _told_later(result: Result, each: Asked) -> bool:
    """Whether it is a pause that takes days out of the count: that is told where they fall."""
    if each.span is None or result.due is None:
        return False
    return each.span[0] <= result.due and each.span[1] >= first_counted(result)


def _question(result: Result, each: Asked) -> Step:
    kind, sentence = _what_became_of(result, each)
    on = each.received or each.asked or result.received
    return Step(each.asked or on, on, kind, sentence, each.wait.law)


def _what_became_of(result: Result, each: Asked) -> tuple[str, str]:
    what = each.wait.waits_for
    asked = f"The council asked for {what} on {said(each.asked)}" if each.asked else ""
    if each.asked and result.due and each.asked > result.due:
        return "late", f"{asked}, after the time was out: that stops nothing"
    if each.received is None:
        return "waiting", f"{asked} and has not had it: no day is due until it comes"
    arrived = f"{_capital(what)} came on {said(each.received)}"
    if each.wait.effect is Effect.PAUSES:
        return "paused", f"{asked}. {arrived}"
    if each.received < result.history.start:
        return "superseded", f"{arrived}; a later day decides when time runs"
    if each.wait.effect is Effect.RESTARTS:
        return "restarted", f"{arrived}: the count starts again from that day"
    return "started", f"{arrived}: time runs from that day"


def _no_day_due(result: Result) -> Iterator[Step]:
    if result.statement:
        on = result.lapses_on or result.received
        kind = "lapsed" if result.lapses_on else "no-duty"
        yield _step(result, on, kind, result.statement.rstrip("."), _payment_law(result))
    elif result.lapses_on:
        text = f"If it is not paid by {said(result.lapses_on)} the council need not answer"
        yield _step(result, result.lapses_on, "lapses", text, _payment_law(result))


def _payment_law(result: Result) -> str:
    laws = (each.wait.law for each in result.history.asked if each.wait.last_day_to_pay)
    return next(laws, "")


def _extended(result: Result) -> Iterator[Step]:
    told, extension = result.history.extended, result.rule.extension
    if told is None or extension is None or result.rule.period is None:
        return
    because = told.reason or extension.because
    text = (
        f"On {said(told.on)} the council said it needs more time ({because}): "
        f"{extension.period.said} in all instead of {result.rule.period.said}"
    )
    yield _step(result, told.on, "extended", text, extension.law)


# --- working days --------------------------------------------------------------------------


def _working_days(result: Result) -> Iterator[Step]:
    days = (day for day in result.days if day.on >= first_counted(result))
    yield from _runs(result, days)


def _runs(result: Result, days: Iterable[Day], name: str = "working day") -> Iterator[Step]:
    for kind, run in groupby(days, key=lambda day: _run_key(result, day)):
        yield _run(result, kind, list(run), name)


def _run_key(result: Result, day: Day) -> tuple[str, str]:
    """Neighbouring days with one key are told in one sentence; a bank holiday gets its own."""
    if day.counted:
        return "counted", ""
    if pause_on(result, day.on):
        return "paused", day.why
    if day.why in ("Saturday", "Sunday"):
        return "weekend", ""
    return "holiday", day.on.isoformat()


def _run(result: Result, key: tuple[str, str], days: list[Day], name: str) -> Step:
    kind, first, last = key[0], days[0], days[-1]
    when = said_span(first.on, last.on)
    law = result.rule.days_law or result.rule.law
    if kind == "counted":
        text = f"{when} {_numbers(first, last, name)}"
    elif kind == "weekend":
        text = f"{when} {_is(days)} not counted: {'weekend' if len(days) > 1 else first.why}, {law}"
    elif kind == "paused":
        law = _pause_law(result, first.on)
        text = f"{when} ({counted(len(days), 'day')}) {_is(days)} not counted: {first.why}, {law}"
    else:
        why = result.calendar.why_not(first.on, result.rule.region)
        text = f"{when} is not counted: {why}, {law}"
    return Step(first.on, last.on, "counted" if kind == "counted" else "not-counted", text, law)


def _numbers(first: Day, last: Day, name: str) -> str:
    if first is last:
        return f"is {name} {first.number}"
    joint = "and" if (last.number or 0) - (first.number or 0) == 1 else "to"
    return f"are {name}s {first.number} {joint} {last.number}"


def _pause_law(result: Result, day: date) -> str:
    pause = pause_on(result, day)
    return pause.wait.law if pause else result.rule.law


# --- clear days, back from a meeting ---------------------------------------------------------


def _clear_days(result: Result) -> Iterator[Step]:
    """Between publication and the day itself, neither of which counts."""
    yield from _runs(result, result.days[1:-1], "clear day")


# --- months and days of every kind ---------------------------------------------------------


def _whole_days(result: Result, period: WholeDays, due: date) -> Iterator[Step]:
    start = result.history.start
    end = period.corresponding(start)
    if start != end:  # nothing is counted where the day itself was promised
        text = _length(period, start, end) + _no_such_date(period, start, end)
        yield Step(min(start, end), max(start, end), "period", text, result.rule.law)
    yield from _pauses(result, period, due)
    last = period.last_day(result.calendar, result.rule.region, start, result.history.spans)
    if due != last:
        yield _rolled(result, last, due)


def _length(period: WholeDays, start: date, end: date) -> str:
    if isinstance(period, MonthsBefore):
        return f"{period.said} {said(start)} is {said(end)}"
    run = "runs" if period.number == 1 else "run"
    if isinstance(period, DaysBeginningWith):
        return f"{period.said} beginning with {said(start)} {run} to the end of {said(end)}"
    return f"{period.said} from {said(start)} {run} to the end of {said(end)}"


def _no_such_date(period: WholeDays, start: date, end: date) -> str:
    if not isinstance(period, Months | MonthsBefore) or start.day == end.day:
        return ""
    return f", the last of {MONTHS[end.month - 1]}, which has no {start.day}{_ORDINAL[start.day]}"


def _pauses(result: Result, period: WholeDays, due: date) -> Iterator[Step]:
    start, spans = result.history.start, result.history.spans
    for number, (first, last) in enumerate(spans, start=1):
        days = lost(start, first, last)
        if first > due or not days:
            continue
        end = period.last_day(result.calendar, result.rule.region, start, spans[:number])
        pause = pause_on(result, last)
        why = pause.wait.waits_for if pause else ""
        law = _pause_law(result, last)
        first = max(first, start)
        text = (
            f"{said_span(first, last)} ({counted(days, 'day')}) {_is(range(days))} not counted: "
            f"waiting for {why}, {law}. The last day becomes {said(end)}"
        )
        yield Step(first, last, "not-counted", text, law)


def _rolled(result: Result, last: date, due: date) -> Step:
    off = list(each_day(last, due - ONE_DAY))
    reasons = (result.calendar.why_not(day, result.rule.region) or "" for day in off)
    text = (
        f"{said_span(off[0], off[-1])} {_is(off)} not working "
        f"({listed(list(dict.fromkeys(reasons)))}): the time runs on to the next working day"
    )
    return Step(off[0], off[-1], "rolled", text, result.rule.days_law or result.rule.law)


# --- the end -------------------------------------------------------------------------------


def _due(result: Result, due: date) -> Iterator[Step]:
    which = f", working day {result.days[-1].number}" if isinstance(result.period, WorkingDays) else ""
    text = f"{result.rule.owes} is due by the end of {said(due)}{which}"
    yield _step(result, due, "due", text)


def _notes(result: Result, due: date) -> Iterator[Step]:
    rule = result.rule
    if result.target and result.target < due:
        text = f"Read to the letter the time ends on {said(result.target)}: aim for that day"
        yield _step(result, result.target, "target", text)
    if result.limit and due < result.limit:
        text = f"In exceptional cases it may take until {said(result.limit)}, no longer"
        yield _step(result, result.limit, "limit", text, rule.limit_law)
    if result.notice_by and rule.extension and not result.history.extended:
        text = f"If more time is needed the council must say so by {said(result.notice_by)}"
        yield _step(result, result.notice_by, "notice", text, rule.extension.law)
    if result.provisional:
        horizon = result.calendar.horizon
        text = f"Bank holidays after {said(horizon)} are not proclaimed yet: the day may still move"
        yield _step(result, due, "provisional", text)


def _is(days: Iterable[object]) -> str:
    return "is" if len(list(days)) == 1 else "are"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

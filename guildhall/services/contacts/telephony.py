"""Taking the telephone system's report: calls by queue and interval. A file is taken whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from datetime import time as time_of_day
from pathlib import Path

from django.db import transaction

from guildhall.kernel import time
from guildhall.kernel.clocks.wording import counted, said
from guildhall.kernel.origins import Row
from guildhall.kernel.spreadsheets import Sheet, Unreadable
from guildhall.services.contacts.models import CallInterval, CallQueue

HEADINGS = {
    "queue": "queue, skill, line, group, queue name",
    "day": "date, day",
    "starts": "time, start, interval, interval start, from",
    "offered": "offered, calls offered, calls, incoming",
    "handled": "handled, answered, calls handled, calls answered",
    "abandoned": "abandoned, calls abandoned, lost",
    "in_target": "answered in target, in target, within target, in service level, answered within target",
    "average": "average wait, average wait (seconds), average speed of answer, asa, avg wait",
    "longest": "longest wait, longest wait (seconds), max wait, maximum wait",
}
ALIASES = {heading: name for name, headings in HEADINGS.items() for heading in headings.split(", ")}
NEEDS = ("queue", "day", "starts", "offered", "handled", "abandoned")
MOST_WRONG = 5
MINUTES = 30
FIELDS = ("offered", "handled", "abandoned", "in_target", "wait", "longest_wait")


@dataclass
class Taken:
    """What a file held: so many intervals new, the same as before, or in place of others."""

    fresh: list[CallInterval] = field(default_factory=list)
    changed: list[CallInterval] = field(default_factory=list)
    same: int = 0

    @property
    def days(self) -> tuple[date, date]:
        every = sorted(each.on for each in (*self.fresh, *self.changed))
        return every[0], every[-1]

    def __str__(self) -> str:
        read = [
            f"{counted(len(self.fresh), 'interval')} new",
            f"{len(self.changed):,} changed",
            f"{self.same:,} as before",
        ]
        calls = sum(each.handled for each in (*self.fresh, *self.changed))
        if not self.fresh and not self.changed:
            return f"Nothing new: {', '.join(read)}."
        first, last = self.days
        return f"{', '.join(read)}: {calls:,} calls handled from {said(first)} to {said(last)}."


def take(path: Path, *, source: str = "", replace: bool = False, dry_run: bool = False) -> Taken:
    """Reads a report and keeps it whole. Raises Unreadable with a sentence, and then keeps nothing.

    Intervals that say something else than before are refused unless `replace` is given.
    """
    sheet = Sheet.open(path)
    sheet.name_columns(ALIASES, {})
    if missing := [each for each in NEEDS if each not in sheet.fields]:
        raise Unreadable(f"No column says {missing[0]}. The columns are: {', '.join(sheet.headings)}.")
    intervals = _read(sheet, source or path.name)
    with transaction.atomic():
        taken = _compare(intervals)
        if taken.changed and not replace:
            raise Unreadable(_says_otherwise(taken.changed))
        if not dry_run:
            CallInterval.objects.bulk_create(taken.fresh, batch_size=1_000)
            CallInterval.objects.bulk_update(taken.changed, [*FIELDS, "source"], batch_size=200)
    return taken


def _says_otherwise(changed: list[CallInterval]) -> str:
    first = min(changed, key=lambda each: each.starts_at)
    was = "was" if len(changed) == 1 else "were"
    return (
        f"{counted(len(changed), 'interval')} {was} brought in before with other numbers, the first at "
        f"{_at(first.starts_at)}. Say that the file replaces them, if that is so."
    )


def _at(moment: datetime) -> str:
    local = moment.astimezone(time.LONDON)
    return f"{local:%H:%M} on {said(local.date())}"


def _read(sheet: Sheet, source: str) -> list[CallInterval]:
    """Every row, or Unreadable with the first few that are wrong."""
    queues = {each.name.casefold(): each for each in CallQueue.objects.all()}
    found: dict[tuple[int, datetime], int] = {}
    intervals, wrong = [], []
    for row in sheet.rows():
        try:
            interval = _interval(row, queues, source)
            place = (interval.queue_id, interval.starts_at)
            if before := found.get(place):
                raise Unreadable(f"line {before} is for the same queue and time")
            found[place] = row.line
            intervals.append(interval)
        except Unreadable as problem:
            wrong.append(f"Line {row.line}: {problem}.")
    if wrong:
        more = f" And {len(wrong) - MOST_WRONG:,} more." if len(wrong) > MOST_WRONG else ""
        raise Unreadable(f"Nothing was taken. {' '.join(wrong[:MOST_WRONG])}{more}")
    if not intervals:
        raise Unreadable(f"{sheet.path.name} has no rows.")
    return intervals


def _interval(row: Row, queues: dict[str, CallQueue], source: str) -> CallInterval:
    cells = row.cells
    queue = queues.get(cells["queue"].casefold())
    if queue is None:
        known = ", ".join(sorted(each.name for each in queues.values())) or "none"
        raise Unreadable(f"no queue is called “{cells['queue']}”; there are: {known}")
    starts_at = _moment(cells)
    offered, handled, abandoned = (_number(cells, each) for each in ("offered", "handled", "abandoned"))
    if handled + abandoned > offered:
        raise Unreadable(
            f"{handled} handled and {abandoned} abandoned are more than the {offered} calls offered"
        )
    in_target = _number(cells, "in_target", handled)
    if in_target > handled:
        raise Unreadable(f"{in_target} were answered in target, of only {handled} handled")
    average, longest = _seconds(cells, "average"), _seconds(cells, "longest")
    return CallInterval(
        queue=queue, on=starts_at.date(), starts_at=starts_at, minutes=MINUTES, offered=offered,
        handled=handled, abandoned=abandoned, in_target=in_target, wait=average * handled,
        longest_wait=max(longest, average), source=source[:120],
    )  # fmt: skip


def _moment(cells: Mapping[str, str]) -> datetime:
    day = _first(cells["day"], DAYS, "a day: write it as 31/03/2018")
    text = cells["starts"].split("-")[0].strip()
    at = _first(text, TIMES, "a time: write it as 09:30").time()
    if at.minute % MINUTES or at.second:
        raise Unreadable(f"“{text}” does not begin a half hour")
    moment = datetime.combine(day.date(), time_of_day(at.hour, at.minute), time.LONDON)
    if moment + timedelta(minutes=MINUTES) > time.now():
        raise Unreadable(f"the half hour from {_at(moment)} is not over yet")
    return moment


DAYS = ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d %B %Y", "%d %b %Y")
TIMES = ("%H:%M", "%H:%M:%S", "%H.%M")


def _first(text: str, patterns: tuple[str, ...], what: str) -> datetime:
    for pattern in patterns:
        try:
            return datetime.strptime(text, pattern)
        except ValueError:
            continue
    raise Unreadable(f"“{text}” is not {what}")


def _number(cells: Mapping[str, str], name: str, otherwise: int | None = None) -> int:
    text = cells.get(name, "").replace(",", "")
    if not text and otherwise is not None:
        return otherwise
    if not re.fullmatch(r"[0-9]{1,6}", text):
        raise Unreadable(f"“{text}” is no number of calls {name.replace('_', ' ')}")
    return int(text)


def _seconds(cells: Mapping[str, str], name: str) -> int:
    """Seconds, written as 75, 75.4, 1:15 or 0:01:15; nothing where the column is not there."""
    text = cells.get(name, "")
    if not text:
        return 0
    if re.fullmatch(r"[0-9]{1,5}(\.[0-9]+)?", text):
        return round(float(text))
    if re.fullmatch(r"([0-9]{1,2}:)?[0-9]{1,2}:[0-9]{2}", text):
        seconds = 0
        for part in text.split(":"):
            seconds = seconds * 60 + int(part)
        return seconds
    raise Unreadable(f"“{text}” is no wait: write it in seconds, or as 1:15")


def _compare(intervals: list[CallInterval]) -> Taken:
    """What is new, what says something else than before, and what is as it was."""
    span = (min(each.on for each in intervals), max(each.on for each in intervals))
    known = {(each.queue_id, each.starts_at): each for each in CallInterval.objects.filter(on__range=span)}
    taken = Taken()
    for each in intervals:
        before = known.get((each.queue_id, each.starts_at))
        if before is None:
            taken.fresh.append(each)
        elif all(getattr(before, name) == getattr(each, name) for name in FIELDS):
            taken.same += 1
        else:
            each.pk = before.pk
            taken.changed.append(each)
    return taken

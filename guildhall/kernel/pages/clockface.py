"""How a clock is shown: the date, what is left of it, and a box for each day, the uncounted ones named."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby

from guildhall.kernel.clocks import Day, Result, WorkingDays
from guildhall.kernel.clocks.result import Step
from guildhall.kernel.clocks.wording import counted, said, said_span

SOON = 5  # days left from which a date is shown as near
WEEKENDS = {"Saturday", "Sunday"}


@dataclass(frozen=True)
class Box:
    """One day on the calendar of a clock."""

    day: Day
    today: bool
    due: bool

    @property
    def name(self) -> str:
        """What a screen reader says of the day, and a pointer shows."""
        marks = [mark for mark, holds in (("today", self.today), ("the last day", self.due)) if holds]
        what = self.day.why if self.day.counted else f"not counted, {self.day.why}"
        return ", ".join([said(self.day.on), what, *marks])

    @property
    def classes(self) -> str:
        marks = {"uncounted": not self.day.counted, "today": self.today, "due": self.due}
        return " ".join(["days__box", *(f"days__box--{mark}" for mark, holds in marks.items() if holds)])


@dataclass(frozen=True)
class Week:
    """Monday to Sunday, with None outside the clock; or one sentence for weeks in which nothing counted."""

    boxes: tuple[Box | None, ...]
    month: str = ""
    instead: str = ""


class ClockFace:
    """One clock of a record as it stands today. `label` says what is due; `met_on` is when it was done."""

    def __init__(self, result: Result, today: date, *, label: str = "Answer", met_on: date | None = None):
        self.result, self.today, self.label, self.met_on = result, today, label, met_on

    @property
    def due(self) -> date | None:
        return self.result.due

    @property
    def steps(self) -> tuple[Step, ...]:
        """The derivation, sentence by sentence."""
        return self.result.steps

    @property
    def state(self) -> str:
        """met, missed, late, today, soon, open, waiting or none: the end of a class name."""
        if self.due is None:
            return "met" if self.met_on else "waiting" if self.result.waiting_for else "none"
        if self.met_on:
            return "met" if self.met_on <= self.due else "missed"
        if self.left < 0:
            return "late"
        return "today" if self.due == self.today else "soon" if self.left <= SOON else "open"

    @cached_property
    def left(self) -> int:
        """Days from today to the due day, in the unit of the rule; negative once it is past."""
        return self.days_between(self.today)

    def days_between(self, day: date) -> int:
        """Days from `day` to the due day. Raises ValueError where none is due."""
        if self.due is None:
            raise ValueError("a clock that waits has no days left to count")
        if self.in_working_days:
            return self.result.calendar.working_days_between(day, self.due, self.result.rule.region)
        return (self.due - day).days

    @property
    def in_working_days(self) -> bool:
        return isinstance(self.result.period, WorkingDays)

    @property
    def words(self) -> str:
        """What is left, as one says it: “4 working days left”."""
        if self.due is None:
            return self.words_without_date
        if self.met_on:
            late = -self.days_between(self.met_on)
            return f"Done on {said(self.met_on)}, {f'{self.spoken(late)} late' if late > 0 else 'in time'}"
        if self.due == self.today:
            return "Today is the last day"
        if self.today > self.due:
            # A Sunday after a Friday is late, though no working day has gone by.
            return f"{self.spoken(-self.left)} late" if self.left else "Late since the last day passed"
        return f"{self.spoken(self.left)} left"

    @property
    def words_without_date(self) -> str:
        if self.met_on:
            return f"Done on {said(self.met_on)}"
        waiting = f"The clock is stopped: waiting for {self.result.waiting_for}"
        return waiting if self.result.waiting_for else self.result.statement or "No date is due"

    def spoken(self, days: int) -> str:
        return counted(days, "working day" if self.in_working_days else "day")

    @cached_property
    def weeks(self) -> list[Week]:
        """The calendar from receipt to the due day; long waits are one line."""
        months: set[tuple[int, int]] = set()
        rows: list[Week] = []
        for quiet, group in groupby(self.full_weeks(), key=lambda week: is_quiet(week)):
            weeks = list(group)
            if quiet and len(weeks) > 2:
                rows.append(Week((), instead=whole_wait(weeks)))
            else:
                rows.extend(Week(tuple(week), month=named_month(week, months)) for week in weeks)
        return rows

    def full_weeks(self) -> Iterator[list[Box | None]]:
        days = self.result.days
        for _, group in groupby(days, key=lambda day: day.on - timedelta(days=day.on.weekday())):
            week: list[Box | None] = [None] * 7
            for day in group:
                week[day.on.weekday()] = Box(day, day.on == self.today, day.on == self.due)
            yield week

    @cached_property
    def uncounted(self) -> list[str]:
        """Every run of days that does not count, but for plain weekends, with its reason."""
        runs = groupby(self.result.days, key=lambda day: "" if day.counted else day.why)
        told = (run(why, list(days)) for why, days in runs if why and why not in WEEKENDS)
        return list(told)


def is_quiet(week: Iterable[Box | None]) -> bool:
    """Seven days of which none is counted, none is today and none is due."""
    return all(box and not (box.day.counted or box.today or box.due) for box in week)


def whole_wait(weeks: list[list[Box | None]]) -> str:
    """“6 weeks, Mon 5 June to Sun 16 July 2017: waiting for clarification.”"""
    boxes = [box for week in weeks for box in week if box]
    reasons = dict.fromkeys(box.day.why for box in boxes if box.day.why not in WEEKENDS)
    span = said_span(boxes[0].day.on, boxes[-1].day.on)
    return f"{counted(len(weeks), 'week')}, {span}: {'; '.join(reasons)}"


def named_month(week: Iterable[Box | None], said_already: set[tuple[int, int]]) -> str:
    """The month's name beside the first week in which it appears."""
    for box in week:
        if box and (month := (box.day.on.year, box.day.on.month)) not in said_already:
            said_already.add(month)
            return f"{box.day.on:%b}"
    return ""


def run(why: str, days: list[Day]) -> str:
    first, last = days[0].on, days[-1].on
    return f"{said_span(first, last)}: {why}"

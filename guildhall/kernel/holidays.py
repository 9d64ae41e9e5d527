"""Bank holidays the published table does not have, or has wrong: kept here, and told to the clocks.

The clocks read a file, because they know no database. This table is the file's memory: who wrote each
line, when, and on whose word. Lines are added, never changed; of two about one day the later holds.
"""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction

from guildhall.kernel import references, time
from guildhall.kernel.clocks import Calendar, ClockError
from guildhall.kernel.clocks.bank_holidays import (
    COLUMNS,
    FIRST_DAY,
    LAST_DAY,
    NATIONS,
    Override,
    nations_of,
    published,
    read_overrides,
    where_kept,
)
from guildhall.kernel.clocks.wording import said
from guildhall.kernel.deadlines import overrides_path
from guildhall.kernel.gates import SYSTEM, Actor, access

KEEPERS = frozenset({"Administrator", "Information officer"})
FROM_FILE = "found in the overrides file"


class Holiday(models.Model):
    """One correction: in this nation the day is a bank holiday after all, or is none."""

    class Change(models.TextChoices):
        ADD = "add", "Is a bank holiday"
        REMOVE = "remove", "Is not a bank holiday"

    number = models.PositiveIntegerField(unique=True, help_text="Its place in the file: the last word wins.")
    day = models.DateField()
    nation = models.CharField(max_length=3, choices=list(NATIONS.items()))
    title = models.CharField(max_length=120)
    change = models.CharField(max_length=6, choices=Change.choices, default=Change.ADD)
    source = models.CharField(max_length=300, blank=True, help_text="Where it says so: an address, a notice.")
    announced_on = models.DateField(null=True, blank=True)
    proclamation = models.CharField(max_length=120, blank=True, help_text="The Gazette's reference.")
    actor_kind = models.CharField(max_length=12)
    actor_id = models.BigIntegerField(null=True, blank=True)
    actor = models.CharField(max_length=200)
    entered_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.number}. {self.because}"

    @property
    def because(self) -> str:
        """Mon 15 June 2026 is a bank holiday in Scotland."""
        return sentence(self.day, [self.nation], self.change)

    @property
    def line(self) -> Override:
        """What the clocks are told of it."""
        return Override(self.day, self.nation, self.title, self.change, self.source, self.announced_on)


class NothingToDo(ClockError):
    """The calendar says so already; the message says what it says."""


@dataclass(frozen=True)
class Proclaimed:
    """What somebody knows about a day: its name, who says so, since when, and the Gazette's reference."""

    title: str
    source: str = ""
    announced_on: date | None = None
    proclamation: str = ""


def sentence(day: date, nations: Iterable[str], change: str = "add") -> str:
    """Mon 15 June 2026 is a bank holiday in Scotland."""
    no = "no" if change == Holiday.Change.REMOVE else "a"
    return f"{said(day)} is {no} bank holiday {where_kept(nations)}"


def why_not(by: Any) -> str | None:
    """None when this person may correct the calendar, or the sentence that says why not."""
    if by is SYSTEM or any(grant.role in KEEPERS for grant in access(by).grants):
        return None
    return "Your role does not include changing bank holidays."


def add(day: date, nation: str, told: Proclaimed, *, by: Any) -> list[Holiday]:
    """Makes a day a bank holiday, in one nation or several; the clocks count by it from this moment.

    Records are dated anew by `redating.redate`. Raises NothingToDo when it is one already everywhere
    named, and ClockError when it cannot be one.
    """
    _require_weekday(day)
    with transaction.atomic():
        calendar = mirror()
        nations = [code for code in nations_of(nation) if day not in calendar.holidays[code]]
        if not nations:
            raise NothingToDo(f"{sentence(day, nations_of(nation))} already.")
        return _write(day, nations, told, Holiday.Change.ADD, by)


def remove(day: date, nation: str, told: Proclaimed, *, by: Any) -> list[Holiday]:
    """Takes a bank holiday back, in one nation or several. Raises NothingToDo where there is none."""
    with transaction.atomic():
        calendar = mirror()
        nations = [code for code in nations_of(nation) if day in calendar.holidays[code]]
        if not nations:
            raise NothingToDo(f"{sentence(day, nations_of(nation), 'remove')} already.")
        return _write(day, nations, told, Holiday.Change.REMOVE, by)


def because(holidays: list[Holiday]) -> str:
    """The reason given to every record whose date moves: one sentence for all the nations together."""
    first = holidays[0]
    return sentence(first.day, [each.nation for each in holidays], first.change)


def mirror() -> Calendar:
    """Brings table and file together and returns the calendar they make; nothing in either is lost.

    Lines somebody wrote into the file by hand come into the table; a file that lacks lines is written.
    """
    with transaction.atomic():
        _take_turn()
        kept = [each.line for each in Holiday.objects.order_by("number")]
        path = overrides_path()
        found = read_overrides(path) if path.exists() else ()
        strange = [line for line in found if line not in kept]
        if strange:
            _keep(strange, FROM_FILE, SYSTEM)
        if strange or (*kept, *strange) != found:
            _rewrite([*kept, *strange])
    release, holidays = published()
    return Calendar(holidays, release, (*kept, *strange))


def _require_weekday(day: date) -> None:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ClockError(f"{said(day)} is outside the calendar, {FIRST_DAY.year} to {LAST_DAY.year}.")
    if day.weekday() >= 5:
        raise ClockError(f"{said(day)} is not a working day anyway: give the weekday kept in its place.")


def _write(day: date, nations: list[str], told: Proclaimed, change: str, by: Any) -> list[Holiday]:
    title = " ".join(told.title.split()) or "Bank holiday"
    lines = [Override(day, code, title, change, told.source, told.announced_on) for code in nations]
    holidays = _keep(lines, told.proclamation, by)
    _rewrite(each.line for each in Holiday.objects.order_by("number"))
    return holidays


def _keep(lines: list[Override], proclamation: str, by: Any) -> list[Holiday]:
    actor = Actor.of(by)
    numbers = references.take("bank-holidays", len(lines))
    holidays = list(_rows(zip(numbers, lines, strict=True), proclamation, actor))
    for holiday in holidays:
        _require_fits(holiday)
    return Holiday.objects.bulk_create(holidays)


def _require_fits(holiday: Holiday) -> None:
    try:
        holiday.clean_fields()
    except ValidationError as error:
        name, problems = next(iter(error.message_dict.items()))
        raise ClockError(f"{name.replace('_', ' ').capitalize()}: {problems[0]}") from None


def _rows(lines: Iterable[tuple[int, Override]], proclamation: str, actor: Actor) -> Iterator[Holiday]:
    for number, line in lines:
        yield Holiday(
            number=number,
            day=line.day,
            nation=line.nation,
            title=line.title,
            change=line.change,
            source=line.source,
            announced_on=line.announced_on,
            proclamation=proclamation,
            actor_kind=actor.kind,
            actor_id=actor.id,
            actor=actor.name,
            entered_at=time.now(),
        )


def _take_turn() -> None:
    """Holds the counter's row, so that of two writers the second sees what the first wrote."""
    references.take("bank-holidays", 0)


def _rewrite(lines: Iterable[Override]) -> None:
    """Replaces the file in one step: a reader finds the old one or the new one, never half of one."""
    path = overrides_path()
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="", dir=path.parent, delete=False) as new:
        rows = csv.writer(new, lineterminator="\n")
        rows.writerow(COLUMNS)
        rows.writerows([getattr(line, name) for name in COLUMNS] for line in lines)
        new.flush()
        os.fsync(new.fileno())
    Path(new.name).chmod(0o644)
    os.replace(new.name, path)

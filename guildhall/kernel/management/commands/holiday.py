"""`guildhall holiday`: what the calendar does not know yet, and what follows from it."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from guildhall.kernel import gazette, holidays
from guildhall.kernel.clocks import ClockError
from guildhall.kernel.clocks.reading import read_day
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.holidays import Holiday, NothingToDo, Proclaimed
from guildhall.kernel.redating import Redated, redate
from guildhall.kernel.time import real_now

DIFFERS, CANNOT_BE = 1, 2


class Command(BaseCommand):
    help = "Add or remove a bank holiday and re-date every open record; list them; check them with gov.uk."

    def add_arguments(self, parser: ArgumentParser) -> None:
        does = parser.add_subparsers(dest="does", required=True, metavar="add|remove|list|check")
        for name, purpose in (("add", "make a day a bank holiday"), ("remove", "take one back")):
            self._add_change(does.add_parser(name, help=purpose))
        does.add_parser("list", help="every correction to the published bank holidays")
        check = does.add_parser("check", help="compare ours with a file from www.gov.uk/bank-holidays.json")
        check.add_argument("file", type=Path)

    def _add_change(self, parser: ArgumentParser) -> None:
        parser.add_argument("day", help="like 2026-06-15")
        parser.add_argument("--nation", required=True, help="ENG, WLS, SCT, NIR, england-and-wales or UK")
        parser.add_argument("--title", default="Bank holiday", help="what the day is called")
        parser.add_argument("--source", default="", help="where it says so")
        parser.add_argument("--announced-on", help="the day it was announced, like 2026-04-01")
        parser.add_argument("--proclamation", default="", help="the Gazette's reference")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            code = getattr(self, f"_{options['does']}")(options)
        except (ClockError, OSError) as problem:
            self.stderr.write(f"guildhall holiday: {_reason(problem)}")
            code = CANNOT_BE
        if code:
            sys.exit(code)

    def _add(self, options: dict[str, Any]) -> int:
        return self._change(holidays.add, options)

    def _remove(self, options: dict[str, Any]) -> int:
        return self._change(holidays.remove, options)

    def _change(self, change: Callable[..., list[Holiday]], options: dict[str, Any]) -> int:
        """Makes the change, and dates records anew even where it was made before: a run may have stopped."""
        day, announced = read_day(options["day"]), _day(options["announced_on"])
        told = Proclaimed(options["title"], options["source"], announced, options["proclamation"])
        try:
            because = holidays.because(change(day, options["nation"], told, by=SYSTEM))
            self.stdout.write(f"{because}.")
        except NothingToDo as nothing:
            because = str(nothing).removesuffix(" already.")
            self.stdout.write(str(nothing))
        self._redate(because)
        return 0

    def _redate(self, because: str) -> None:
        start = real_now()
        redated = redate(by=SYSTEM, because=because, tell=self._tell)
        seconds = (real_now() - start).total_seconds()
        self.stdout.write(_in_words(redated, seconds))
        for problem in redated.problems:
            self.stderr.write(f"Could not be dated: {problem}")

    def _tell(self, done: int, of: int) -> None:
        if sys.stdout.isatty():
            self.stdout.write(f"\r{done:,} of {of:,} open records", ending="\n" if done == of else "")

    def _list(self, options: dict[str, Any]) -> int:
        holidays.mirror()
        for holiday in Holiday.objects.order_by("number"):
            source = f" Source: {holiday.source}." if holiday.source else ""
            when = holiday.entered_at.date().isoformat()
            self.stdout.write(
                f"{holiday.because} ({holiday.title}).{source} Entered by {holiday.actor}, {when}."
            )
        if not Holiday.objects.exists():
            self.stdout.write("The published bank holidays stand as they are.")
        return 0

    def _check(self, options: dict[str, Any]) -> int:
        found = list(gazette.differences(holidays.mirror(), gazette.read(options["file"])))
        for difference in found:
            self.stdout.write(f"{difference}\n  If gov.uk is right: {difference.settled_by}")
        if not found:
            self.stdout.write(f"We keep every bank holiday in {options['file'].name}, and no other.")
        return DIFFERS if found else 0


def _reason(problem: ClockError | OSError) -> str:
    if isinstance(problem, OSError) and problem.filename:
        return f"{problem.filename}: {problem.strerror}"
    return str(problem)


def _day(text: str | None) -> date | None:
    return read_day(text) if text else None


def _in_words(redated: Redated, seconds: float) -> str:
    return (
        f"{redated.looked_at:,} open records looked at, {redated.moved:,} re-dated, in {seconds:.1f} seconds."
    )

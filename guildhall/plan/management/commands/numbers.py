"""`guildhall numbers`: the council's year in numbers, for people and for programs."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from guildhall.kernel import time
from guildhall.kernel.periods import Period
from guildhall.plan.numbers import Told, numbers_for


class Command(BaseCommand):
    help = "Show the year in numbers: live figures beside published ones."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--period", help="such as 2017-18 or 2017-18 Q1; this financial year if left out")
        parser.add_argument("--json", action="store_true", help="as a JSON list")

    def handle(self, *args: Any, **options: Any) -> None:
        told = numbers_for(self._period(options["period"]))
        if options["json"]:
            self.stdout.write(json.dumps([each.as_json() for each in told], indent=2, ensure_ascii=False))
            return
        for each in told:
            self.stdout.write(_line(each))

    def _period(self, text: str | None) -> Period:
        if text is None:
            return Period.containing(time.today())
        try:
            return Period.parse(text)
        except ValueError as error:
            self.stderr.write(str(error))
            sys.exit(2)


def _line(told: Told) -> str:
    source = "live" if told.figure else "published figure" if told.shown else "no figure"
    return f"{told.shown or '–':>12}  {told.number.label} ({told.period}, {source})"

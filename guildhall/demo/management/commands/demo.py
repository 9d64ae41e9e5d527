"""`guildhall demo`: lives a year of an invented city through the real actions."""

import sys
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from guildhall.demo.year import REQUESTS, Volume, world
from guildhall.kernel import time
from guildhall.kernel.measures import measure
from guildhall.kernel.records import Record
from guildhall.plan.edition import load, names, read


class Command(BaseCommand):
    help = "Live a year of an invented city, so that there is something to see."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--year", type=int, default=2017, help="the financial year that begins then")
        parser.add_argument("--seed", type=int, default=1, help="another seed, another year")
        parser.add_argument(
            "--requests", type=int, default=REQUESTS, help="how many requests are received in it"
        )

    def handle(self, *args: Any, year: int, seed: int, requests: int, **options: Any) -> None:
        call_command("migrate", verbosity=0)
        volume = Volume(year, requests, seed)
        if reason := why_not(volume):
            self.stderr.write(reason)
            sys.exit(2)
        marker().write_text(volume.period.last.isoformat())
        settings.LETTERS = "console"  # nothing of this reaches anybody, whatever the installation's way out
        self._live(volume)

    def _live(self, volume: Volume) -> None:
        """Tells how far it has got, a line a week, to the terminal and, by a file, to every page."""
        self._say(f"Living {volume.period}: the business plans.")
        with time.pretend(volume.period.last):
            for name in names():
                load(read(name))
        self._say(f"Living {volume.period}: people, teams and topics.")
        city, told = world(volume), date.min
        for moment in city.live():
            if (day := moment.date()) >= told:
                told = date.fromordinal(day.toordinal() + 7)
                self._say(f"{day.day} {day:%B %Y}: {received():,} requests so far.")
        for name, why in city.refused:
            self.stderr.write(f"Somebody else had seen to {name}: {why}")
        progress().unlink(missing_ok=True)
        with time.pretend(volume.period.last):
            number = measure("requests.received").value(volume.period)
        self.stdout.write(f"{volume.period} is lived: {number:,} information requests were received in it.")

    def _say(self, sentence: str) -> None:
        progress().write_text(sentence)
        self.stdout.write(sentence)
        self.stdout.flush()


def why_not(volume: Volume) -> str | None:
    """A demonstration is lived where nothing else is kept, and one year at a time."""
    if not 2006 <= volume.year <= 2090:
        return "Choose a year from 2006, when the Freedom of Information Act had come into force, to 2090."
    if marker().exists():
        kept = marker().read_text().strip()
        if kept != volume.period.last.isoformat():
            return f"This demonstration stands on {kept}: another year needs another folder (GUILDHALL_DATA)."
    elif Record.objects.exists():
        return (
            "There are records here already: a demonstration needs a data folder of its own (GUILDHALL_DATA)."
        )
    return None


def received() -> int:
    return Record.objects.of("requests").count()


def marker() -> Path:
    """The file that makes an installation a demonstration; it holds the day that is today there."""
    return Path(settings.DATA) / "demonstration"


def progress() -> Path:
    """How far the year has got, for the banner of every page; gone when the year is lived."""
    return Path(settings.DATA) / "demonstration-progress"

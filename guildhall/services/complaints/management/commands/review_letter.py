"""`guildhall review_letter FILE`: take an Ombudsman's annual review letter, and say how it compares."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.periods import Period
from guildhall.kernel.spreadsheets import Unreadable
from guildhall.services.complaints.letters import STANDINGS, reconcile, take
from guildhall.services.complaints.models import OmbudsmanCase


class Command(BaseCommand):
    help = "Take the decisions of an annual review letter from a CSV or XLSX file, whole or not at all."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a file whose first line names the columns")
        parser.add_argument("--of", choices=OmbudsmanCase.Scheme.values, default="lgsco", help="whose letter")
        parser.add_argument("--year", required=True, help="the financial year it is about, such as 2017-18")
        parser.add_argument("--dry-run", action="store_true", help="say what it holds, and keep nothing")
        parser.add_argument("--replace", action="store_true", help="it corrects what was brought in before")

    def handle(
        self, *args: Any, file: Path, of: str, year: str, dry_run: bool, replace: bool, **options: Any
    ) -> None:
        try:
            first = Period.parse(year).first.year
            taken = take(file, scheme=of, year=first, replace=replace, dry_run=dry_run)
        except (Unreadable, ValueError) as problem:
            self.stderr.write(str(problem))
            sys.exit(2)
        self.stdout.write(f"{'Dry run, nothing kept: ' if dry_run else ''}{taken}")
        if not dry_run:
            found = reconcile(of, first, SYSTEM)
            told = ", ".join(f"{found.count(each)} {each.lower()}" for each in STANDINGS)
            self.stdout.write(f"Beside what we hold: {told}.")

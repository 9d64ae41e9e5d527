"""`guildhall telephony FILE`: take the telephone system's report of calls by queue and half hour."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from guildhall.kernel.spreadsheets import Unreadable
from guildhall.services.contacts.telephony import take


class Command(BaseCommand):
    help = "Take a CSV report of calls offered, handled and abandoned; it is taken whole or not at all."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a CSV file whose first line names the columns")
        parser.add_argument("--dry-run", action="store_true", help="say what it holds, and keep nothing")
        parser.add_argument("--replace", action="store_true", help="it corrects what was brought in before")
        parser.add_argument("--source", default="", help="where it comes from, if not the file's name")

    def handle(
        self, *args: Any, file: Path, dry_run: bool, replace: bool, source: str, **options: Any
    ) -> None:
        try:
            taken = take(file, source=source, replace=replace, dry_run=dry_run)
        except Unreadable as problem:
            self.stderr.write(str(problem))
            sys.exit(2)
        self.stdout.write(f"{'Dry run, nothing kept: ' if dry_run else ''}{taken}")

"""`guildhall plan load EDITION`: a printed plan brought in through the actions, whole or not at all.

`guildhall plan samples FILE.csv`: figures from outside, row by row.
"""

import sys
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from guildhall.commons.accounts.models import User
from guildhall.kernel.clocks.wording import counted
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.imports import Fate
from guildhall.kernel.spreadsheets import Unreadable
from guildhall.plan.edition import EditionError, load, names, read
from guildhall.plan.samples import sheet, take


class Command(BaseCommand):
    help = "Bring in an edition of a business plan, or figures that no service counts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        loads = verbs.add_parser("load", help="bring in an edition")
        loads.add_argument("edition", help=f"{', '.join(names())}, or the path of a file that ends in .toml")
        samples = verbs.add_parser("samples", help="bring in figures that no service counts")
        samples.add_argument("file", type=Path, help="a CSV file with figure, period, value and source")
        samples.add_argument("--dry-run", action="store_true", help="say what would become of it")
        samples.add_argument("--by", default="", help="the e-mail address of who enters them")

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
        if verb == "samples":
            self._samples(options["file"], options["dry_run"], options["by"])
        else:
            self._load(options["edition"])

    def _samples(self, file: Path, dry_run: bool, email: str) -> None:
        """What became of every row; exit code 1 where one was refused, 2 where the file cannot be read."""
        by = User.objects.filter(email=email, is_staff=True).first() if email else SYSTEM
        fates: Counter[Fate] = Counter()
        try:
            if by is None:
                raise Unreadable(f"Nobody who works here has the address {email}.")
            for each in take(sheet(file).rows(), by=by, dry_run=dry_run):
                fates[each.fate] += 1
                why = f": {each.why}" if each.why else ""
                self.stdout.write(f"Line {each.line}, {each.key or 'no figure'}: {each.fate}{why}")
        except Unreadable as problem:
            self.stderr.write(str(problem))
            sys.exit(2)
        told = ", ".join(f"{fates[fate]:,} {fate}" for fate in Fate)
        read_in = counted(fates.total(), "row")
        self.stdout.write(f"{'Dry run, nothing written: ' if dry_run else ''}{read_in} read: {told}.")
        if fates[Fate.REFUSED]:
            sys.exit(1)

    def _load(self, edition: str) -> None:
        try:
            plan, fresh = load(read(edition))
        except EditionError as error:
            self.stderr.write(str(error))
            sys.exit(2)
        if not fresh:
            self.stdout.write(f"{plan} is here already, and stays as it is.")
            return
        made = (
            counted(plan.objectives.count(), "objective"),
            counted(plan.deliverables.count(), "deliverable"),
        )
        self.stdout.write(f"{plan}: {made[0]} and {made[1]} were brought in.")

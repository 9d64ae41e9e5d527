"""`guildhall plan load EDITION`: a printed plan brought in through the actions, whole or not at all.

`guildhall plan samples FILE.csv`: figures from outside, row by row.

`guildhall plan ledger FILE.csv`: what was spent and earned month by month, whole or not at all.

`guildhall plan tables FILE.csv --plan KEY`: deliverables from tables like those of the plan of 2012.
"""

import sys
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from guildhall.commons.accounts.models import User
from guildhall.kernel import time
from guildhall.kernel.clocks.wording import counted
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.imports import Fate
from guildhall.kernel.spreadsheets import Unreadable
from guildhall.plan import tables
from guildhall.plan.duties.glossary import as_page
from guildhall.plan.edition import EditionError, load, names, read
from guildhall.plan.findings import counted_findings
from guildhall.plan.models import Plan
from guildhall.plan.money import ledger
from guildhall.plan.samples import sheet, take


class Command(BaseCommand):
    help = "Bring in an edition of a business plan, figures that no service counts, or a ledger."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        loads = verbs.add_parser("load", help="bring in an edition")
        loads.add_argument("edition", help=f"{', '.join(names())}, or the path of a file that ends in .toml")
        verbs.add_parser("laws", help="print the handbook's page on what laws are called")
        samples = verbs.add_parser("samples", help="bring in figures that no service counts")
        samples.add_argument("file", type=Path, help="a CSV file with figure, period, value and source")
        samples.add_argument("--dry-run", action="store_true", help="say what would become of it")
        samples.add_argument("--by", default="", help="the e-mail address of who enters them")
        ledgers = verbs.add_parser("ledger", help="bring in a ledger file, whole or not at all")
        ledgers.add_argument("file", type=Path, help="a CSV file with month, area, kind and amount")
        ledgers.add_argument("--dry-run", action="store_true", help="say what would become of it")
        ledgers.add_argument("--total", help="what it adds up to, where the file has no line that says so")

        spreadsheets = verbs.add_parser("tables", help="bring in deliverables from tables, one an objective")
        spreadsheets.add_argument(
            "file", type=Path, help="an XLSX or CSV file laid out like the plan of 2012"
        )
        spreadsheets.add_argument("--plan", required=True, help="the key of the plan they belong to")
        spreadsheets.add_argument("--dry-run", action="store_true", help="say what would become of it")

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
        if verb == "laws":
            self.stdout.write(as_page(), ending="")
        elif verb == "samples":
            self._samples(options["file"], options["dry_run"], options["by"])
        elif verb == "tables":
            self._tables(options["file"], options["plan"], options["dry_run"])
        elif verb == "ledger":
            self._ledger(options["file"], options["total"], options["dry_run"])
        else:
            self._load(options["edition"])

    def _ledger(self, file: Path, total: str | None, dry_run: bool) -> None:
        """What became of every row; exit code 1 where one was refused, 2 where the file is no ledger."""
        try:
            found = ledger.read(file, total=ledger.amount_of(total) if total else None)
        except (Unreadable, ValueError) as problem:
            self.stderr.write(str(problem))
            sys.exit(2)
        results = ledger.fates(found) if dry_run else ledger.take(found)
        for each in results:
            why = f": {each.why}" if each.why else ""
            self.stdout.write(f"Line {each.line}, {each.key or 'no month'}: {each.fate}{why}")
        nothing = "Nothing was taken: " if found.refused else "Dry run, nothing written: " if dry_run else ""
        told = ", ".join(ledger.counted_fates(results)) or "no row in it"
        self.stdout.write(f"{nothing}{told}.")
        if found.refused:
            sys.exit(1)

    def _tables(self, file: Path, key: str, dry_run: bool) -> None:
        """What became of every row; exit code 1 where one was refused, 2 where the file has no tables."""
        try:
            plan = Plan.objects.filter(key=key).first()
            if plan is None:
                raise Unreadable(f"There is no plan called {key}.")
            results = tables.take(tables.read(file), plan, dry_run=dry_run)
        except Unreadable as problem:
            self.stderr.write(str(problem))
            sys.exit(2)
        for each in results:
            told = ": ".join(filter(None, [f"{each.fate} {each.reference}".strip(), each.why]))
            self.stdout.write(f"Line {each.line}, {each.key or 'no deliverable'}: {told}")
        fates = ", ".join(ledger.counted_fates(results))
        self.stdout.write(
            f"{'Dry run, nothing written: ' if dry_run else ''}{counted(len(results), 'row')} read: {fates}. "
            f"{plan} has {counted(plan.deliverables.count(), 'deliverable')}."
        )
        if any(each.fate == Fate.REFUSED for each in results):
            sys.exit(1)

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
        self._say_findings(plan)

    def _say_findings(self, plan: Plan) -> None:
        """How many findings of each duty it leaves, the most first."""
        found = counted_findings(plan, time.today())
        total = sum(number for _, number in found)
        self.stdout.write(f"{counted(total, 'finding')}{':' if found else '.'}")
        for duty, number in found:
            self.stdout.write(f"  {number:>3}  {duty.title} ({duty.key})")

"""`guildhall plan load EDITION`: a printed plan brought in through the actions, whole or not at all."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from guildhall.kernel.clocks.wording import counted
from guildhall.plan.edition import EditionError, load, names, read


class Command(BaseCommand):
    help = "Bring in an edition of a business plan. One that is here already stays as it is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        loads = verbs.add_parser("load", help="bring in an edition")
        loads.add_argument("edition", help=f"{', '.join(names())}, or the path of a file that ends in .toml")

    def handle(self, *args: Any, edition: str, **options: Any) -> None:
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

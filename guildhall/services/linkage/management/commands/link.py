"""`guildhall link`: find who is one person in several systems, join what is certain, ask about the rest."""

from argparse import ArgumentParser
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand

from guildhall.kernel.gates import SYSTEM
from guildhall.services.linkage.models import Run
from guildhall.services.linkage.running import STEPS, begin, carry_out


class Command(BaseCommand):
    help = "Find entries of several systems that are one person; joins what is certain, asks about the rest."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--run", type=int, help="a run that waits, by its number")

    def handle(self, *args: Any, run: int | None = None, **options: Any) -> None:
        began = monotonic()
        done = carry_out(Run.objects.get(pk=run) if run else begin(SYSTEM), self._tell)
        self.stdout.write(
            f"{done.rows:,} entries: {done.joined:,} joined, {done.asked:,} to be looked at, "
            f"in {monotonic() - began:.0f} seconds."
        )

    def _tell(self, run: Run) -> None:
        self.stdout.write(f"{run.done + 1} of {len(STEPS)}: {run.step}")

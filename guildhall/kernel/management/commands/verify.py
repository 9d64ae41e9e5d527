"""Say whether every record's chain of events is whole, and every document there."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from guildhall.kernel.verify import verify


class Command(BaseCommand):
    help = "Say whether every chain of events is whole and every document there; exit 1 and a list if not."

    def handle(self, *args: Any, **options: Any) -> None:
        report = verify()
        for flaw in report.flaws:
            self.stdout.write(f"{flaw.reference}: {flaw.sentence}")
        if report.flaws:
            raise CommandError(str(report))
        self.stdout.write(str(report))

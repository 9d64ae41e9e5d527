"""Forget every record whose time is up."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from guildhall.kernel import retention, time
from guildhall.kernel.services import services


class Command(BaseCommand):
    help = "Forget every record whose time is up, and clear what lingers in the database file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="Say how many it would be, and forget nothing."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        today = time.today()
        if options["dry_run"]:
            for service in services():
                self.stdout.write(f"{service.name}: {retention.due(service, today).count():,}")
            return
        done = retention.dispose(today)
        if done:
            retention.scrub()
        self.stdout.write(f"Forgotten: {done:,}.")

"""Write everything the installation keeps into one file, then verify the records."""

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from guildhall.kernel import backup, dumps


class Command(BaseCommand):
    help = "Write everything the installation keeps into one file, then verify the records."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="Where to; its name should end in .tar.gz.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            manifest = backup.backup(options["file"].resolve())
        except (OSError, backup.NotRestorable, dumps.DumpFailed) as error:
            raise CommandError(f"No backup was made: {error}") from error
        self.stdout.write(f"{options['file']}: {manifest['records']:,} records.")
        call_command("verify", stdout=self.stdout)

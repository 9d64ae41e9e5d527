"""Put a backup in place of what is here, then verify the records."""

import tarfile
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from guildhall.kernel import backup, dumps


class Command(BaseCommand):
    help = "Put a backup in place of what is here, then verify the records. Stop server and worker first."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="The records that are here may go.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            manifest = backup.restore(options["file"].resolve(), replace=options["replace"])
        except (OSError, tarfile.TarError, backup.NotRestorable, dumps.DumpFailed) as error:
            raise CommandError(f"Nothing was restored: {error}") from error
        self.stdout.write(f"Restored: {manifest['records']:,} records, as of {manifest['made_at']}.")
        call_command("verify", stdout=self.stdout)

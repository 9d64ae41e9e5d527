"""Do once what is due now."""

from typing import Any

from django.core.management.base import BaseCommand

from guildhall.kernel import schedule


class Command(BaseCommand):
    help = "Do once what is due now: for installations whose own timer calls it each minute."

    def handle(self, *args: Any, **options: Any) -> None:
        for name in schedule.tick():
            self.stdout.write(f"Done: {name}")

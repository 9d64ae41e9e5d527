"""Do the work that was queued, and once a minute what is due."""

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand

from guildhall.kernel import worker


class Command(BaseCommand):
    help = "Do the work that was queued, and once a minute what is due."

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stop.set())
        self.stdout.write("The worker is at work.")
        worker.work(stop)
        self.stdout.write("The worker has finished.")

"""The worker: one process that runs what was queued, and once a minute what is due.

It reads before it locks, and waits longer the less there is to do, so that on SQLite it leaves the one
writer's place to the people who are waiting.
"""

from __future__ import annotations

import logging
import threading
from time import monotonic

from django.db import OperationalError, close_old_connections
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from guildhall.kernel import delivery, schedule

logger = logging.getLogger(__name__)

A_MINUTE = 60.0
# Seconds between two looks: right after work, and when there has been none for a while.
QUICK, SLOW = 0.05, 2.0


class Desk(Worker):
    """django-tasks' own worker, handed one task at a time, so that it can be stopped between two."""

    def __init__(self) -> None:
        super().__init__(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=1,
            worker_id=get_random_string(32),
        )

    def take_one(self) -> bool:
        """Runs one task that is ready; False when there is none."""
        if not DBTaskResult.objects.ready().filter(backend_name=self.backend_name).exists():
            return False
        self._run_tasks = 0
        self.run()
        return True


def work(stop: threading.Event) -> None:
    """Works until told to stop; what is being done is finished first."""
    desk = Desk() if delivery.tasks_are_rows() else None
    wait, next_tick = QUICK, monotonic()
    while not stop.wait(wait):
        close_old_connections()
        busy = False
        try:
            if monotonic() >= next_tick:
                next_tick = monotonic() + A_MINUTE
                schedule.tick()
            busy = desk is not None and desk.take_one()
        except OperationalError:
            logger.exception("The database did not answer; trying again")
        wait = QUICK if busy else min(wait * 2, SLOW)

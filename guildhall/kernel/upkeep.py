"""Sweeping up: what is kept for a while and then serves nobody."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module
from typing import Any

from django.conf import settings
from django_tasks_db.models import DBTaskResult

from guildhall.kernel import imports, limits, time
from guildhall.kernel.outbox import Outbox
from guildhall.kernel.schedule import every_day

FINISHED_TASKS = timedelta(days=1)
FAILED_TASKS = timedelta(days=14)
DELIVERED = timedelta(days=30)


@every_day
def sweep_up(today: Any = None) -> None:
    """Removes finished tasks, delivered outbox rows, ended sessions, old tallies and reports of imports."""
    now = time.real_now()
    DBTaskResult.objects.successful().filter(finished_at__lt=now - FINISHED_TASKS).delete()
    DBTaskResult.objects.failed().filter(finished_at__lt=now - FAILED_TASKS).delete()
    Outbox.objects.filter(state=Outbox.State.SENT, claimed_at__lt=now - DELIVERED).delete()
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    limits.prune()
    imports.discard_reports(now)

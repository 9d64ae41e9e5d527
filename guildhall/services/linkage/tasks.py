"""Linking in the background: a process of its own, whose memory goes with it."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from datetime import time as time_of_day

from django_tasks import task

from guildhall.commons.parties.models import Party
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.schedule import every_day
from guildhall.services.linkage.models import Run
from guildhall.services.linkage.running import begin

HOUR = 3_600


@task()
def link_everybody(run: int) -> None:
    """Does a run that waits. The engine takes a gigabyte, which a worker would keep for good."""
    subprocess.run(  # noqa: S603  our own command
        [sys.executable, "-m", "guildhall", "link", "--run", str(run)], check=True, timeout=HOUR
    )


@every_day(at=time_of_day(2))
def link_what_is_new(today: date) -> None:
    """Links again by night when entries came since the last run; the first is begun by a person."""
    last = Run.objects.order_by("-pk").first()
    if last and last.ended_at and Party.objects.exclude(source="").filter(pk__gt=last.last_leaf).exists():
        link_everybody.enqueue(begin(SYSTEM).pk)

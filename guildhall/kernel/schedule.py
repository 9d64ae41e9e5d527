"""What the system does by itself, at its time, once, however many workers there are.

A daily job belongs to a day of the council's calendar, not to an hour of the machine's: it is due when that
day's clock on the wall has passed its time. So it runs once on the day an hour is missing and once on the day
an hour comes twice, and a demonstration that stands still on one day runs it once.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as time_of_day
from typing import overload

from django.db import models
from django.db.models import Q

from guildhall.kernel import time

logger = logging.getLogger(__name__)
Deed = Callable[[date], object]

# A job whose worker died is taken up by another after this long.
LEASE = timedelta(minutes=15)


@dataclass(frozen=True)
class Job:
    """Something done once a day, from a time of day on, or at every tick."""

    name: str
    does: Deed
    daily: bool
    about: str
    at: time_of_day = time_of_day.min

    def is_due(self, ran_for: date | None, now: datetime) -> bool:
        """Whether its day has come and it has not run for it; `now` is local."""
        if not self.daily:
            return True
        return now.time() >= self.at and (ran_for is None or ran_for < now.date())


class JobRun(models.Model):
    """The last day a job ran, and since when somebody is at it: the row one tick takes and others leave."""

    job = models.CharField(max_length=60, primary_key=True)
    ran_for = models.DateField(null=True)
    claimed_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.job}: {self.ran_for}"


jobs: dict[str, Job] = {}


@overload
def every_day(does: Deed) -> Deed: ...
@overload
def every_day(*, at: time_of_day) -> Callable[[Deed], Deed]: ...
def every_day(
    does: Deed | None = None, *, at: time_of_day = time_of_day.min
) -> Deed | Callable[[Deed], Deed]:
    """Declares a daily job; it is given the day it runs for, and must do no harm when run twice.

    A day on which no worker ran is not made up for: a job asks the records what is still to be done.
    """

    def declare(does: Deed) -> Deed:
        jobs[does.__name__] = Job(does.__name__, does, True, (does.__doc__ or "").strip(), at)
        return does

    return declare(does) if does else declare


def every_tick(does: Deed) -> Deed:
    """Declares a job done at every tick, about once a minute."""
    jobs[does.__name__] = Job(does.__name__, does, False, (does.__doc__ or "").strip())
    return does


def tick() -> list[str]:
    """Does every job that is due and that nobody else is at; returns the names of those done."""
    return [job.name for job in list(jobs.values()) if _take(job) and _do(job)]


def _take(job: Job) -> bool:
    """One UPDATE is the lock: of all the workers that ask, one changes the row."""
    now = time.now().astimezone(time.LONDON)
    run, _ = JobRun.objects.get_or_create(job=job.name)
    if not job.is_due(run.ran_for, now):
        return False
    claimed_at = time.real_now()
    free = Q(claimed_at=None) | Q(claimed_at__lt=claimed_at - LEASE)
    return bool(JobRun.objects.filter(free, job=job.name, ran_for=run.ran_for).update(claimed_at=claimed_at))


def _do(job: Job) -> bool:
    today = time.today()
    try:
        job.does(today)
    except Exception as error:  # one job that fails must not stop the others
        logger.exception("The job %s failed", job.name)
        # A daily job keeps its claim, so that it is tried again after the lease and not at every tick.
        kept = {} if job.daily else {"claimed_at": None}
        JobRun.objects.filter(job=job.name).update(error=f"{type(error).__name__}: {error}", **kept)
        return False
    JobRun.objects.filter(job=job.name).update(ran_for=today, claimed_at=None, error="")
    return True

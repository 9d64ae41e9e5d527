"""What the system does by itself is done once, on its day, right across clock changes."""

import threading
from datetime import date, datetime, timedelta
from datetime import time as time_of_day

import pytest
from django.db import connection

from guildhall.kernel import schedule, time
from guildhall.kernel.schedule import JobRun

pytestmark = pytest.mark.django_db


@pytest.fixture
def jobs(monkeypatch):
    """No jobs but the test's own."""
    monkeypatch.setattr(schedule, "jobs", {})
    return schedule.jobs


@pytest.fixture
def nightly(jobs):
    """The days for which a job of half past one in the night has run."""
    ran_for = []

    @schedule.every_day(at=time_of_day(1, 30))
    def count_sheep(today):
        ran_for.append(today)

    return ran_for


def tick_every_half_hour(start, hours):
    """Ticks through real half hours; the wall's clock does what it does meanwhile."""
    moment = start.astimezone(time.UTC)
    for _ in range(hours * 2):
        with time.pretend(moment):
            schedule.tick()
        moment += timedelta(minutes=30)


def test_a_daily_job_runs_once_a_day(nightly):
    tick_every_half_hour(datetime(2026, 6, 10, 0, 0, tzinfo=time.LONDON), hours=72)

    assert nightly == [date(2026, 6, 10), date(2026, 6, 11), date(2026, 6, 12)]


def test_a_daily_job_runs_on_the_day_its_hour_does_not_exist(nightly):
    tick_every_half_hour(datetime(2026, 3, 28, 12, 0, tzinfo=time.LONDON), hours=48)

    assert nightly == [date(2026, 3, 28), date(2026, 3, 29), date(2026, 3, 30)]


def test_a_daily_job_runs_once_on_the_day_its_hour_comes_twice(nightly):
    tick_every_half_hour(datetime(2026, 10, 24, 12, 0, tzinfo=time.LONDON), hours=48)

    assert nightly == [date(2026, 10, 24), date(2026, 10, 25), date(2026, 10, 26)]


def test_a_demonstration_that_stands_still_runs_its_day_once(nightly, settings):
    settings.PINNED_TODAY = "2018-03-31"
    JobRun.objects.create(job="count_sheep", ran_for=date(2018, 3, 30))

    with time.pretend(datetime(2018, 3, 31, 9, tzinfo=time.LONDON)):
        schedule.tick()
        schedule.tick()

    assert nightly == [date(2018, 3, 31)]


def test_a_tick_honours_the_pinned_day(jobs, settings):
    days = []
    schedule.every_tick(days.append)
    settings.PINNED_TODAY = "2018-03-31"

    schedule.tick()

    assert days == [date(2018, 3, 31)]


def test_a_job_that_fails_stops_no_other_and_is_tried_again_after_a_while(jobs, nightly):
    attempts = []

    @schedule.every_day
    def aaa_breaks(today):
        attempts.append(today)
        raise RuntimeError("the disk is full")

    with time.pretend(datetime(2026, 6, 10, 9, tzinfo=time.LONDON)):
        assert schedule.tick() == ["count_sheep"]
        schedule.tick()
        assert (len(attempts), JobRun.objects.get(job="aaa_breaks").error) == (
            1,
            "RuntimeError: the disk is full",
        )

        JobRun.objects.filter(job="aaa_breaks").update(claimed_at=time.real_now() - schedule.LEASE * 2)
        schedule.tick()

    assert len(attempts) == 2


def test_a_job_a_dead_worker_began_is_taken_up_after_the_lease(nightly):
    run = JobRun.objects.create(job="count_sheep", claimed_at=time.real_now())
    with time.pretend(datetime(2026, 6, 10, 9, tzinfo=time.LONDON)):
        schedule.tick()
        assert nightly == []

        run.claimed_at -= schedule.LEASE * 2
        run.save()
        schedule.tick()

    assert nightly == [date(2026, 6, 10)]


@pytest.mark.django_db(transaction=True)
def test_of_many_workers_one_runs_the_daily_job(jobs):
    ran, start = [], threading.Barrier(6)

    @schedule.every_day
    def count_once(today):
        ran.append(threading.get_ident())

    def a_worker():
        start.wait()
        schedule.tick()
        connection.close()

    workers = [threading.Thread(target=a_worker) for _ in range(6)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(30)

    assert len(ran) == 1

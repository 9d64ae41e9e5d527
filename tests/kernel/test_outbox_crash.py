"""The power goes in the middle of everything: what was acknowledged is there, and every letter goes once."""

import os
import random
import signal
import subprocess
import sys
import time

import psycopg
import pytest
from django.db import connection

from tests.commons.notify import KEY, StandInForNotify

pytestmark = [pytest.mark.proof]

SETTLE = """
from datetime import timedelta
from guildhall.kernel import delivery
from guildhall.kernel.outbox import Outbox
delivery.recover(lease=timedelta(0))
delivery.sweep_outbox()
print(Outbox.objects.exclude(state="sent").count())
"""
BURST = """
from guildhall.kernel.gates import SYSTEM
from guildhall.services.requests import actions
for number in range(10_000):
    asked = {"wanted": f"Thing {number}", "name": "Jo Castle", "email": "jo@example.org", "address": ""}
    request = actions.ask(by=SYSTEM, **asked)
    print(request.reference, request.letters.get().key, flush=True)
"""


@pytest.fixture
def installation(tmp_path):
    """The environment of an installation of its own, with Notify beside it."""
    notify = StandInForNotify()
    environment = {
        **os.environ,
        "GUILDHALL_DATA": str(tmp_path),
        "GUILDHALL_LETTERS": "notify",
        "NOTIFY_API_KEY": KEY,
        "NOTIFY_BASE_URL": notify.url,
        "NOTIFY_EMAIL_TEMPLATE": "a-template",
        "DJANGO_SETTINGS_MODULE": "guildhall.config.settings",
    }
    if connection.vendor == "sqlite":
        environment.pop("DATABASE_URL", None)
        run(environment, "migrate", "--verbosity=0")
        yield environment, notify
    else:
        yield from _on_postgresql(environment, notify)
    notify.close()


def _on_postgresql(environment, notify):
    server, _, _ = environment["DATABASE_URL"].rpartition("/")
    with psycopg.connect(f"{server}/postgres", autocommit=True) as office:
        office.execute("DROP DATABASE IF EXISTS guildhall_crash WITH (FORCE)")
        office.execute("CREATE DATABASE guildhall_crash")
        environment["DATABASE_URL"] = f"{server}/guildhall_crash"
        run(environment, "migrate", "--verbosity=0")
        yield environment, notify
        office.execute("DROP DATABASE guildhall_crash WITH (FORCE)")


def run(environment, *arguments):
    done = subprocess.run(
        [sys.executable, "-m", "guildhall", *arguments], env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def start(environment, *arguments):
    return subprocess.Popen(
        [sys.executable, "-m", "guildhall", *arguments],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_kill_nine_loses_nothing_and_sends_nothing_twice(installation):
    environment, notify = installation
    acknowledged = []
    for _ in range(4):
        worker, burst = start(environment, "worker"), start(environment, "shell", "-v0", "-c", BURST)
        acknowledged.append(burst.stdout.readline().split())
        time.sleep(3 * random.random())
        for process in (worker, burst):
            process.send_signal(signal.SIGKILL)
        acknowledged += [
            line.split() for line in burst.communicate()[0].splitlines() if len(line.split()) == 2
        ]
        worker.communicate()

    left = None
    while left != "0":
        left = run(environment, "shell", "-v0", "-c", SETTLE).strip().splitlines()[-1]

    assert len(acknowledged) > 10
    keys = [key for _, key in acknowledged]
    assert set(keys) <= set(notify.references), "a letter was lost"
    assert len(notify.references) == len(set(notify.references)), "a letter went twice"
    assert "all whole" in run(environment, "verify")

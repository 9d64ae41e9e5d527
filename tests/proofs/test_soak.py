"""A busy minute: the same pages and forms again and again, and the processes grow no larger."""

from __future__ import annotations

import itertools
import secrets
import threading
import time
from pathlib import Path

import pytest

from tests.proofs.installation import Person, installed
from tests.proofs.test_fairness import version

pytestmark = [
    pytest.mark.proof,
    pytest.mark.django_db,
    pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="only Linux says what a process holds"),
]

WARM, SOAK = 20, 60  # seconds
GROWS_BY = 8  # megabytes, all processes together: what caches and allocators still settle


def test_a_busy_minute_leaves_the_processes_as_large_as_they_were(tmp_path, capsys):
    with installed(tmp_path / "data") as installation:
        cookies, references = installation.ask("cast"), installation.ask("requests", 60)
        with installation.serving() as server, installation.working() as worker:
            over = threading.Event()
            people = [
                threading.Thread(target=busy, args=(server.port, cookies[key], references, over))
                for key in ("amira", "bill", "rowan")
            ]
            for person in people:
                person.start()
            time.sleep(WARM)
            before = held(server, worker)
            time.sleep(SOAK)
            after = held(server, worker)
            over.set()
            for person in people:
                person.join(60)

        with capsys.disabled():
            print(f"\nHeld {before:.0f} MB after {WARM} s and {after:.0f} MB after {WARM + SOAK} s")  # noqa: T201
        assert after - before < GROWS_BY
        assert len(installation.ask("submissions")) > 100
        assert installation.guildhall("verify").returncode == 0


def busy(port, cookie, references, over):
    """One person's turns: the queue, a search, a record, and a note on it."""
    turns = itertools.cycle(references)
    with Person(port, cookie) as person:
        while not over.is_set():
            reference = next(turns)
            for path in ("/desk/requests/", "/search/?q=gritting", f"/records/{reference}/"):
                assert person.get(path).status == 200
            path, key = f"/records/{reference}/note/", secrets.token_urlsafe(24)
            shown = version(person.get(path).body)
            person.post(path, note="Rang back.", submission=key, **{"shown-version": shown})


def held(*processes):
    """Megabytes the processes hold in memory (resident set size)."""
    pids = [pid for process in processes for pid in process.pids()]
    pages = [int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in pids]
    return sum(pages) * 4096 / 1024 / 1024

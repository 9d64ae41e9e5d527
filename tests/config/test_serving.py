"""`guildhall serve`: its processes start together and end together, whatever ends them."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest
from django.conf import settings
from django.db import connection

from guildhall.config.migrated import Migrated

PATIENCE = 60  # seconds; a laptop needs five


class Installation:
    """A data folder and a port of its own, without a demonstration."""

    def __init__(self, data: Path):
        self.data, self.port = data, free_port()

    @contextmanager
    def served(self) -> Iterator[subprocess.Popen[str]]:
        """Serves, from the greeting on; whatever is left at the end is killed."""
        environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        environment |= {"GUILDHALL_DATA": str(self.data), "DEMO": "0", "PORT": str(self.port)}
        environment["DJANGO_SETTINGS_MODULE"] = "guildhall.config.settings"
        command = [sys.executable, "-m", "guildhall", "serve", "--workers", "1"]
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
            assert any("Ctrl-C ends it" in line for line in process.stdout or ())
            yield process
            process.kill()


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    return Installation(tmp_path)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Installation, subprocess.Popen[str]]]:
    """One that several tests look at and none ends."""
    installation = Installation(tmp_path_factory.mktemp("served"))
    with installation.served() as process:
        yield installation, process


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number: int = free.getsockname()[1]
    return number


def family(process: subprocess.Popen[str], *, at_least: int = 3) -> list[psutil.Process]:
    """The server's children and theirs (granian, its worker and ours), once there are so many."""
    parent = psutil.Process(process.pid)
    assert eventually(lambda: len(parent.children(recursive=True)) >= at_least)
    return parent.children(recursive=True)


def at_work(process: subprocess.Popen[str]) -> list[psutil.Process]:
    """The background worker, if it lives."""
    return [child for child in psutil.Process(process.pid).children() if "worker" in words_of(child)]


def words_of(process: psutil.Process) -> list[str]:
    return [] if process.status() == psutil.STATUS_ZOMBIE else process.cmdline()[-1:]


def eventually(holds: Callable[[], object]) -> bool:
    deadline = time.monotonic() + PATIENCE
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.1)
    return bool(holds())


def gone(process: psutil.Process) -> bool:
    return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE


def ends_everything(installation: Installation, ending: Callable[[subprocess.Popen[str]], None]) -> int:
    """Serves, lets `ending` happen, and waits for every process to be gone; the server's exit code."""
    with installation.served() as process:
        children = family(process)
        ending(process)
        code = process.wait(PATIENCE)
        assert eventually(lambda: all(gone(child) for child in children))
    return code


def kill_granian(process: subprocess.Popen[str]) -> None:
    next(child for child in psutil.Process(process.pid).children() if "granian" in child.cmdline()).kill()


def test_everything_ends_with_the_server(installation: Installation) -> None:
    assert ends_everything(installation, lambda process: process.terminate()) == 0


@pytest.mark.proof
def test_everything_ends_at_ctrl_c(installation: Installation) -> None:
    assert ends_everything(installation, lambda process: process.send_signal(signal.SIGINT)) == 0


@pytest.mark.proof
@pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux can be asked to end a process with its parent"
)
@pytest.mark.parametrize("ending", [lambda process: process.kill(), kill_granian])
def test_after_a_kill_nothing_is_left_and_it_starts_again(
    installation: Installation, ending: Callable[[subprocess.Popen[str]], None]
) -> None:
    assert ends_everything(installation, ending) != 0

    with installation.served() as again:
        assert again.poll() is None


def test_a_worker_that_fell_over_is_started_again(
    running: tuple[Installation, subprocess.Popen[str]],
) -> None:
    _, process = running
    assert eventually(lambda: at_work(process))
    fallen = at_work(process)[0]

    fallen.kill()

    assert eventually(lambda: [child for child in at_work(process) if child.pid != fallen.pid])
    assert process.poll() is None


def test_a_port_that_is_taken_is_said_plainly(running: tuple[Installation, subprocess.Popen[str]]) -> None:
    port = running[0].port
    command = [sys.executable, "-m", "guildhall", "serve", "--port", str(port)]

    second = subprocess.run(command, capture_output=True, text=True, check=False)

    assert second.returncode == 1
    assert second.stderr == f"guildhall: Port {port} is taken. Choose another: PORT={port + 1}\n"


def test_no_demonstration_is_made_where_none_is_wanted(
    running: tuple[Installation, subprocess.Popen[str]],
) -> None:
    data = running[0].data

    assert (data / "guildhall.sqlite3").exists()
    assert not (data / "demonstration").exists()


@pytest.mark.django_db
def test_a_database_is_known_to_be_up_to_date_until_it_is_exchanged(tmp_path: Path) -> None:
    migrated = Migrated(settings.DATABASES["default"] | {"NAME": connection.settings_dict["NAME"]}, tmp_path)
    assert not migrated.is_current()

    migrated.note()
    assert migrated.is_current()

    (tmp_path / "migrated").write_text("another (3, 3)")
    assert not migrated.is_current()


def test_a_database_that_is_not_there_has_had_no_migration(tmp_path: Path) -> None:
    new = {"ENGINE": "django.db.backends.sqlite3", "NAME": tmp_path / "new.sqlite3"}

    assert Migrated(new, tmp_path).applied() is None

"""A whole installation for a proof: its own data and database, and real processes that can be killed."""

from __future__ import annotations

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

import psycopg
from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]
TIMEOUT = 60


@dataclass
class Process:
    """One process and its children, in a group of their own so that all of them can be killed at once."""

    popen: subprocess.Popen[bytes]
    port: int = 0

    def kill(self) -> None:
        """As a power cut does it: nothing is finished, nothing is said."""
        os.killpg(self.popen.pid, signal.SIGKILL)
        self.popen.wait(TIMEOUT)

    def pids(self) -> list[int]:
        children = Path(f"/proc/{self.popen.pid}/task/{self.popen.pid}/children")
        return [self.popen.pid, *map(int, children.read_text().split())]

    def stop(self) -> None:
        if self.popen.poll() is None:
            self.popen.terminate()
            try:
                self.popen.wait(TIMEOUT)
            except subprocess.TimeoutExpired:
                self.kill()


@dataclass
class Installation:
    """A folder, a database, and the environment its processes share."""

    folder: Path
    url: str
    environment: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("GUILDHALL", "PYTEST"))
        }
        self.environment = {
            **kept,
            "GUILDHALL_DATA": str(self.folder),
            "DATABASE_URL": self.url,
            "DJANGO_SETTINGS_MODULE": "guildhall.config.settings",
            **self.environment,
        }
        self.guildhall("migrate", "--verbosity", "0")

    def guildhall(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Runs one command line to its end."""
        command = [sys.executable, "-m", "guildhall", *arguments]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True, timeout=600, check=False
        )
        assert not check or done.returncode == 0, f"{arguments}: {done.stdout}{done.stderr}"
        return done

    def ask(self, command: str, *arguments: Any) -> Any:
        """What one of the commands in tests/proofs/inside.py says of this installation."""
        words = [sys.executable, "-m", "tests.proofs.inside", command, *map(str, arguments)]
        done = subprocess.run(
            words, cwd=ROOT, env=self.environment, capture_output=True, text=True, timeout=600, check=False
        )
        assert done.returncode == 0, f"{command}: {done.stderr}"
        return json.loads(done.stdout.splitlines()[-1])

    @contextmanager
    def serving(self) -> Iterator[Process]:
        """The server, as `guildhall serve` runs it: granian, two workers of one thread."""
        port = free_port()
        arguments = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", "2"]
        arguments += ["--blocking-threads", "1", "--no-ws", "--log-level", "critical"]
        with self._running("granian", *arguments, "guildhall.config.wsgi:application") as process:
            process.port = port
            self._wait_for(process)
            yield process

    @contextmanager
    def working(self) -> Iterator[Process]:
        """The worker, as `guildhall serve` runs it."""
        with self._running("guildhall", "worker") as process:
            yield process

    @contextmanager
    def _running(self, module: str, *arguments: str) -> Iterator[Process]:
        with (self.folder / f"{module}.log").open("ab") as log:
            command = [sys.executable, "-m", module, *arguments]
            popen = subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )
        process = Process(popen)
        try:
            yield process
        finally:
            process.stop()

    def _wait_for(self, server: Process) -> None:
        with Person(server.port) as person:
            for _ in range(TIMEOUT * 10):
                assert server.popen.poll() is None, (self.folder / "granian.log").read_text()
                try:
                    person.get("/")
                except OSError:
                    time.sleep(0.1)
                else:
                    return
        raise AssertionError("The server did not answer within a minute.")


@contextmanager
def installed(folder: Path, **environment: str) -> Iterator[Installation]:
    """A new installation on the kind of database this run of the tests is about."""
    folder.mkdir(parents=True, exist_ok=True)
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        yield Installation(folder, f"sqlite:///{folder / 'guildhall.sqlite3'}", environment)
        return
    with _database(os.environ["DATABASE_URL"]) as url:
        yield Installation(folder, url, environment)


@contextmanager
def _database(server: str) -> Iterator[str]:
    name = f"guildhall_proof_{secrets.token_hex(4)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class Reply:
    """What a page answered."""

    status: int
    body: str
    location: str


class Person:
    """Somebody at a browser: one connection, cookies kept, forms sent with the token they came with."""

    TOKEN = "proof" * 6 + "ab"  # 32 letters: what the browser was given and what the form sends are the same

    def __init__(self, port: int, cookie: str = "") -> None:
        self.connection = HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
        self.cookies = {"csrftoken": self.TOKEN}
        if cookie:
            name, _, value = cookie.partition("=")
            self.cookies[name] = value

    def __enter__(self) -> Person:
        return self

    def __exit__(self, *raised: object) -> None:
        self.connection.close()

    def get(self, path: str) -> Reply:
        return self._ask("GET", path)

    def post(self, path: str, **fields: Any) -> Reply:
        body = urlencode({"csrfmiddlewaretoken": self.TOKEN, **fields}, doseq=True)
        return self._ask("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"})

    def _ask(
        self, method: str, path: str, body: str | None = None, headers: dict[str, str] | None = None
    ) -> Reply:
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        try:
            self.connection.request(method, path, body, {"Cookie": cookie, **(headers or {})})
            with self.connection.getresponse() as response:
                said = response.read().decode(errors="replace")
        except BaseException:
            self.connection.close()
            raise
        for set_cookie in response.headers.get_all("Set-Cookie", []):
            name, _, value = set_cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return Reply(response.status, said, response.headers.get("Location", ""))

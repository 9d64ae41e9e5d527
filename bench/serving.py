"""The server under measure: granian with two workers, started as `guildhall serve` starts it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.databases import ROOT, home

WORKERS = 2
STARTS_WITHIN = 60.0


@dataclass(frozen=True)
class Server:
    """A running server: its port and its processes."""

    port: int
    pid: int

    def workers(self) -> list[int]:
        """The processes that answer: the server's children."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children")
        return [int(pid) for pid in children.read_text().split()] if children.exists() else []

    def memory(self) -> float | None:
        """Megabytes the workers hold together, shared pages counted once (PSS); None where no kernel says."""
        held = [_pss(pid) for pid in self.workers()]
        return sum(held) / 1024 if held else None

    def cpu(self) -> float:
        """Seconds of processor the workers have had; nothing where no kernel says."""
        return sum(_spent(pid) for pid in self.workers())


def _spent(pid: int) -> float:
    """Seconds of processor a process has had (proc(5): utime and stime follow the name in brackets)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _pss(pid: int) -> int:
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))


@contextmanager
def serving(url: str, application: str = "guildhall.config.wsgi:application") -> Iterator[Server]:
    """Serves an application on a free port of loopback for as long as the block lasts."""
    port = _free_port()
    command = [
        str(Path(sys.executable).with_name("granian")), "--interface", "wsgi", "--host", "127.0.0.1",
        "--port", str(port), "--workers", str(WORKERS), "--blocking-threads", "1", "--no-ws",
        "--log-level", "warning", application,
    ]  # fmt: skip
    environment = {**os.environ, "DATABASE_URL": url, "GUILDHALL_DATA": str(home())}
    with (
        (home() / "server.log").open("ab") as log,
        subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log) as process,
    ):
        try:
            _wait(process, port)
            yield Server(port, process.pid)
        finally:
            process.send_signal(signal.SIGTERM)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    """Until it answers anything at all."""
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"The server ended with {process.returncode} before it answered.")
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/up", timeout=5)
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("The server did not answer within a minute.")

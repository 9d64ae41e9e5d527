"""Backup and restore: the database by its own interface, files, calendars and keys, in one archive.

The archive holds everything the installation keeps about people, and its secret key, without which the links
in letters already sent would open nothing: store it as carefully as the database itself.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import tarfile
import tempfile
import zlib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from guildhall.kernel import dumps, time
from guildhall.kernel.records import Record

FORMAT = 1
# What lies in the data folder beside the database; whatever else is there can be made again.
KEPT = ("files", "heads", "bank-holidays.csv", "secret_key", "demonstration")
# What stays where the backup has none: its installation had its key from the environment.
OWN = frozenset({"secret_key"})
# What is never kept, and means nothing beside other records.
PASSING = ("demonstration-progress",)


class NotRestorable(Exception):
    """The archive cannot be restored here; the message says why and what to do."""


def backup(path: Path) -> dict[str, Any]:
    """Writes the archive, readable by its owner alone; returns its manifest. Others may work meanwhile."""
    unfinished = path.with_name(path.name + ".writing")
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        database = dumps.dump(Path(folder))
        manifest = _manifest(database)
        os.close(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
        with tarfile.open(unfinished, "w:gz", compresslevel=6) as archive:
            _add_text(archive, "manifest.json", json.dumps(manifest, indent=2))
            archive.add(database, arcname=database.name)
            for name in KEPT:
                if (settings.DATA / name).exists():
                    archive.add(settings.DATA / name, arcname=f"data/{name}")
    unfinished.replace(path)
    return manifest


def _manifest(database: Path) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "made_at": time.real_now().isoformat(timespec="seconds"),
        "database": database.name,
        "migrations": _migrations(),
        "records": Record.objects.count(),
    }


def _migrations() -> list[str]:
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


def _add_text(archive: tarfile.TarFile, name: str, text: str) -> None:
    data = text.encode()
    entry = tarfile.TarInfo(name)
    entry.size, entry.mtime = len(data), int(time.real_now().timestamp())
    archive.addfile(entry, io.BytesIO(data))


def restore(path: Path, *, replace: bool = False) -> dict[str, Any]:
    """Puts the archive's database and files in place; returns its manifest. Stop server and worker first.

    Raises NotRestorable when there are records here and `replace` does not say that they may go.
    """
    with tempfile.TemporaryDirectory(dir=settings.DATA) as folder:
        _unpack(path, Path(folder))
        manifest = _read_manifest(Path(folder))
        _refuse_what_cannot_be(manifest, replace)
        dumps.load(Path(folder) / manifest["database"])
        _put_back(Path(folder) / "data")
    call_command("migrate", verbosity=0, interactive=False)
    return manifest


def _unpack(path: Path, folder: Path) -> None:
    try:
        with tarfile.open(path, "r:gz") as archive:
            _look_at(archive, folder)
            # Python before 3.11.4, which Debian 12 has, knows no filters.
            trusted: dict[str, Any] = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
            archive.extractall(folder, **trusted)  # noqa: S202 - every member was looked at above
    except (EOFError, zlib.error) as error:
        raise NotRestorable("The file breaks off: it was not copied whole. Copy it again.") from error


def _look_at(archive: tarfile.TarFile, folder: Path) -> None:
    """Ours holds plain files and folders under its own names; anything else was not written by a backup."""
    for member in archive.getmembers():
        within = (folder / member.name).resolve().is_relative_to(folder.resolve())
        if not within or not (member.isfile() or member.isdir()):
            raise NotRestorable(f"This is no backup of Guildhall: it holds {member.name!r}.")


def _read_manifest(folder: Path) -> dict[str, Any]:
    """What the backup says of itself, once the database it names is there."""
    try:
        manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_text())
        known = isinstance(manifest["format"], int) and (folder / manifest["database"]).is_file()
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise NotRestorable("This is no backup of Guildhall: it does not say what it holds.") from error
    if not known:
        raise NotRestorable("This is no backup of Guildhall: the database it names is not in it.")
    return manifest


def _refuse_what_cannot_be(manifest: dict[str, Any], replace: bool) -> None:
    if manifest["format"] > FORMAT:
        raise NotRestorable("This backup was made by a later release. Install that release first.")
    kind = "sqlite" if manifest["database"].endswith(".sqlite3") else "postgresql"
    if kind != connection.vendor:
        raise NotRestorable(f"This backup is of {kind}, and the database here is {connection.vendor}.")
    if not replace and _holds_records():
        raise NotRestorable("There are records here already. To replace them by the backup, add --replace.")


def _holds_records() -> bool:
    return Record._meta.db_table in connection.introspection.table_names() and Record.objects.exists()


def _put_back(kept: Path) -> None:
    """The files take the place of those that are here, and what the backup has not goes.

    A marker left behind would make a council's own records a demonstration, where anybody may sign in.
    """
    for name in (*KEPT, *PASSING):
        here, there = settings.DATA / name, kept / name
        if name in OWN and not there.exists():
            continue
        if here.is_dir():
            shutil.rmtree(here)
        else:
            here.unlink(missing_ok=True)
        if there.exists():
            shutil.move(there, here)

"""The head of every chain, exported each day, so that a page torn from the end of one shows too.

A chain that is cut short and whose record is made to agree still verifies by itself; it no longer agrees with
what was exported. Keep the folder DATA/heads where whoever can write to the database cannot write.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max

from guildhall.kernel.events import GENESIS, Event, Flaw
from guildhall.kernel.records import Record
from guildhall.kernel.schedule import every_day

AT_ONCE = 500


def folder() -> Path:
    """Where the exports lie, one file a day, each linked to the one before it by its digest."""
    return Path(settings.DATA) / "heads"


@every_day
def export_heads(today: date) -> None:
    """Exports the head of every chain that moved since the last export."""
    export(today)


def export(today: date) -> Path | None:
    """Writes the day's file, unless it is there; its first line says what it follows, and its last event."""
    path = folder() / f"{today.isoformat()}.jsonl"
    if path.exists():
        return None
    folder().mkdir(parents=True, exist_ok=True)
    previous, after = _last_export()
    upto = _settled_event()
    moved = Record.objects.filter(pk__in=Event.objects.filter(pk__gt=after, pk__lte=upto).values("record_id"))
    heads = moved.order_by("pk").values_list("reference", "event_count", "event_head")
    waiting = path.with_suffix(".writing")
    with waiting.open("w", encoding="utf-8") as file:
        file.write(json.dumps({"on": today.isoformat(), "follows": previous, "event": upto}) + "\n")
        file.writelines(json.dumps(head) + "\n" for head in heads.iterator(chunk_size=2000))
    waiting.replace(path)
    return path


def _last_export() -> tuple[str, int]:
    """The digest of the newest file and the last event it covers."""
    files = exports()
    if not files:
        return GENESIS, 0
    with files[-1].open(encoding="utf-8") as file:
        return _digest(files[-1]), int(json.loads(file.readline())["event"])


def exports() -> list[Path]:
    """Every file, the oldest first."""
    return sorted(folder().glob("*.jsonl"))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _settled_event() -> int:
    """The newest event that has committed, when none with a lower number can still commit after it."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("LOCK TABLE kernel_event IN SHARE MODE")
        return Event.objects.aggregate(last=Max("pk"))["last"] or 0


def flaws() -> Iterator[Flaw]:
    """What the records no longer have of what was exported, and files that were changed since."""
    previous = GENESIS
    for path in exports():
        with path.open(encoding="utf-8") as file:
            if json.loads(file.readline())["follows"] != previous:
                yield Flaw(path.name, "this export does not follow the one before it")
            while lines := list(islice(file, AT_ONCE)):
                yield from _missing(path.stem, [json.loads(line) for line in lines])
        previous = _digest(path)


def _missing(day: str, heads: list[list[Any]]) -> Iterator[Flaw]:
    """The exported heads that are no event of their record any more."""
    references = [reference for reference, _, _ in heads]
    digests = [digest for _, _, digest in heads]
    kept = Event.objects.filter(record__reference__in=references, digest__in=digests)
    there = set(kept.values_list("record__reference", "sequence", "digest"))
    for reference, count, digest in heads:
        if (reference, count, digest) not in there:
            yield Flaw(reference, f"event {count} as it stood on {day} is gone")

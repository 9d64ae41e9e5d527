"""What other systems send: rows, the records they become, and where each record came from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models

from guildhall.kernel import retention
from guildhall.kernel.records import Record

if TYPE_CHECKING:
    from guildhall.kernel.services import Service


class ImportedFrom(models.Model):
    """Where a record came from: the source, the name it had there, and a digest of the row as it came."""

    record = models.OneToOneField(Record, models.CASCADE, related_name="imported_from")
    source = models.CharField(max_length=80)
    key = models.CharField(max_length=400)
    digest = models.CharField(max_length=64)
    imported_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["source", "key"], name="imported_once"),)

    def __str__(self) -> str:
        return f"{self.source}: {self.key}"


def forgotten(key: str) -> str:
    """What stands for a row's name once the record has been forgotten."""
    return hashlib.sha256(key.encode()).hexdigest()


@retention.forgets("origins")
def _forget_origins(ids: list[int], today: date) -> int:
    """The name a row had elsewhere often says what it was about; its digest keeps it from coming again."""
    origins = list(ImportedFrom.objects.filter(record__in=ids))
    for each in origins:
        each.key, each.digest = forgotten(each.key), ""
    return ImportedFrom.objects.bulk_update(origins, ["key", "digest"])


class RowRefused(Exception):
    """A row cannot be taken; the message is a sentence for whoever sent the file."""


@dataclass(frozen=True)
class Row:
    """A row of a file as it came: its line, its cells by the field they are for, what reading it left out."""

    line: int
    cells: Mapping[str, str]
    notes: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        return hashlib.sha256(json.dumps(self.cells, sort_keys=True).encode()).hexdigest()


@dataclass
class Incoming:
    """One row on its way in: the record it becomes, not yet saved, and what was changed to make it fit.

    `closed_on` is the day it ended, where the source says. A record in an ending stage without it counts as
    closed on `closed_by`, and whether that was in time is not known. `involves` is the importer's own.
    """

    source: str
    key: str
    record: Any
    closed_on: date | None = None
    closed_by: date | None = None
    meets: str = ""
    notes: list[str] = field(default_factory=list)
    involves: dict[str, Any] = field(default_factory=dict)
    settled: Any = None
    row: Row = Row(0, {})

    @property
    def place(self) -> tuple[str, str]:
        return self.source, self.key


@dataclass(frozen=True)
class Importer:
    """How a service takes another system's rows.

    `aliases` maps headings of files, in lower case, to the fields that `incoming` reads; `needs` are those
    without which no row can be taken. `beside` keeps what belongs beside a batch's records, once they have
    their rows; `remarks` says what is to be said of the whole file.
    """

    service: Service
    aliases: Mapping[str, str]
    needs: tuple[str, ...]
    incoming: Callable[[Row], Incoming]
    beside: Callable[[list[Incoming]], None] = lambda batch: None
    remarks: Callable[[Iterable[Row]], Iterator[str]] = lambda rows: iter(())


importers: dict[str, Importer] = {}

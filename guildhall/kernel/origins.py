"""Where records come from: the rows other systems send, and what they may begin as that is no record."""

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


@dataclass(frozen=True)
class Taker:
    """How rows are taken that become no records, as people do: whoever keeps them says what became of each.

    `take(rows, source=, dry_run=)` yields a `Result` for every row, and writes nothing on a dry run.
    """

    aliases: Mapping[str, str]
    needs: tuple[str, ...]
    take: Callable[..., Iterator[Any]]
    remarks: Callable[[Iterable[Row]], Iterator[str]] = lambda rows: iter(())


importers: dict[str, Importer | Taker] = {}


@dataclass(frozen=True)
class Told:
    """What is known before a record is opened, so that nobody is asked for it again."""

    name: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    words: str = ""
    channels: tuple[str, ...] = ()
    on: date | None = None


@dataclass(frozen=True)
class Beginning:
    """Something that is no record, and that a record may begin as: a contact, a comment.

    `told(key, user)` is what it says, or None where it is not there or not theirs to read;
    `began(key, record, by)` keeps that the record began as it, in the transaction that opens the record;
    `named(key)` is a sentence for the page on which the record is opened.
    """

    told: Callable[[str, Any], Told | None]
    began: Callable[[str, Any, Any], None]
    named: Callable[[str], str]


beginnings: dict[str, Beginning] = {}

# What the fields of opening forms are called that ask for what is told already.
ASKS_FOR = {
    "name": ("name", "requester", "complainant", "who"),
    "email": ("email",),
    "phone": ("phone", "telephone"),
    "address": ("address",),
    "words": ("wanted", "what", "description", "details", "complaint", "text", "notes"),
}


def prefilled(fields: Mapping[str, Any], told: Told) -> dict[str, Any]:
    """The first answers of a form, by its fields' names: what is told already, where the form asks for it."""
    first = {
        field: value
        for what, names in ASKS_FOR.items()
        if (value := getattr(told, what)) and (field := next((each for each in names if each in fields), ""))
    }
    offered = {str(value) for value, _ in getattr(fields.get("channel"), "choices", ())}
    if channel := next((each for each in told.channels if each in offered), ""):
        first["channel"] = channel
    if told.on and "on" in fields:
        first["on"] = told.on
    return first

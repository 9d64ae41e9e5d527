"""Bringing in what another system kept: each row once, in batches, with a word on what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.db import transaction

from guildhall.kernel import bulk
from guildhall.kernel.clocks import ClockError
from guildhall.kernel.gates import SYSTEM, Actor
from guildhall.kernel.origins import ImportedFrom, Importer, Incoming, Row, RowRefused, Taker, forgotten

BATCH = 500
# How long what became of a file's rows is kept: it names them long after their records were forgotten.
REPORTS_KEPT = timedelta(days=90)


def reports() -> Path:
    """Where what became of every row is written, unless another place is named."""
    return Path(settings.DATA) / "imports"


def discard_reports(now: datetime) -> None:
    """Removes the reports of imports after ninety days."""
    before = now - REPORTS_KEPT
    for path in reports().glob("*"):
        if datetime.fromtimestamp(path.stat().st_mtime, UTC) < before:
            path.unlink(missing_ok=True)


class Fate(StrEnum):
    """What became of a row."""

    TAKEN = "taken"
    UNCHANGED = "unchanged"
    CHANGED = "changed"
    REFUSED = "refused"


@dataclass(frozen=True)
class Result:
    """What became of one row, and why."""

    line: int
    fate: Fate
    key: str = ""
    reference: str = ""
    why: str = ""


def take(importer: Importer | Taker, rows: Iterable[Row], *, source: str, dry_run: bool) -> Iterator[Result]:
    """What becomes of each row, whichever way its importer takes them."""
    if isinstance(importer, Taker):
        return importer.take(rows, source=source, dry_run=dry_run)
    return import_records(importer, rows, source=source, dry_run=dry_run)


def import_records(
    importer: Importer, rows: Iterable[Row], *, source: str = "", by: Actor = SYSTEM, dry_run: bool = False
) -> Iterator[Result]:
    """Takes the rows, a batch a transaction, and yields what became of each.

    `source` stands in for what the rows say themselves. Read again, rows are unchanged; a dry run says what
    would become of them, and writes nothing.
    """
    lines: dict[int, int] = {}
    waiting = iter(rows)
    while batch := list(islice(waiting, BATCH)):
        yield from sorted(
            _Batch(importer, source, by, dry_run).take(batch, lines), key=lambda each: each.line
        )


class _Batch:
    """Some rows, sorted into those that are new, those that say something else now, and those refused."""

    def __init__(self, importer: Importer, source: str, by: Actor, dry_run: bool) -> None:
        self.importer, self.source, self.by, self.dry_run = importer, source, by, dry_run
        self.results: list[Result] = []

    def take(self, rows: list[Row], lines: dict[int, int]) -> list[Result]:
        coming = [each for row in rows if (each := self._read(row, lines))]
        known = self._known(coming)
        fresh = [each for each in coming if each.place not in known and self._settles(each)]
        for each in coming:
            if origin := known.get(each.place):
                self._again(each, origin)
        if not self.dry_run:
            with transaction.atomic():
                bulk.write(self.importer, fresh, self.by)
        self.results += [_told(each, Fate.TAKEN) for each in fresh]
        return self.results

    def _read(self, row: Row, lines: dict[int, int]) -> Incoming | None:
        try:
            incoming = self.importer.incoming(row)
        except RowRefused as refusal:
            self._refuse(row.line, str(refusal))
            return None
        incoming.row, incoming.source = row, self.source or incoming.source
        incoming.notes[:0] = row.notes
        before = lines.setdefault(hash(incoming.place), row.line)
        if before != row.line:
            self._refuse(row.line, f"Line {before} is about the same: {incoming.key}.", incoming.key)
            return None
        return incoming

    def _known(self, coming: list[Incoming]) -> dict[tuple[str, str], ImportedFrom]:
        """What came before, under its own name or, where it has been forgotten, under the name's digest."""
        named = {each.key: each.key for each in coming} | {forgotten(each.key): each.key for each in coming}
        found = ImportedFrom.objects.filter(key__in=named).select_related("record")
        return {(each.source, named[each.key]): each for each in found}

    def _settles(self, incoming: Incoming) -> bool:
        try:
            incoming.settled = bulk.settle(incoming)
        except ClockError as error:
            self._refuse(incoming.row.line, str(error), incoming.key)
            return False
        return True

    def _again(self, incoming: Incoming, origin: ImportedFrom) -> None:
        if origin.record.disposed_on:
            why = f"{origin.record.reference} came from this row and has been forgotten: its time was up."
            self._refuse(incoming.row.line, why, incoming.key)
            return
        if origin.digest == incoming.row.digest:
            self.results.append(_told(incoming, Fate.UNCHANGED, origin.record.reference))
            return
        try:
            if not self.dry_run:
                bulk.alter(self.importer, incoming, origin, self.by)
        except (RowRefused, ClockError) as refusal:
            self._refuse(incoming.row.line, str(refusal), incoming.key)
        else:
            self.results.append(_told(incoming, Fate.CHANGED, origin.record.reference))

    def _refuse(self, line: int, why: str, key: str = "") -> None:
        self.results.append(Result(line, Fate.REFUSED, key, why=why))


def _told(incoming: Incoming, fate: Fate, reference: str = "") -> Result:
    reference = reference or incoming.record.reference
    return Result(incoming.row.line, fate, incoming.key, reference, " ".join(incoming.notes))

"""Writing another system's records in bulk, as they would stand had they been kept here.

Multi-table models cannot use `bulk_create`, so the spine's rows and the typed ones are written one after the
other, and with them the first event of each chain, the deadlines and the search entries.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db import connection, models, transaction

from guildhall.kernel import deadlines, events, references, retention, search, time
from guildhall.kernel.deadlines import Settled
from guildhall.kernel.gates import Actor
from guildhall.kernel.origins import ImportedFrom, Importer, Incoming, RowRefused
from guildhall.kernel.records import Record

IMPORTED, IMPORTED_AGAIN = "imported", "imported_again"


def settle(incoming: Incoming) -> Settled:
    """Its deadlines, closure and disposal, as the source's dates have them. Raises ClockError."""
    record = incoming.record
    ended = record.stage in record.declaration.ends
    on = incoming.closed_on or incoming.closed_by or record.opened_on
    settled = deadlines.settle(record, on=on, meets=incoming.meets if incoming.closed_on else "")
    record.due_on = min((each.due_on for each in settled.deadlines if each.due_on), default=None)
    if ended and incoming.closed_on is None:
        record.in_time = None  # and no deadline stands open for what nobody can say was late
        settled.deadlines.clear()
    retention.settle(record)
    return settled


def _sentence(incoming: Incoming) -> str:
    return " ".join([f"It came from {incoming.source}, where it is {incoming.key}.", *incoming.notes])


def write(importer: Importer, fresh: list[Incoming], by: Actor) -> None:
    """Writes a batch of new records, table by table, inside the running transaction."""
    now, today = time.now(), time.today()
    _take_references(importer, fresh)
    sealed = []
    for each in fresh:
        each.record.version, each.record.created_at = 1, now
        event = events.prepare(
            each.record, action=IMPORTED, by=by, from_stage="", on=today, sentence=_sentence(each)
        )
        sealed.append(event)
    _insert([each.record for each in fresh])
    for each, event in zip(fresh, sealed, strict=True):
        event.record_id = each.record.pk
    events.Event.objects.bulk_create(sealed)
    _keep_deadlines(fresh)
    search.SearchEntry.objects.bulk_create(search.entry(each.record) for each in fresh)
    ImportedFrom.objects.bulk_create(
        ImportedFrom(
            record_id=each.record.pk,
            source=each.source,
            key=each.key,
            digest=each.row.digest,
            imported_at=now,
        )
        for each in fresh
    )
    importer.beside(fresh)


def _take_references(importer: Importer, fresh: list[Incoming]) -> None:
    """Numbers for the whole batch, one series a year."""
    prefix = importer.service.prefix
    wanted = Counter(each.record.opened_on.year for each in fresh)
    numbers = {year: iter(references.take(f"{prefix}-{year}", how_many)) for year, how_many in wanted.items()}
    for each in fresh:
        year = each.record.opened_on.year
        each.record.reference = references.reference(prefix, year, next(numbers[year]))


def _insert(records: list[Any]) -> None:
    """The spine's rows, which give the numbers, and then the typed ones."""
    names = [each.attname for each in Record._meta.concrete_fields]
    spine = [Record(**{name: getattr(record, name) for name in names}) for record in records]
    Record.objects.bulk_create(spine)
    for record, row in zip(records, spine, strict=True):
        record.pk = record.record_ptr_id = row.pk
    if records:
        _insert_own_fields(type(records[0]), records)


def _insert_own_fields(model: type[models.Model], records: list[Any]) -> None:
    quote, own = connection.ops.quote_name, model._meta.local_concrete_fields
    columns, marks = ", ".join(quote(str(each.column)) for each in own), ", ".join(["%s"] * len(own))
    sql = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({marks})"  # noqa: S608  our own names
    rows = [
        [each.get_db_prep_save(getattr(record, each.attname), connection) for each in own]
        for record in records
    ]
    with connection.cursor() as cursor:
        cursor.executemany(sql, rows)


def _keep_deadlines(fresh: list[Incoming]) -> None:
    standing = []
    for each in fresh:
        for deadline in each.settled.deadlines:
            deadline.record_id = each.record.pk
            standing.append(deadline)
    deadlines.Deadline.objects.bulk_create(standing)


@transaction.atomic
def alter(importer: Importer, incoming: Incoming, origin: ImportedFrom, by: Actor) -> None:
    """Brings a record up to date with what its source says now, unless somebody has worked on it here."""
    lock = importer.service.record.objects.select_for_update(of=("self", "record_ptr"))
    record = lock.get(pk=origin.record_id)
    if record.events.exclude(action__in=(IMPORTED, IMPORTED_AGAIN)).exists():
        raise RowRefused(f"{record.reference} has been worked on here since it came: compare them by hand.")
    before, stage = _values(record), record.stage
    for name in _brought(record):
        setattr(record, name, getattr(incoming.record, name))
    record.closed_on = record.in_time = None
    incoming.record = record
    settled = settle(incoming)
    record.version += 1
    after = _values(record)
    changes = {name: [before[name], value] for name, value in after.items() if before[name] != value}
    event = events.prepare(
        record, action=IMPORTED_AGAIN, by=by, from_stage=stage, on=time.today(), sentence=_sentence(incoming),
        changes=changes,
    )  # fmt: skip
    record.save()
    event.record = record
    event.save(force_insert=True)
    record.deadlines.exclude(kind__in=[each.kind for each in settled.deadlines]).delete()
    deadlines.keep(record, settled)
    search.write(record)
    origin.digest, origin.imported_at = incoming.row.digest, time.now()
    origin.save(update_fields=["digest", "imported_at"])


def _brought(record: Any) -> list[str]:
    """The fields a row brings: what the typed table declares itself, and the spine's own of it."""
    own = [each.attname for each in record._meta.local_concrete_fields if not each.primary_key]
    return [*own, "title", "stage", "opened_on", "sensitivity"]


def _values(record: Any) -> dict[str, str]:
    return {name: str(getattr(record, name)) for name in [*_brought(record), "closed_on"]}

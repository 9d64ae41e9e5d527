"""How long a record is kept, and forgetting it in time.

What is forgotten leaves a certificate and its place in the chain: that it was there, by which rule it went,
and when. The words are gone from the record, its events, and everything the commons keep about it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from datetime import time as time_of_day
from typing import Any

from django.db import connection, models, transaction
from django.db.models import Exists, OuterRef, Q
from django_tasks_db.models import DBTaskResult

from guildhall.kernel import events
from guildhall.kernel.deadlines import ClockInput
from guildhall.kernel.duties import DutyException
from guildhall.kernel.events import Event
from guildhall.kernel.gates import SYSTEM, Actor
from guildhall.kernel.outbox import Outbox
from guildhall.kernel.records import Link
from guildhall.kernel.schedule import every_day
from guildhall.kernel.search import SearchEntry
from guildhall.kernel.services import Facts, Keep, Service, services

FORGOTTEN = "[forgotten]"
# Records forgotten in one transaction: others wait for the database's one writer meanwhile.
AT_ONCE = 50

Forget = Callable[[list[int], date], int]
_forgetters: dict[str, Forget] = {}


class Disposal(models.Model):
    """The certificate: what was forgotten, under which rule, and when. It names nobody."""

    reference = models.CharField(max_length=100, unique=True)
    service = models.CharField(max_length=32)
    rule = models.CharField(max_length=300)
    on = models.DateField()
    counts = models.JSONField(default=dict, help_text="How many rows of each kind were blanked or removed.")
    digest = models.CharField(
        max_length=64, help_text="The head of the record's chain once it was forgotten."
    )

    class Meta:
        indexes = (models.Index(fields=["on", "id"], name="disposal_on"),)

    def __str__(self) -> str:
        return f"{self.reference} was forgotten on {self.on}"


def settle(record: Any) -> None:
    """Sets the day a record is disposed of: its rule's years after it closed, or never while it is open."""
    keeps = record.declaration.keeps
    start = getattr(record, keeps.after)
    record.dispose_on = _years_after(start, keeps.years) if start and not record.is_open else None


def forgets(what: str) -> Callable[[Forget], Forget]:
    """Signs up whoever keeps something about records: given record ids and the day, it forgets and counts.

    It runs inside the disposal's transaction; what cannot be undone (a file) waits for `on_commit`.
    """

    def sign_up(forget: Forget) -> Forget:
        _forgetters[what] = forget
        return forget

    return sign_up


@every_day(at=time_of_day(3))
def forget_in_time(today: date) -> None:
    """Forgets every record and fact whose time is up, then clears what lingers in the database file."""
    if dispose(today, by=SYSTEM):
        scrub()


def dispose(today: date, *, by: Any = SYSTEM) -> int:
    """Forgets what is past its day and not held; returns how many. Run again, it does nothing."""
    done = 0
    for service in services():
        while ids := list(due(service, today).values_list("pk", flat=True)[:AT_ONCE]):
            with transaction.atomic():
                done += sum(_dispose(service, pk, today, Actor.of(by)) for pk in ids)
        done += sum(_dispose_facts(service, facts, today) for facts in service.facts)
    return done


def due(service: Service, today: date) -> models.QuerySet[Any]:
    """The service's records whose time is up: closed long enough ago, not held, not yet forgotten.

    A legal hold reaches whatever is linked to the record it was put on: a team's part, a review, its twin.
    """
    up = service.records.filter(dispose_on__lte=today, disposed_on=None, held=False)
    held = Link.objects.filter(source=OuterRef("pk"), target__held=True)
    holds = Link.objects.filter(target=OuterRef("pk"), source__held=True)
    return up.exclude(Exists(held)).exclude(Exists(holds)).order_by("dispose_on", "pk")


def _dispose(service: Service, pk: int, today: date, by: Actor) -> bool:
    record = due(service, today).select_for_update(of=("self", "record_ptr")).filter(pk=pk).first()
    if record is None:  # somebody held it meanwhile
        return False
    counts = {what: forget([pk], today) for what, forget in _forgetters.items()}
    counts["fields"] = _blank_record(record, service.keeps, today)
    counts["events"] = _blank_events(record, today)
    rule = said(service.keeps)
    event = events.note(record, action="disposed", by=by, on=today, sentence=f"Its time was up: {rule}.")
    Disposal.objects.create(
        reference=record.reference,
        service=service.key,
        rule=rule,
        on=today,
        counts=counts,
        digest=event.digest,
    )
    return True


def said(keeps: Keep) -> str:
    """The rule in words: "kept for 3 years after closed on"."""
    years = "1 year" if keeps.years == 1 else f"{keeps.years} years"
    return f"kept for {years} after it was {keeps.after.removesuffix('_on').replace('_', ' ')}"


def _blank_record(record: Any, keeps: Keep, today: date) -> int:
    for name in {"title", *keeps.blanks}:
        field = record._meta.get_field(name)
        setattr(record, field.attname, blank_value(field, getattr(record, field.attname)))
    record.disposed_on, record.published_on = today, None
    record.version += 1
    record.save()
    return len({"title", *keeps.blanks})


def blank_value(field: Any, value: Any) -> Any:
    """What stands where something was: a word that says so in texts, nothing elsewhere.

    A text that was there leaves the word, so that constraints such as "a refusal says why" still hold.
    """
    if field.null:
        return None
    if isinstance(field, models.CharField | models.TextField):
        fits = not field.choices and (field.max_length or 1000) >= len(FORGOTTEN)
        return FORGOTTEN if value and fits else ""
    return field.get_default()


def _blank_events(record: Any, today: date) -> int:
    blanked = list(record.events.all())
    for event in blanked:
        event.blank(today)
    return Event.objects.bulk_update(blanked, ["words", "salts", "blanked_on"])


@forgets("clock reasons")
def _forget_reasons(ids: list[int], today: date) -> int:
    return ClockInput.objects.filter(record__in=ids).exclude(reason="").update(reason=FORGOTTEN)


@forgets("exceptions")
def _forget_exceptions(ids: list[int], today: date) -> int:
    return DutyException.objects.filter(record__in=ids).update(reason=FORGOTTEN)


@forgets("search entries")
def _forget_search_entries(ids: list[int], today: date) -> int:
    return SearchEntry.objects.filter(record__in=ids).delete()[0]


@forgets("outbox rows and tasks")
def _forget_outbox(ids: list[int], today: date) -> int:
    rows = list(Outbox.objects.filter(record__in=ids).values_list("pk", flat=True))
    tasks = DBTaskResult.objects.filter(task_path="guildhall.kernel.delivery.deliver_row")
    tasks.filter(args_kwargs__args__0__in=rows).delete()
    return Outbox.objects.filter(pk__in=rows).delete()[0]


def _dispose_facts(service: Service, facts: Facts, today: date) -> int:
    """Blanks the facts whose time is up; those of which nothing may stay are removed."""
    blanks: list[Any] = [facts.model._meta.get_field(name) for name in facts.blanks or facts.keeps.blanks]
    aged = facts.model._default_manager.filter(
        **{f"{facts.keeps.after}__lte": _years_before(today, facts.keeps.years)}
    )
    with transaction.atomic():
        if not blanks:
            count = aged.delete()[0]
        else:
            empty = {field.attname: blank_value(field, "x") for field in blanks}
            untouched = Q(*[_is(name, value) for name, value in empty.items()])
            count = aged.exclude(untouched).update(**empty)
        if count:
            _certify_facts(service, facts, count, today)
    return count


def _is(name: str, value: Any) -> Q:
    return Q(**{f"{name}__isnull": True}) if value is None else Q(**{name: value})


def _certify_facts(service: Service, facts: Facts, count: int, today: date) -> None:
    label = facts.model._meta.label_lower
    Disposal.objects.update_or_create(
        reference=f"{label} {today.isoformat()}",
        defaults={"service": service.key, "rule": said(facts.keeps), "on": today, "counts": {label: count}},
    )


def scrub() -> None:
    """Rebuilds the indexes of words and the database file, so that what was blanked is truly gone.

    On SQLite old words linger in the full-text index, in free pages and in the write-ahead log until this is
    done. PostgreSQL's own vacuum frees the space; it is asked to do so at once.
    """
    if connection.in_atomic_block:
        raise RuntimeError("A database file is rebuilt outside any transaction.")
    if connection.vendor == "sqlite":
        _scrub_sqlite()
    else:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")


def _scrub_sqlite() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%%USING fts5%%'")
        for (table,) in cursor.fetchall():
            quoted = connection.ops.quote_name(table)
            cursor.execute(f"INSERT INTO {quoted}({quoted}) VALUES ('rebuild')")  # noqa: S608  our own table
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _years_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return date(day.year + years, 3, 1)


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 2, 28)

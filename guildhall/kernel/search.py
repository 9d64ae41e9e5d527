"""One search over records, written inside the action's transaction and filtered by who may see.

The words lie in an index beside the entries, kept by the database itself: FTS5 in SQLite, tsvector in
PostgreSQL (migration 0002_search). Both fold accents, know that "roads" and "road" are one word, and are
asked through one unmanaged model, so that `visible_to` and the words stand in the same SQL.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Exists, F, FloatField, Func, Lookup, OuterRef
from django.db.models.fields import TextField

from guildhall.kernel import time
from guildhall.kernel.records import Record, RecordQuerySet

if TYPE_CHECKING:
    from guildhall.kernel.services import Service

# Nobody reads the thousand-and-first result; counting it costs what finding it does.
CAP = 1000
LONGEST_WORD, MOST_TERMS = 60, 12


class SearchEntry(models.Model):
    """What can be found of a record: by staff, and, once it is published, by the public."""

    class Audience(models.TextChoices):
        STAFF = "staff", "Staff"
        PUBLIC = "public", "The public"

    record = models.ForeignKey(Record, models.CASCADE, related_name="search_entries")
    audience = models.CharField(max_length=6, choices=Audience.choices, default=Audience.STAFF)
    title = models.TextField()
    text = models.TextField(blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["record", "audience"], name="search_entry_once"),)

    def __str__(self) -> str:
        return self.title


class Words(models.Model):
    """The index itself: a virtual table in SQLite, a view of the entries' vectors in PostgreSQL."""

    entry = models.OneToOneField(
        SearchEntry, models.DO_NOTHING, primary_key=True, db_column="rowid", related_name="words"
    )
    index = models.TextField(db_column="kernel_words")

    class Meta:
        managed = False
        db_table = "kernel_words"

    def __str__(self) -> str:
        return f"words of entry {self.pk}"


@TextField.register_lookup
class Matches(Lookup[Any]):
    """`words__index__matches=query`: the entries in which every term of a Query is found."""

    lookup_name = "matches"
    prepare_rhs = False

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        left, params = self.process_lhs(compiler, connection)
        return f"{left} MATCH %s", [*params, self.rhs.as_fts5()]

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        left, params = self.process_lhs(compiler, connection)
        return f"{left} @@ to_tsquery('guildhall', %s)", [*params, self.rhs.as_tsquery()]


class Rank(Func):
    """How far an entry is from the words; its title weighs four times its text. The nearest is lowest."""

    output_field = FloatField()

    def __init__(self, query: Query) -> None:
        super().__init__(F("search_entries__words__index"))
        self.query = query

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, tuple[str | int, ...]]:
        return "bm25(kernel_words, 4.0, 1.0)", ()

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, list[Any]]:
        index, params = compiler.compile(self.source_expressions[0])
        weights = "'{0.1, 0.1, 0.25, 1.0}'::real[]"
        return f"-ts_rank({weights}, {index}, to_tsquery('guildhall', %s))", [
            *params,
            self.query.as_tsquery(),
        ]


@dataclass(frozen=True)
class Term:
    """Words that stand together, in this order; a prefix when the last of them may go on."""

    words: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True)
class Query:
    """What somebody typed, understood: every term must be found. Any text at all can be understood."""

    terms: tuple[Term, ...]

    @classmethod
    def parse(cls, typed: str) -> Query:
        """Words, "words in quotes", and beginnings of words with a star; everything else is passed over."""
        text = unicodedata.normalize("NFKC", typed).encode(errors="ignore").decode()
        pieces = re.findall(r'"([^"]*)(?:"(\*?)|$)|([^\s"]+)', text)
        terms = (_term(quoted or word, bool(star) or word.endswith("*")) for quoted, star, word in pieces)
        return cls(tuple(term for term in terms if term.words)[:MOST_TERMS])

    def __bool__(self) -> bool:
        return bool(self.terms)

    def as_fts5(self) -> str:
        return " ".join(f'"{" ".join(term.words)}"{"*" if term.prefix else ""}' for term in self.terms)

    def as_tsquery(self) -> str:
        return " & ".join(f"({' <-> '.join(term.words)}{':*' if term.prefix else ''})" for term in self.terms)


def _term(text: str, prefix: bool) -> Term:
    """The words of one piece: "IR-2017" is two that stand together."""
    words = re.findall(r"[^\W_]+", text)
    return Term(tuple(word[:LONGEST_WORD] for word in words[:MOST_TERMS]), prefix)


class Found:
    """What a search found: counted up to a cap, best first, or newest first when there are more than that."""

    def __init__(self, records: RecordQuerySet, query: Query) -> None:
        self.records, self.query = records, query

    @cached_property
    def newest(self) -> list[int]:
        """Records found, newest first, and one more than the cap when there are more.

        The order is the index's own, so that it can stop at the cap: by the entries' it would sort them all.
        """
        found = self.records.order_by("-search_entries__words__pk").values_list("pk", flat=True)
        return list(found[: CAP + 1])

    @property
    def capped(self) -> bool:
        return len(self.newest) > CAP

    @property
    def count(self) -> int:
        return min(len(self.newest), CAP)

    def page(self, number: int, size: int) -> list[Record]:
        """The records of one page, counted from 1."""
        ids = self._best()[(number - 1) * size : number * size]
        records = Record.objects.select_related("owner", "team").in_bulk(ids)
        return [records[pk] for pk in ids if pk in records]

    def _best(self) -> list[int]:
        if self.capped or self.count < 2:
            return self.newest[:CAP]
        return list(self.records.order_by(Rank(self.query), "-pk").values_list("pk", flat=True)[:CAP])


def find(user: Any, words: str, service: Service | None = None) -> Found:
    """The records with these words that this person may see."""
    return _find(Record.objects.visible_to(user), SearchEntry.Audience.STAFF, words, service)


def find_public(words: str, service: Service | None = None) -> Found:
    """The published records with these words in what is published of them."""
    return _find(Record.objects.published(time.today()), SearchEntry.Audience.PUBLIC, words, service)


def _find(records: RecordQuerySet, audience: str, words: str, service: Service | None) -> Found:
    query = Query.parse(words)
    if service:
        records = records.of(service.key)
    return Found(_with(records, query, audience), query)


def _with(records: Any, query: Query, audience: str) -> Any:
    if not query:
        return records.none()
    return records.filter(search_entries__words__index__matches=query, search_entries__audience=audience)


def containing(records: Any, words: str, audience: str = SearchEntry.Audience.STAFF) -> Any:
    """Of these records, those with the words; all of them when nothing was asked.

    Few are named one by one. Of many the list's own order finds the first page, each row asked in turn:
    to gather them all first would take as long as reading the whole index.
    """
    if not words.strip():
        return records
    query = Query.parse(words)
    if not query:
        return records.none()
    found = SearchEntry.objects.filter(words__index__matches=query, audience=audience)
    few = list(found.values_list("record_id", flat=True)[: CAP + 1])
    if len(few) <= CAP:
        return records.filter(pk__in=few)
    return records.filter(Exists(found.filter(record=OuterRef("pk"))))


def by_reference(user: Any, typed: str) -> Record | None:
    """The record whose reference was typed, however it was spaced or cased, if this person may see it."""
    # Control characters too: PostgreSQL refuses to be asked about a NUL.
    reference = re.sub(r"[\s\x00-\x1f\x7f]+", "", typed).upper().replace("–", "-")
    return Record.objects.visible_to(user).filter(reference=reference[:32]).first() if reference else None


def entry(record: Any) -> SearchEntry:
    """What staff find of a record, not yet saved."""
    text = " ".join(str(getattr(record, name) or "") for name in record.declaration.searches)
    title = f"{record.reference} {record.title}"
    return SearchEntry(record_id=record.pk, audience=SearchEntry.Audience.STAFF, title=title, text=text)


def write(record: Any) -> None:
    """Brings a record's entries up to date with its words: what the public may find, from its day on."""
    service, staff = record.declaration, entry(record)
    _put(record, SearchEntry.Audience.STAFF, staff.title, staff.text)
    public = service.public
    if public and record.published_on and record.published_on <= time.today():
        shown = " ".join(str(getattr(record, name) or "") for name in public.shows)
        _put(record, SearchEntry.Audience.PUBLIC, getattr(record, public.title), shown)
    elif record.event_count > 1:
        SearchEntry.objects.filter(record=record, audience=SearchEntry.Audience.PUBLIC).delete()


def _put(record: Any, audience: str, title: str, text: str) -> None:
    if record.event_count == 1:  # just opened: nothing to look for
        SearchEntry.objects.create(record=record, audience=audience, title=title, text=text)
    else:
        SearchEntry.objects.update_or_create(
            record=record, audience=audience, defaults={"title": title, "text": text}
        )

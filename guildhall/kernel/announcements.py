"""One event on each of many records at once, as when a bank holiday moves the dates of thousands.

The words that many have in common are put into JSON once, and rows go to the database without a model
for each. The chains that come out are those `events.prepare` makes, to the last digit: a test compares them.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import connection

from guildhall.kernel import time
from guildhall.kernel.events import GENESIS, Event
from guildhall.kernel.gates import Actor

COLUMNS = (
    "record_id", "sequence", "action", "actor_kind", "actor_id", "from_stage", "to_stage",
    "effective_on", "recorded_at", "words", "salts", "digests", "digest",
)  # fmt: skip
_encode = json.JSONEncoder(sort_keys=True).encode


class Standing(NamedTuple):
    """A record as it stood when it was read: what its chain goes on from."""

    pk: int
    reference: str
    stage: str
    event_count: int
    event_head: str


class Announcement:
    """What these events have in common: what was done, by whom, and on which day."""

    def __init__(self, *, action: str, by: Actor, on: date) -> None:
        self.action, self.by, self.on, self.at = action, by, on, time.now()
        self._stored_at = connection.ops.adapt_datetimefield_value(self.at)
        self._shared = lru_cache(maxsize=4096)(self._encoded)

    def row(self, record: Standing, sentence: str) -> tuple[Any, ...]:
        """The next event of a record's chain, sealed, in the order of COLUMNS."""
        words, told = self._shared(sentence)
        salts = {name: secrets.token_hex(16) for name in told}
        digests = {name: _sha256(f'["{salt}", {told[name]}]') for name, salt in salts.items()}
        sequence, stage = record.event_count + 1, record.stage
        what = (sequence, self.action, self.by.kind, self.by.id, stage, stage)
        content = (
            record.event_head or GENESIS, record.reference, *what,
            self.on.isoformat(), self.at.timestamp(), digests,
        )  # fmt: skip
        digest = _sha256(_encode(content))
        return (record.pk, *what, self.on, self._stored_at, words, _encode(salts), _encode(digests), digest)

    def _encoded(self, sentence: str) -> tuple[str, dict[str, str]]:
        words = {"sentence": sentence, "actor": self.by.name}
        return _encode(words), {name: _encode(value) for name, value in words.items()}


def insert(rows: Iterable[tuple[Any, ...]]) -> None:
    """Adds the events. The caller moves the records' counts and heads on in the same transaction."""
    table, columns = Event._meta.db_table, ", ".join(COLUMNS)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # COPY costs the server half of what INSERT does
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            places = ", ".join(["%s"] * len(COLUMNS))
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", list(rows))  # noqa: S608


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()

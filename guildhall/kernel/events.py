"""What was done to which record, by whom, and why: append-only, and chained so that a missing page shows.

The chain covers digests, salted per field, never the words themselves. When the law says to forget, the
words and their salts go and the digests stay: the chain still verifies, and nothing can be guessed back.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import F
from django.utils.encoding import force_bytes

from guildhall.kernel import time
from guildhall.kernel.records import Record

if TYPE_CHECKING:
    from guildhall.kernel.gates import Actor

GENESIS = "0" * 64


class Event(models.Model):
    """One thing that was done. Rows are added, and blanked when the law says so; never changed or removed."""

    # The constraint on its sequence begins with the record: an index of its own would only be written twice.
    record = models.ForeignKey(Record, models.PROTECT, related_name="events", db_index=False)
    sequence = models.PositiveIntegerField()
    action = models.CharField(max_length=48)
    actor_kind = models.CharField(max_length=12)
    actor_id = models.BigIntegerField(null=True)
    from_stage = models.CharField(max_length=32, blank=True)
    to_stage = models.CharField(max_length=32)
    effective_on = models.DateField(help_text="The law's date: the Friday the paper arrived.")
    recorded_at = models.DateTimeField(help_text="The system's: the Monday it was logged.")
    words = models.JSONField(
        default=dict, help_text="sentence, actor, and what changed: all that can name a person."
    )
    salts = models.JSONField(default=dict)
    digests = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    # The form's one-time key: a form posted twice finds its first event here.
    submission = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001  absent is not alike
    blanked_on = models.DateField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["record", "sequence"], name="event_sequence"),)
        indexes = (models.Index(fields=["recorded_at"], name="event_recorded"),)

    def __str__(self) -> str:
        return f"{self.record_id}.{self.sequence} {self.action}"

    @property
    def sentence(self) -> str:
        """What was done, as it was shown on the day."""
        return str(self.words.get("sentence", "Blanked when its time was up."))

    @property
    def actor(self) -> str:
        return str(self.words.get("actor", "Somebody"))

    @property
    def changes(self) -> dict[str, list[Any]]:
        """Field → [before, after]."""
        return dict(self.words.get("changes", {}))

    def content(self, previous: str, reference: str) -> str:
        """The digest of this event as chained to `previous` on the record of that reference."""
        return _sha256(
            [
                previous,
                reference,
                self.sequence,
                self.action,
                self.actor_kind,
                self.actor_id,
                self.from_stage,
                self.to_stage,
                self.effective_on.isoformat(),
                self.recorded_at.timestamp(),
                self.digests,
            ]
        )

    def seal(self, previous: str, reference: str) -> None:
        """Salts and digests the words, and chains the event to the one before it."""
        self.salts = {name: secrets.token_hex(16) for name in self.words}
        self.digests = {name: _sha256([self.salts[name], value]) for name, value in self.words.items()}
        self.digest = self.content(previous, reference)

    def blank(self, today: date) -> None:
        """Forgets the words; the digests stay, so the chain still verifies."""
        self.words, self.salts, self.blanked_on = {}, {}, today

    def flaw(self, previous: str, reference: str) -> str | None:
        """What is wrong with this event, or None."""
        if self.digest != self.content(previous, reference):
            return "has been changed"
        if not self.blanked_on and self.words.keys() != self.digests.keys():
            return "has lost words that no disposal took"
        if any(
            self.digests.get(name) != _sha256([self.salts.get(name), value])
            for name, value in self.words.items()
        ):
            return "says other words than it did"
        return None


def _sha256(value: Any) -> str:
    return hashlib.sha256(force_bytes(json.dumps(value, sort_keys=True, default=str))).hexdigest()


def prepare(
    record: Record,
    *,
    action: str,
    by: Actor,
    from_stage: str,
    sentence: str,
    on: date,
    changes: Mapping[str, Any] | None = None,
    submission: str | None = None,
) -> Event:
    """The next event of a record's chain, sealed but not saved; moves the record's count and head on."""
    event = Event(
        record=record if record.pk else None,
        sequence=record.event_count + 1,
        action=action,
        actor_kind=by.kind,
        actor_id=by.id,
        from_stage=from_stage,
        to_stage=record.stage,
        effective_on=on,
        recorded_at=time.now(),
        words={"sentence": sentence, "actor": by.name, **({"changes": changes} if changes else {})},
        submission=submission,
    )
    event.seal(record.event_head or GENESIS, record.reference)
    record.event_count, record.event_head = event.sequence, event.digest
    return event


def note(record: Record, *, action: str, by: Actor, sentence: str, on: date | None = None) -> Event:
    """Adds to a record's chain what was done beside its verbs: a letter posted, a record forgotten."""
    with transaction.atomic():
        locked = Record.objects.select_for_update().get(pk=record.pk)
        event = prepare(
            locked, action=action, by=by, from_stage=locked.stage, sentence=sentence, on=on or time.today()
        )
        locked.save(update_fields=["event_count", "event_head"])
        event.save(force_insert=True)
    return event


@dataclass(frozen=True)
class Flaw:
    """One break in a chain: which record, and what is wrong."""

    reference: str
    sentence: str


def flaws(records: models.QuerySet[Record]) -> Iterator[Flaw]:
    """Walks the chains of these records and yields every break: changed, missing, or cut short.

    One statement reads a record's count beside its events, so that writing meanwhile looks like no break.
    """
    walked = (
        Event.objects.filter(record__in=records.values("pk"))
        .annotate(of=F("record__reference"), counted=F("record__event_count"), head=F("record__event_head"))
        .order_by("record_id", "sequence")
    )
    for _, chain in groupby(walked.iterator(chunk_size=2000), key=lambda event: event.record_id):
        yield from _breaks(chain)
    for record in records.filter(event_count__gt=0, events=None):
        yield Flaw(record.reference, f"the record counts {record.event_count} events and none is there")


def _breaks(chain: Iterable[Any]) -> Iterator[Flaw]:
    previous, expected = GENESIS, 0
    for event in chain:
        expected += 1
        if event.sequence != expected:
            yield Flaw(event.of, f"event {expected} is missing")
            expected = event.sequence
        if flaw := event.flaw(previous, event.of):
            yield Flaw(event.of, f"event {event.sequence} ({event.action}) {flaw}")
        previous = event.digest
    if (event.counted, event.head) != (expected, previous):
        yield Flaw(event.of, f"the record counts {event.counted} events and {expected} are there")

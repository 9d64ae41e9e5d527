"""What must be true of the records. Where it is not there is a Finding: a query, never a row."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models

from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.records import Record, RecordQuerySet

if TYPE_CHECKING:
    from guildhall.kernel.services import Service

# How many records are held at a time while findings are walked.
CHUNK = 2000


class DutyException(models.Model):
    """A finding somebody has answered for: who, why, and until when. Nothing is excepted for ever."""

    duty = models.CharField(max_length=80)
    record = models.ForeignKey(Record, models.CASCADE, related_name="exceptions")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="exceptions")
    reason = models.TextField()
    until = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["duty", "record"], name="exception_once"),)

    def __str__(self) -> str:
        return f"{self.duty}: {self.record_id} until {self.until}"


@dataclass(frozen=True)
class Finding:
    """One record that does not meet one duty, and the exception somebody answers for, where one is live.

    `detail` are the sentences that say what in the record is meant, where the duty can tell.
    """

    duty: Duty
    record: Record
    exception: DutyException | None = None
    detail: tuple[str, ...] = ()

    @property
    def as_data(self) -> dict[str, Any]:
        """As it is written to a file or sent by the API."""
        duty, record, answer = self.duty, self.record, self.exception
        return {
            "duty": duty.key,
            "title": duty.title,
            "law": duty.law,
            "record": record.reference,
            "record_title": record.title,
            "stage": record.stage,
            "due_on": record.due_on and record.due_on.isoformat(),
            "detail": list(self.detail),
            "settled_by": duty.settled_by,
            "exception": answer
            and {"owner": str(answer.owner), "reason": answer.reason, "until": answer.until.isoformat()},
        }


class Duty:
    """What must be true of a service's records.

    `failing(records, today)` returns those for which it is not; `over(records, today)` those it applies to
    (all of them, unless said); `settled_by` says in a sentence what ends a finding; `detail(record, today)`
    says, in sentences, what in a record that fails is meant. What it reads beside the record's own row,
    `failing` prefetches.
    """

    def __init__(
        self,
        service: Service,
        title: str,
        failing: Callable[[RecordQuerySet, date], RecordQuerySet],
        *,
        law: str = "",
        settled_by: str = "",
        over: Callable[[RecordQuerySet, date], RecordQuerySet] | None = None,
        detail: Callable[[Any, date], Iterable[str]] | None = None,
    ) -> None:
        self.service, self.title, self.failing, self.law, self.settled_by = (
            service,
            title,
            failing,
            law,
            settled_by,
        )
        self.name, self.over = failing.__name__, over or (lambda records, today: records)
        self.detail = detail
        if self.name in service.duties:
            raise ValueError(f"{service.key} has two duties called {self.name}.")
        service.duties[self.name] = self

    def __repr__(self) -> str:
        return f"<Duty {self.key}>"

    @property
    def key(self) -> str:
        return f"{self.service.key}.{self.name}"

    def scope(self, user: Any, today: date) -> RecordQuerySet:
        """The records the duty applies to, of those the user may see; SYSTEM sees all."""
        records = self.service.records
        return self.over(records if user is SYSTEM else records.visible_to(user), today)

    def broken(self, user: Any, today: date, *, excepted: bool = False) -> RecordQuerySet:
        """The records that do not meet it; those with a live exception only when asked for."""
        failing = self.failing(self.scope(user, today), today)
        excused = self.excused(today)
        return failing.filter(pk__in=excused) if excepted else failing.exclude(pk__in=excused)

    def excused(self, today: date) -> models.QuerySet[DutyException, Any]:
        """The ids of records with a live exception from this duty."""
        return DutyException.objects.filter(duty=self.key, until__gte=today).values("record_id")

    def may_fail(self, records: RecordQuerySet, today: date) -> RecordQuerySet:
        """Of these records, those that do not meet it, as far as a query can say."""
        return self.failing(self.over(records, today), today)

    def fails(self, record: Any, today: date) -> bool:
        """Whether a record that may fail does; nothing is left to ask where the query has said it."""
        return True

    def told_of(self, record: Any, today: date) -> tuple[str, ...]:
        """What in a record that does not meet it is meant; nothing where the duty's own title says it."""
        return tuple(self.detail(record, today)) if self.detail else ()

    def findings(self, user: Any, today: date) -> Iterator[Finding]:
        """Every record that does not meet it, most urgent first, and then those with a live exception."""
        for record in self.broken(user, today).most_urgent_first().iterator(chunk_size=CHUNK):
            yield Finding(self, record, detail=self.told_of(record, today))
        answered_for = self.broken(user, today, excepted=True).most_urgent_first()
        live = models.Prefetch(
            "exceptions",
            DutyException.objects.filter(duty=self.key, until__gte=today).select_related("owner"),
        )
        for record in answered_for.prefetch_related(live).iterator(chunk_size=CHUNK):
            yield Finding(self, record, record.exceptions.all()[0], self.told_of(record, today))


def findings(duties: Iterable[Duty], user: Any, today: date) -> Generator[Finding, None, None]:
    """The findings of several duties, one duty after the other."""
    for duty in duties:
        yield from duty.findings(user, today)


def all_duties() -> list[Duty]:
    """Every duty of every service, by key."""
    from guildhall.kernel.services import services

    return sorted((each for owner in services() for each in owner.duties.values()), key=lambda each: each.key)

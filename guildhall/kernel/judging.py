"""Duties over words: what no query can weigh is judged in Python, one record after the other.

A plan's wording, a reference that resolves to nothing or figures that do not add up are such. The verdicts on
a service's records are worked out together and stand until one of the records they rest on changes: for some
hundreds of records, not for a million.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from guildhall.kernel.duties import Duty
from guildhall.kernel.records import Record, RecordQuerySet

if TYPE_CHECKING:
    from guildhall.kernel.services import Service

Judge = Callable[[Any, date], Iterable[str]]
# Of each duty by its name, the records that do not meet it, each with the sentences that say why.
Verdicts = dict[str, dict[int, tuple[str, ...]]]


class JudgedDuty(Duty):
    """A duty whose test is Python: `judge(record, today)` says, in sentences, what is not as it must be.

    It says nothing where all is well. `reads` names what it reads beside the record's own row, as
    `prefetch_related` takes it; `beside` the services whose records it looks at as well.
    """

    def __init__(
        self,
        service: Service,
        title: str,
        judge: Judge,
        *,
        law: str = "",
        settled_by: str = "",
        over: Callable[[RecordQuerySet, date], RecordQuerySet] | None = None,
        reads: tuple[str, ...] = (),
        beside: tuple[str, ...] = (),
    ) -> None:
        def failing(records: RecordQuerySet, today: date) -> RecordQuerySet:
            return records.filter(pk__in=list(self._verdicts(today)))

        failing.__name__ = judge.__name__
        super().__init__(service, title, failing, law=law, settled_by=settled_by, over=over)
        self.judge, self.reads, self.beside = judge, reads, beside

    def _verdicts(self, today: date) -> dict[int, tuple[str, ...]]:
        return verdicts(self.service, today)[self.name]

    def told_of(self, record: Any, today: date) -> tuple[str, ...]:
        """What the judge says of a record; nothing where all is well."""
        return self._verdicts(today).get(record.pk, ())

    def may_fail(self, records: RecordQuerySet, today: date) -> RecordQuerySet:
        """Every record it is about: which of them fail is for the judge."""
        return self.over(records, today)

    def fails(self, record: Any, today: date) -> bool:
        return bool(self.told_of(record, today))


@dataclass(frozen=True)
class _Kept:
    """The verdicts on a service's records, and what they rest on: the day, the duties and the records."""

    rest_on: tuple[date, tuple[str, ...], tuple[str, ...]]
    verdicts: Verdicts


_kept: dict[str, _Kept] = {}


def verdicts(service: Service, today: date) -> Verdicts:
    """What the judges of a service say of its records on a day, anew when any of them has changed.

    A record's head is the digest of all that was ever done to it, so the same heads mean the same records.
    """
    judged = [each for each in service.duties.values() if isinstance(each, JudgedDuty)]
    looked_at = {service.key, *(key for each in judged for key in each.beside)}
    heads = Record.objects.filter(service__in=looked_at).order_by("pk").values_list("event_head", flat=True)
    rest_on = (today, tuple(each.name for each in judged), tuple(heads))
    known = _kept.get(service.key)
    if known is None or known.rest_on != rest_on:
        known = _kept[service.key] = _Kept(rest_on, _judge(service, judged, today))
    return known.verdicts


def _judge(service: Service, judged: list[JudgedDuty], today: date) -> Verdicts:
    reads = sorted({name for each in judged for name in each.reads})
    records = {each.pk: each for each in service.records.prefetch_related(*reads)}
    return {
        duty.name: {
            pk: sentences
            for pk in duty.over(service.records, today).values_list("pk", flat=True)
            if pk in records and (sentences := tuple(duty.judge(records[pk], today)))
        }
        for duty in judged
    }

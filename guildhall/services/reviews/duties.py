"""What must be true of every review."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import F

from guildhall.kernel.records import RecordQuerySet
from guildhall.services.reviews.service import reviews


@reviews.duty(
    "Every review is decided in its time",
    law="FOIA 2000 s.45 Code part 5 (20 working days, 40 in an exceptional case); EIR 2004 reg.11(4) (40)",
    settled_by="Decide it or, before the first time is out, extend it.",
    over=lambda records, today: records.open(),
)
def decided_in_time(records: RecordQuerySet, today: date) -> RecordQuerySet:
    return records.late(today)


@reviews.duty(
    "Every review is decided by somebody else",
    law="FOIA 2000 s.45 Code 5.4",
    settled_by="Have it decided again by somebody who did not answer the request.",
    over=lambda records, today: records.exclude(outcome=""),
)
def decided_by_somebody_else(records: Any, today: date) -> Any:
    return records.filter(decided_by=None) | records.filter(decided_by=F("answered_by"))

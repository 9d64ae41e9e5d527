"""What must be true of every letter wanted in another format."""

from __future__ import annotations

from datetime import date

from guildhall.kernel.records import RecordQuerySet
from guildhall.services.formats.service import formats


@formats.duty(
    "Every letter is sent in the format it was wanted in, in time",
    law="Equality Act 2010 s.20; the council's promise of ten working days",
    settled_by="Send it, or say why it cannot be done and what is offered instead.",
    over=lambda records, today: records.open(),
)
def sent_in_time(records: RecordQuerySet, today: date) -> RecordQuerySet:
    return records.late(today)

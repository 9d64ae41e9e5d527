"""What must be true of every part."""

from __future__ import annotations

from datetime import date

from guildhall.kernel.records import RecordQuerySet
from guildhall.services.parts.service import parts


@parts.duty(
    "Every team gives its part in time",
    law="The council's promise: ten working days, and before the answer itself is due",
    settled_by="Give the part, return it, or remind the team.",
    over=lambda records, today: records.open(),
)
def given_in_time(records: RecordQuerySet, today: date) -> RecordQuerySet:
    return records.late(today)

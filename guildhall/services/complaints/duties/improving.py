"""What must be true of what becomes better because of complaints."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from guildhall.services.complaints.afterwards import improvements
from guildhall.services.complaints.models import Improvement

CODE = "Complaint Handling Codes 2024, 9"
TOLD_WITHIN = timedelta(days=28)


@improvements.duty(
    "What is learned from complaints is done by its day",
    law=CODE,
    settled_by="Do it and say how that is known, or plan it for a later day.",
    over=lambda records, today: records.open(),
)
def done_in_time(records: Any, today: date) -> Any:
    return records.late(today)


@improvements.duty(
    "Every improvement has an owner",
    law=CODE,
    settled_by="Give it to somebody.",
    over=lambda records, today: records.open(),
)
def has_an_owner(records: Any, today: date) -> Any:
    return records.filter(owner=None)


@improvements.duty(
    "Everybody is told what was done, or it is said why not",
    law=f"{CODE}; the council’s promise of four weeks",
    settled_by="Publish it, or decide not to and say why.",
    over=lambda records, today: records.filter(stage=Improvement.Stage.DONE, disposed_on=None),
)
def told_to_everybody(records: Any, today: date) -> Any:
    return records.filter(done_on__lt=today - TOLD_WITHIN, published_on=None, not_published_because="")

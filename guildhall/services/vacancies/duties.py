"""What must be true of casual vacancies."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef

from guildhall.kernel.deadlines import Deadline
from guildhall.services.vacancies.service import vacancies

# "As soon as practicable": a week is.
NOTICED_WITHIN = timedelta(days=7)


def not_filled(records: Any, today: date) -> Any:
    return records.open()


@vacancies.duty(
    "Public notice of a vacancy is given within a week",
    law="LGA 1972 s.87(2)",
    settled_by="Give public notice.",
    over=not_filled,
)
def noticed(records: Any, today: date) -> Any:
    return records.filter(noticed_on=None, arose_on__lt=today - NOTICED_WITHIN)


@vacancies.duty(
    "A vacancy is filled within thirty-five days",
    law="LGA 1972 s.89(1)",
    settled_by="Hold the election, and enter who was elected.",
    over=not_filled,
)
def filled_in_time(records: Any, today: date) -> Any:
    late = Deadline.objects.filter(record=OuterRef("pk"), kind="election", met_on=None, due_on__lt=today)
    return records.filter(Exists(late))

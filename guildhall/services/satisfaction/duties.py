"""What must be true of surveys."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef

from guildhall.commons.satisfaction.models import Invitation
from guildhall.services.satisfaction.models import Survey
from guildhall.services.satisfaction.service import Stage, satisfaction

RULE = "The council’s customer service strategy: feedback is learned from"
A_QUARTER = timedelta(days=92)


@satisfaction.duty(
    "The results of every running survey are looked at each quarter",
    law=RULE,
    settled_by="Say what the answers tell and what is done about it.",
)
def looked_at_each_quarter(records: Any, today: date) -> Any:
    return records.filter(stage=Stage.RUNNING).late(today)


def asked_long_enough(records: Any, today: date) -> Any:
    return records.filter(stage=Stage.RUNNING, opened_on__lte=today - A_QUARTER)


def _sent(today: date) -> Any:
    recent = Invitation.objects.sent().filter(happened_on__gt=today - A_QUARTER)
    return recent.filter(asking__survey=OuterRef("pk"))


def what_came_of_it(survey: Survey, today: date) -> Iterator[str]:
    yield "In the last quarter nobody was asked, or nobody answered."


@satisfaction.duty(
    "A running survey is answered by somebody",
    law="UK GDPR Art. 5(1)(c): no more people are written to than it takes",
    settled_by="Change how many are asked, or end it.",
    over=asked_long_enough,
    detail=what_came_of_it,
)
def is_answered(records: Any, today: date) -> Any:
    return records.filter(~Exists(_sent(today).exclude(answer=None)))

"""What changed for customers on a day: the answers of the months before beside those of the months after."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from guildhall.commons.satisfaction import results
from guildhall.commons.satisfaction.models import ANY, Answer, Invitation
from guildhall.kernel import time
from guildhall.kernel.clocks.periods import months_after
from guildhall.services.satisfaction.models import Change, Survey


@dataclass(frozen=True)
class Compared:
    """One change with both its figures."""

    change: Change
    difference: results.Difference
    begins: date
    ends: date

    @property
    def sides(self) -> list[tuple[str, results.Figure]]:
        return [("Before", self.difference.before), ("After", self.difference.after)]


def compared(surveys: Iterable[Survey]) -> list[Compared]:
    """Every change of these surveys, the latest first."""
    found = Change.objects.filter(survey__in=[each.pk for each in surveys]).select_related("survey")
    return [_compared(each) for each in found.order_by("-on", "pk")[:20]]


def _compared(change: Change) -> Compared:
    first = months_after(change.on, -change.months)
    last = min(months_after(change.on, change.months) - timedelta(days=1), time.today())
    answers, invitations = (_of(change.survey, rows.objects.all()) for rows in (Answer, Invitation))
    return Compared(change, results.around(answers, invitations, change.on, first, last), first, last)


def _of(survey: Survey, rows: Any) -> Any:
    which = {"service": survey.of_service, "channel": survey.channel}
    return rows.filter(**{name: value for name, value in which.items() if value != ANY})

"""What is asked of the answers. Behind each figure stand the surveys: single answers are not listed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Q

from guildhall.commons.satisfaction import results
from guildhall.commons.satisfaction.models import Answer, Invitation
from guildhall.kernel.measures import ONE_PLACE, Sums
from guildhall.kernel.measures import Answer as Said
from guildhall.kernel.periods import Period
from guildhall.services.satisfaction.models import Survey
from guildhall.services.satisfaction.service import satisfaction

INTERNAL, EXTERNAL = Invitation.Customers.INTERNAL, Invitation.Customers.EXTERNAL
HELPDESK = Q(service="contacts")
COMPLAINTS = Q(service="complaints")


@dataclass(frozen=True)
class ShareOfAnswers(Said):
    """A share of facts; nothing where they are too few to be shown."""

    part: Any
    of: Any
    fewest: int = results.FEWEST

    def terms(self) -> list[tuple[Any, models.Aggregate]]:
        return [(self.part, models.Count("*")), (self.of, models.Count("*"))]

    def work_out(self, sums: Sums) -> Decimal | None:
        part, whole = sums
        return (100 * part / whole).quantize(ONE_PLACE) if whole >= max(self.fewest, 1) else None


@dataclass(frozen=True)
class CountOfAnswers(Said):
    """How many answered."""

    answers: Any

    def terms(self) -> list[tuple[Any, models.Aggregate]]:
        return [(self.answers, models.Count("*"))]


def _surveys() -> Any:
    return Survey.objects.all()


def _satisfied(period: Period, *which: Q) -> ShareOfAnswers:
    answers = Answer.objects.within(period).filter(*which).with_a_view()
    return ShareOfAnswers(_surveys(), answers.satisfied(), answers)


@satisfaction.measure("Customers satisfied", unit="%", better="up", counted_on="happened_on")
def satisfied(period: Period) -> ShareOfAnswers:
    """Very or fairly satisfied, of those who were served in the period and expressed a view."""
    return _satisfied(period)


@satisfaction.measure("Satisfied with the city helpdesk", unit="%", better="up", counted_on="happened_on")
def helpdesk(period: Period) -> ShareOfAnswers:
    """Of those who called, wrote to or came to the helpdesk in the period and expressed a view."""
    return _satisfied(period, HELPDESK)


@satisfaction.measure("Residents satisfied", unit="%", better="up", counted_on="happened_on")
def external(period: Period) -> ShareOfAnswers:
    """Of the customers from outside the council who expressed a view."""
    return _satisfied(period, Q(customers=EXTERNAL))


@satisfaction.measure("Colleagues satisfied", unit="%", better="up", counted_on="happened_on")
def internal(period: Period) -> ShareOfAnswers:
    """Of the customers inside the council who expressed a view."""
    return _satisfied(period, Q(customers=INTERNAL))


@satisfaction.measure(
    "Satisfied with how a complaint was handled", unit="%", better="up", counted_on="happened_on"
)
def complaint_handling(period: Period) -> ShareOfAnswers:
    """Of those whose complaint was finished in the period and who expressed a view."""
    return _satisfied(period, COMPLAINTS)


@satisfaction.measure("Got what they needed", unit="%", better="up", counted_on="happened_on")
def got_what_they_needed(period: Period) -> ShareOfAnswers:
    """Of those who said whether they did."""
    said = Answer.objects.within(period).exclude(got="")
    return ShareOfAnswers(_surveys(), said.filter(got=Answer.Got.YES), said)


@satisfaction.measure("Answered when asked", unit="%", better="up", counted_on="happened_on")
def answered(period: Period) -> ShareOfAnswers:
    """The response rate: of the invitations that were sent about the period, those that were answered."""
    sent = Invitation.objects.sent().filter(happened_on__range=(period.first, period.last))
    return ShareOfAnswers(_surveys(), sent.exclude(answer=None), sent, fewest=1)


@satisfaction.measure("Answers", unit="answers", better="up", counted_on="happened_on")
def answers(period: Period) -> CountOfAnswers:
    """How many answered about the period."""
    return CountOfAnswers(_surveys(), Answer.objects.within(period))

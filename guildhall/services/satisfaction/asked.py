"""Which answers a page is about: all of a period for staff; for everybody what gives nobody away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Count

from guildhall.commons.satisfaction import results
from guildhall.commons.satisfaction.models import Answer, Invitation
from guildhall.kernel import time
from guildhall.kernel.figures import Sample
from guildhall.kernel.periods import Period

# A month can be shown once nobody can change an answer about it any more, and all invitations have gone.
SETTLES_AFTER = timedelta(days=35)
MONTH = "month"
PUBLISHED = "helpdesk_satisfaction"


@dataclass(frozen=True)
class Asked:
    """A period, how its answers are told apart, whose they are, and who asks."""

    period: Period
    by: str = MONTH
    customers: str = ""
    public: bool = True

    @property
    def is_over(self) -> bool:
        return is_settled(self.period.last)

    @property
    def ways(self) -> dict[str, str]:
        """How the answers may be told apart. While a year runs, everybody is told months alone.

        Else a service's figure of one month less that of the month before would be what a few people said.
        """
        return results.BY if self.is_over or not self.public else {MONTH: results.BY[MONTH]}

    @cached_property
    def last(self) -> date:
        """The last day shown: for everybody that of the last settled month in which enough answered."""
        if not self.public:
            return self.period.last
        months = [Period.month(first) for first in self.period.months()]
        return max((each.last for each in months if self._can_be_told(each)), default=date.min)

    def _can_be_told(self, month: Period) -> bool:
        enough = Answer.objects.within(month).with_a_view()[: results.FEWEST].count() >= results.FEWEST
        return is_settled(month.last) and enough

    @cached_property
    def answers(self) -> Any:
        return self._of(Answer.objects.all())

    @cached_property
    def invitations(self) -> Any:
        return self._of(Invitation.objects.all())

    def _of(self, rows: Any) -> Any:
        rows = rows.filter(happened_on__range=(self.period.first, min(self.last, self.period.last)))
        return rows.filter(customers=self.customers) if self.customers else rows

    @cached_property
    def breakdown(self) -> results.Breakdown:
        return results.breakdown(self.answers, self.invitations, self.by)

    @cached_property
    def formulas(self) -> list[results.Formula]:
        return [] if self.breakdown.whole_withheld else results.formulas(self.answers)

    @cached_property
    def published(self) -> Sample | None:
        """The figure somebody published for the year, of which only the figure is known."""
        found = Sample.objects.filter(measure=PUBLISHED, dimension="")
        return found.filter(first=self.period.first, last=self.period.last).first()


def is_settled(day: date) -> bool:
    """Whether answers about that day can no longer change."""
    return day + SETTLES_AFTER < time.today()


def left_out(asked: Asked) -> list[tuple[str, int]]:
    """Of those who were drawn: why how many were not asked, or not reached; for those who run surveys."""
    not_sent = asked.invitations.exclude(state__in=(Invitation.State.SENT, Invitation.State.QUEUED))
    counted = not_sent.order_by().values_list("state", "why_not").annotate(n=Count("pk"))
    told = [
        (str(Invitation.WhyNot(why).label if why else Invitation.State(state).label), number)
        for state, why, number in counted
    ]
    return sorted(told, key=lambda pair: (-pair[1], pair[0]))

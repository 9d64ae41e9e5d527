"""What is asked of casual vacancies."""

from __future__ import annotations

from guildhall.kernel.measures import Count
from guildhall.kernel.periods import Period
from guildhall.services.vacancies.models import Vacancy
from guildhall.services.vacancies.service import vacancies


@vacancies.measure("Casual vacancies", unit="vacancies", better="", counted_on="opened_on")
def arisen(period: Period) -> Count:
    """Seats that fell vacant in the period before their time."""
    return Count(Vacancy.objects.filter(opened_on__range=(period.first, period.last)))

"""What is asked of the business cases."""

from __future__ import annotations

from django.db.models import Q

from guildhall.kernel.measures import Count, Period
from guildhall.services.business_cases.models import BusinessCase
from guildhall.services.business_cases.service import Stage, business_cases


@business_cases.measure("Business cases proposed", unit="cases", counted_on="opened_on", public=False)
def proposed(period: Period) -> Count:
    """Cases that were proposed in the period."""
    return Count(BusinessCase.objects.filter(opened_on__range=(period.first, period.last)))


@business_cases.measure("Business cases approved", unit="cases", counted_on="gate_on", public=False)
def approved(period: Period) -> Count:
    """Cases whose last gate, the full case, was passed in the period."""
    through = Q(stage=Stage.DELIVERY) | Q(stage=Stage.CLOSED)
    return Count(BusinessCase.objects.filter(through, gate_on__range=(period.first, period.last)))

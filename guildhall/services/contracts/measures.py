"""What is asked of the contracts."""

from __future__ import annotations

from django.db.models import Q

from guildhall.kernel.measures import Count
from guildhall.kernel.periods import Period
from guildhall.services.contracts.models import Contract
from guildhall.services.contracts.service import contracts


@contracts.measure("Contracts in force", unit="contracts", better="", public=False)
def in_force(period: Period) -> Count:
    """Contracts, leases, waivers, agreements and licences that covered the last day of the period."""
    begun = Q(starts_on=None) | Q(starts_on__lte=period.last)
    goes_on = Q(ends_on=None) | Q(ends_on__gte=period.last)
    return Count(Contract.objects.filter(begun, goes_on))


@contracts.measure(
    "Contracts ended without a decision", unit="contracts", better="down", counted_on="ends_on", public=False
)
def ended_undecided(period: Period) -> Count:
    """Contracts whose last day was in the period, and nobody had decided what follows or let it go on."""
    ended = Contract.objects.filter(ends_on__range=(period.first, period.last))
    return Count(ended.filter(decision="", extended_by=None))

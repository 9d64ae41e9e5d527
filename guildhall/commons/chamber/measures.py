"""What is asked of bodies and members."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, F, OuterRef, Q

from guildhall.commons.chamber.models import Body, Member
from guildhall.commons.chamber.service import bodies, members
from guildhall.kernel.deadlines import Deadline
from guildhall.kernel.measures import Count, Share
from guildhall.kernel.periods import Period


def in_office_on_the_last_day(period: Period) -> Any:
    still = Q(left_on=None) | Q(left_on__gt=period.last)
    councillors = Member.objects.filter(kind=Member.Kind.COUNCILLOR)
    return councillors.filter(still, office_from__lte=period.last)


@members.measure("Members in office", unit="members", better="")
def in_office(period: Period) -> Count:
    """Councillors in office on the last day of the period."""
    return Count(in_office_on_the_last_day(period))


@members.measure("Interests notified in time", unit="%", better="up")
def interests_in_time(period: Period) -> Share:
    """Of the members who took office in the period, those who notified their interests within 28 days."""
    began = Member.objects.filter(office_from__range=(period.first, period.last))
    kept = Deadline.objects.filter(record=OuterRef("pk"), kind="interests", met_on__lte=F("due_on"))
    return Share(began.filter(Exists(kept)), of=began)


@bodies.measure("Bodies of the council", unit="bodies", better="")
def standing(period: Period) -> Count:
    """Bodies that stood on the last day of the period, outside bodies left out."""
    still = Q(dissolved_on=None) | Q(dissolved_on__gt=period.last)
    found = Body.objects.filter(still, established_on__lte=period.last)
    return Count(found.exclude(kind=Body.Kind.OUTSIDE))

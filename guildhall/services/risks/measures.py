"""What is asked of the risks."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, F, Max, OuterRef, Q

from guildhall.kernel.events import Event
from guildhall.kernel.measures import Count, Share
from guildhall.kernel.periods import Period
from guildhall.services.risks.models import SCORE, Band, Mitigation, Risk
from guildhall.services.risks.service import risks


def open_on_the_last_day(period: Period) -> Any:
    still = Q(closed_on=None) | Q(closed_on__gt=period.last)
    return Risk.objects.filter(still, opened_on__lte=period.last)


@risks.measure("Open risks", unit="risks", better="", public=False)
def open_risks(period: Period) -> Count:
    """Risks and issues that were open on the last day of the period."""
    return Count(open_on_the_last_day(period))


@risks.measure("Open risks in the highest band", unit="risks", better="down", public=False)
def highest_band(period: Period) -> Count:
    """Of the risks open on the last day, those that score in the highest band, as they are scored now."""
    lowest = Band.objects.aggregate(lowest=Max("lowest"))["lowest"] or 0
    return Count(open_on_the_last_day(period).annotate(scored=SCORE).filter(scored__gte=lowest))


@risks.measure("Open risks above appetite", unit="%", better="down", public=False)
def above_appetite(period: Period) -> Share:
    """Of the scored risks open on the last day, those above what the council lives with in their category."""
    scored = open_on_the_last_day(period).exclude(current_likelihood=None)
    return Share(scored.filter(category__appetite__lt=SCORE), of=scored)


@risks.measure("Open risks reviewed", unit="%", better="up", public=False)
def reviewed(period: Period) -> Share:
    """Of the risks open on the last day, those reviewed in the period: of a quarter, that should be all."""
    seen = Event.objects.filter(
        record=OuterRef("pk"), action="review", effective_on__range=(period.first, period.last)
    )
    still = open_on_the_last_day(period)
    return Share(still.filter(Exists(seen)), of=still)


@risks.measure("Risks treated in time", unit="%", better="up", public=False)
def treated_in_time(period: Period) -> Share:
    """Of the risks about which something was to be done in the period, those where all of it was in time."""
    due = Mitigation.objects.filter(
        risk=OuterRef("pk"), dropped_on=None, due_on__range=(period.first, period.last)
    )
    missed = due.filter(Q(done_on=None) | Q(done_on__gt=F("due_on")))
    asked = Risk.objects.filter(Exists(due))
    return Share(asked.exclude(Exists(missed)), of=asked)

"""What is asked of the matches."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from guildhall.kernel.measures import Count, Share
from guildhall.kernel.periods import Period
from guildhall.services.linkage.models import Match
from guildhall.services.linkage.service import Stage, linkage

BY_HAND = (Stage.JOINED, Stage.APART, Stage.UNDONE)


def decided_in(period: Period) -> Any:
    return Match.objects.filter(stage__in=BY_HAND, decided_on__gte=period.first, decided_on__lte=period.last)


@linkage.measure("Matches decided", unit="matches", better="up", counted_on="decided_on", public=False)
def decided(period: Period) -> Count:
    """Pairs of entries of which somebody said in the period whether they are one person or two."""
    return Count(decided_in(period))


@linkage.measure("Matches waiting", unit="matches", better="down", public=False)
def waiting(period: Period) -> Count:
    """Pairs of entries of which nobody had said, on the last day of the period, who they are."""
    still = Q(closed_on=None) | Q(closed_on__gt=period.last)
    return Count(Match.objects.filter(still, opened_on__lte=period.last))


@linkage.measure("Joinings undone", unit="%", better="down", counted_on="decided_on", public=False)
def undone(period: Period) -> Share:
    """Of the joinings somebody decided on in the period, those that were parted again."""
    ever = decided_in(period).filter(stage__in=(Stage.JOINED, Stage.UNDONE))
    return Share(ever.filter(stage=Stage.UNDONE), of=ever)


@linkage.measure("Joinings found right", unit="%", better="up", counted_on="decided_on", public=False)
def found_right(period: Period) -> Share:
    """Of what was joined without being asked and drawn by lot to be checked, what was found right.

    It estimates how precise the joining is, by people who looked (clerical review).
    """
    checked = decided_in(period).filter(sampled=True, stage__in=(Stage.JOINED, Stage.UNDONE))
    return Share(checked.filter(stage=Stage.JOINED), of=checked)

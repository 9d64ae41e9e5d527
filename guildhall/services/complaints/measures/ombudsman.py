"""What is asked of Ombudsmen's cases: the measures of the annual review letter, and our own."""

from __future__ import annotations

from typing import Any

from guildhall.kernel.measures import Count, Share
from guildhall.kernel.periods import Period
from guildhall.kernel.records import Record, RecordQuerySet
from guildhall.services.complaints.afterwards import ombudsman, recommendations
from guildhall.services.complaints.models import Enquiry, OmbudsmanCase, Recommendation
from guildhall.services.complaints.models.ombudsman import INVESTIGATED, UPHELD


def _decided(period: Period) -> Any:
    return OmbudsmanCase.objects.filter(decided_on__gte=period.first, decided_on__lte=period.last)


@ombudsman.measure("Complaints an Ombudsman looked at", unit="cases", counted_on="opened_on")
def received(period: Period) -> Count:
    """Cases of which an Ombudsman or the Information Commissioner first told the council in the period."""
    return Count(ombudsman.spine.opened_in(period))


@ombudsman.measure("Ombudsman decisions", unit="decisions", counted_on="decided_on")
def decided(period: Period) -> Count:
    """Decisions of the period, of every kind, those in which nothing was looked into among them."""
    return Count(_decided(period))


@ombudsman.measure("Complaints upheld by an Ombudsman", unit="%", better="down", counted_on="decided_on")
def upheld(period: Period) -> Share:
    """Of the decisions of the period after an investigation, those upheld: upheld ÷ (upheld + not upheld)."""
    known = _decided(period).filter(decision__in=INVESTIGATED)
    return Share(known.filter(decision__in=UPHELD), of=known)


@ombudsman.measure(
    "Upheld, and put right before the Ombudsman asked", unit="%", better="up", counted_on="decided_on"
)
def remedied_before(period: Period) -> Share:
    """Of the decisions upheld in the period, those where the council's own remedy was satisfactory."""
    known = _decided(period).filter(decision__in=UPHELD)
    return Share(known.filter(remedied_before=True), of=known)


@ombudsman.measure("Ombudsman enquiries answered", unit="cases", counted_on="opened_on", public=False)
def enquired(period: Period) -> Count:
    """Cases in which an enquiry was due back in the period."""
    return Count(OmbudsmanCase.objects.filter(pk__in=_enquiries(period).values("case")))


@ombudsman.measure("Ombudsman enquiries answered in time", unit="%", better="up", counted_on="opened_on")
def enquiries_in_time(period: Period) -> Share:
    """Of the cases in which an enquiry was due back in the period, those where each came back by its day."""
    known = OmbudsmanCase.objects.filter(pk__in=_enquiries(period).values("case"))
    late = [each.case_id for each in _enquiries(period) if not each.in_time]
    return Share(known.exclude(pk__in=late), of=known)


def _enquiries(period: Period) -> Any:
    return Enquiry.objects.filter(due_on__gte=period.first, due_on__lte=period.last)


def _due(period: Period) -> RecordQuerySet:
    """What was to be complied with in the period, and is still asked for."""
    known: RecordQuerySet = Recommendation.objects.filter(
        asked_for__gte=period.first, asked_for__lte=period.last
    ).exclude(stage=Recommendation.Stage.DROPPED)
    return known


@recommendations.measure("Ombudsman recommendations due", unit="recommendations", counted_on="asked_for")
def due(period: Period) -> Count:
    """What Ombudsmen recommended to be done by a day in the period."""
    return Count(_due(period))


@recommendations.measure(
    "Ombudsman recommendations complied with", unit="%", better="up", counted_on="asked_for"
)
def complied(period: Period) -> Share:
    """Of what was to be done by a day in the period, what the council complied with, late or not."""
    return Share(_due(period).filter(stage=Recommendation.Stage.COMPLIED), of=_due(period))


@recommendations.measure(
    "Ombudsman recommendations complied with in time", unit="%", better="up", counted_on="asked_for"
)
def complied_in_time(period: Period) -> Share:
    """Of what was to be done by a day in the period, what the council complied with by that day."""
    kept = Record.objects.of(recommendations.key).in_time().values("pk")
    return Share(_due(period).filter(stage=Recommendation.Stage.COMPLIED, pk__in=kept), of=_due(period))

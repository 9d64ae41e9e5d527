"""What is asked of the requests: how many, and how well (s.45 Code of Practice 2018, 8.5)."""

from datetime import date

from django.db.models import F, Q

from guildhall.kernel.measures import Count, Mean, Share
from guildhall.kernel.periods import Period
from guildhall.kernel.records import RecordQuerySet
from guildhall.services.requests.models import ANSWERS, InformationRequest, Outcome
from guildhall.services.requests.service import Stage, requests


@requests.measure("Information requests received", unit="requests", counted_on="opened_on")
def received(period: Period) -> Count:
    """Requests under the FOI Act, the EIR and data protection law that arrived in the period."""
    return Count(requests.spine.opened_in(period))


@requests.measure("Information requests closed", unit="requests", counted_on="closed_on")
def closed(period: Period) -> Count:
    """Requests that were answered, refused, withdrawn or lapsed in the period."""
    return Count(requests.spine.closed_in(period))


@requests.measure("Requests closed in time", unit="%", better="up", counted_on="closed_on")
def in_time(period: Period) -> Share:
    """Of the requests closed in the period, those with every deadline of the law kept.

    Those closed on a day nobody knows, as some that were imported, count neither way.
    """
    known = requests.spine.closed_in(period)
    return Share(known.in_time(), of=known)


ANSWERED_STAGES = (Stage.ANSWERED, Stage.REFUSED)


@requests.measure("Information requests answered", unit="requests", counted_on="closed_on")
def answered(period: Period) -> Count:
    """Requests answered or refused in the period; those withdrawn or lapsed are not among them."""
    return Count(requests.spine.closed_in(period).filter(stage__in=ANSWERED_STAGES))


@requests.measure("Requests answered in time", unit="%", better="up", counted_on="closed_on")
def answered_in_time(period: Period) -> Share:
    """Of the requests answered or refused in the period, those answered within the time of their law.

    The ICO calls 95% good, 90 to 95% adequate and less unsatisfactory.
    """
    known = requests.spine.closed_in(period).filter(stage__in=ANSWERED_STAGES)
    return Share(known.in_time(), of=known)


@requests.measure("Requests received and answered in time", unit="%", better="up", counted_on="opened_on")
def received_in_time(period: Period) -> Share:
    """Of the requests received in the period and answered or refused since, those answered in time."""
    known = requests.spine.opened_in(period).filter(stage__in=ANSWERED_STAGES, in_time__isnull=False)
    return Share(known.in_time(), of=known)


@requests.measure(
    "Average working days to an answer", unit="working days", better="down", counted_on="closed_on"
)
def working_days(period: Period) -> Mean:
    """The working days the council took over the requests answered in the period, its waiting left out."""
    return Mean(InformationRequest.objects.closed_in(period).with_outcome(*ANSWERS), F("working_days"))


@requests.measure("Requests open on the last day", unit="requests")
def still_open(period: Period) -> Count:
    """Requests received by the last day of the period and not closed on it."""
    return Count(_open_on(period.last))


@requests.measure("Requests late on the last day", unit="requests", better="down")
def late(period: Period) -> Count:
    """Of the requests open on the last day of the period, those whose answer was due before it."""
    overdue = Q(deadlines__kind="response", deadlines__due_on__lt=period.last)
    return Count(_open_on(period.last).filter(overdue))


def _open_on(day: date) -> RecordQuerySet:
    closed_later = Q(closed_on=None) | Q(closed_on__gt=day, in_time__isnull=False)
    return requests.spine.filter(closed_later, opened_on__lte=day)


@requests.measure("Requests granted in full", unit="%", counted_on="closed_on")
def granted(period: Period) -> Share:
    """Of the requests closed in the period with an outcome on the substance, those granted in full."""
    decided = InformationRequest.objects.closed_in(period).with_outcome(*ANSWERS)
    return Share(decided.with_outcome(Outcome.GRANTED), of=decided)


@requests.measure("Requests granted in part", unit="requests", counted_on="closed_on")
def granted_in_part(period: Period) -> Count:
    """Requests closed in the period of which a part was withheld."""
    return Count(_closed_with(period, Outcome.PART))


@requests.measure("Requests refused", unit="requests", counted_on="closed_on")
def refused(period: Period) -> Count:
    """Requests closed in the period of which everything was withheld."""
    return Count(_closed_with(period, Outcome.REFUSED))


@requests.measure("Information not held", unit="requests", counted_on="closed_on")
def not_held(period: Period) -> Count:
    """Requests closed in the period for information the council does not hold."""
    return Count(_closed_with(period, Outcome.NOT_HELD))


@requests.measure("Requests withdrawn or lapsed", unit="requests", counted_on="closed_on")
def went_away(period: Period) -> Count:
    """Requests closed in the period because their requester took them back or did not answer."""
    return Count(_closed_with(period, Outcome.WITHDRAWN, Outcome.LAPSED))


def _closed_with(period: Period, *outcomes: str) -> RecordQuerySet:
    found: RecordQuerySet = InformationRequest.objects.closed_in(period).with_outcome(*outcomes)
    return found

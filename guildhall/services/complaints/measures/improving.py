"""What is asked of what becomes better because of complaints."""

from __future__ import annotations

from guildhall.kernel.measures import Count, Share
from guildhall.kernel.periods import Period
from guildhall.services.complaints.afterwards import improvements
from guildhall.services.complaints.models import Complaint, Improvement
from guildhall.services.complaints.service import complaints


@complaints.measure("Complaints learned from", unit="%", better="up", counted_on="answered_on")
def learned(period: Period) -> Share:
    """Of the complaints answered at stage 1 in the period, those of which it was said why it went wrong."""
    known = Complaint.objects.filter(answered_on__gte=period.first, answered_on__lte=period.last)
    return Share(known.exclude(cause=""), of=known)


@improvements.measure("Improvements planned", unit="improvements", counted_on="opened_on")
def planned(period: Period) -> Count:
    """What was planned in the period to become better because people complained."""
    return Count(improvements.spine.opened_in(period))


@improvements.measure("Improvements made in time", unit="%", better="up", counted_on="closed_on")
def done_in_time(period: Period) -> Share:
    """Of the improvements made in the period, those made by the day they were planned for."""
    done = improvements.spine.closed_in(period).filter(stage=Improvement.Stage.DONE)
    return Share(done.in_time(), of=done)


@improvements.measure("You said, we did", unit="improvements", better="up", counted_on="published_on")
def published(period: Period) -> Count:
    """Improvements everybody was told of in the period."""
    return Count(improvements.spine.filter(published_on__gte=period.first, published_on__lte=period.last))

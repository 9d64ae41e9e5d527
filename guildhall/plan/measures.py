"""How much of what plans set out to do was done."""

from __future__ import annotations

from guildhall.kernel.measures import Share
from guildhall.kernel.periods import Period
from guildhall.plan.models import Deliverable
from guildhall.plan.service import deliverables


@deliverables.measure("Deliverables delivered", unit="%", better="up", counted_on="closed_on", public=False)
def share_delivered(period: Period) -> Share:
    """Of the deliverables that ended in the period (delivered, dropped or carried), those delivered."""
    ended = Deliverable.objects.filter(closed_on__range=(period.first, period.last))
    return Share(ended.filter(stage=Deliverable.Stage.DELIVERED), of=ended)

"""How much of what plans set out to do was done."""

from __future__ import annotations

from django.db.models import Exists, OuterRef

from guildhall.kernel.measures import Share
from guildhall.kernel.periods import Period
from guildhall.plan.models import Deliverable, RollingProgramme, Subject
from guildhall.plan.service import deliverables, programmes


@deliverables.measure("Deliverables delivered", unit="%", better="up", counted_on="closed_on", public=False)
def share_delivered(period: Period) -> Share:
    """Of the deliverables that ended in the period (delivered, dropped or carried), those delivered."""
    ended = Deliverable.objects.filter(closed_on__range=(period.first, period.last))
    return Share(ended.filter(stage=Deliverable.Stage.DELIVERED), of=ended)


@programmes.measure("Rolling programmes up to date", unit="%", better="up")
def up_to_date(period: Period) -> Share:
    """Of the programmes running on the last day, those with nothing left to do of the years that are over."""
    running = RollingProgramme.objects.filter(opened_on__lte=period.last, closed_on=None)
    over = Period.containing(period.last).first.year
    left = Subject.objects.filter(programme=OuterRef("pk"), done_on=None, dropped_on=None, year__lt=over)
    return Share(running.exclude(Exists(left)), of=running)

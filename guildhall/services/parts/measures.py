"""What is asked of the parts."""

from guildhall.kernel.measures import Count, Share
from guildhall.kernel.periods import Period
from guildhall.services.parts.models import Part
from guildhall.services.parts.service import parts


@parts.measure("Parts asked of teams", unit="parts", counted_on="opened_on", public=False)
def asked(period: Period) -> Count:
    """Parts of answers that teams were asked for in the period."""
    return Count(parts.spine.opened_in(period))


@parts.measure("Parts given in time", unit="%", better="up", counted_on="closed_on", public=False)
def in_time(period: Period) -> Share:
    """Of the parts given or returned in the period, those given or returned in time."""
    given = parts.spine.closed_in(period).exclude(stage=Part.Stage.CALLED_OFF)
    return Share(given.in_time(), of=given)

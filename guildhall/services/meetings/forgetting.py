"""What retention takes from meetings: all that hangs on them, once the record's time is up."""

from datetime import date

from guildhall.kernel.retention import forgets
from guildhall.services.meetings.models import Attendance, FollowUp, Issue, Item


@forgets("papers and minutes")
def forget_papers(ids: list[int], today: date) -> int:
    """Deletes the items, papers, attendances and follow-ups of those meetings."""
    counts = [
        model.objects.filter(meeting__in=ids).delete()[0] for model in (FollowUp, Item, Issue, Attendance)
    ]
    return sum(counts)

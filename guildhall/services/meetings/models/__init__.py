"""What the service keeps."""

from guildhall.services.meetings.models.meeting import Issue, Item, Meeting
from guildhall.services.meetings.models.minutes import (
    Attendance,
    Declaration,
    FollowUp,
    Motion,
    Vote,
)
from guildhall.services.meetings.models.report import Report

__all__ = [
    "Attendance",
    "Declaration",
    "FollowUp",
    "Issue",
    "Item",
    "Meeting",
    "Motion",
    "Report",
    "Vote",
]

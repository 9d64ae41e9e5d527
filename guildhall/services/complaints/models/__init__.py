"""Complaints, their points, what was decided of each, and what was promised."""

from guildhall.services.complaints.models.complaint import Complaint, ComplaintQuerySet
from guildhall.services.complaints.models.points import Decision, Offered, Point
from guildhall.services.complaints.models.remedy import Remedy
from guildhall.services.complaints.models.words import FAULT, Cause, Ground, Outcome

__all__ = [
    "FAULT",
    "Cause",
    "Complaint",
    "ComplaintQuerySet",
    "Decision",
    "Ground",
    "Offered",
    "Outcome",
    "Point",
    "Remedy",
]

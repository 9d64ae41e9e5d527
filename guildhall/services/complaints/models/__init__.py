"""Complaints and their points, what was promised, what an Ombudsman made of them."""

from guildhall.services.complaints.models.complaint import Complaint, ComplaintQuerySet
from guildhall.services.complaints.models.improvement import Improvement
from guildhall.services.complaints.models.letters import LetterLine
from guildhall.services.complaints.models.ombudsman import Enquiry, OmbudsmanCase, Recommendation
from guildhall.services.complaints.models.points import Decision, Offered, Point
from guildhall.services.complaints.models.remedy import Remedy
from guildhall.services.complaints.models.report import AnnualReport, ReportPassage
from guildhall.services.complaints.models.words import FAULT, Cause, Ground, Outcome

__all__ = [
    "FAULT",
    "AnnualReport",
    "Cause",
    "Complaint",
    "ComplaintQuerySet",
    "Decision",
    "Enquiry",
    "Ground",
    "Improvement",
    "LetterLine",
    "Offered",
    "OmbudsmanCase",
    "Outcome",
    "Point",
    "Recommendation",
    "Remedy",
    "ReportPassage",
]

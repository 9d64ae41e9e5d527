"""The verbs of meetings and of reports."""

from guildhall.services.meetings.actions import issuing, minuting, planning, reports

__all__ = ["issuing", "minuting", "planning", "reports"]

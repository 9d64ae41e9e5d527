"""What must be true of the annual reports."""

from __future__ import annotations

from datetime import date
from typing import Any

from guildhall.services.complaints.afterwards import complaint_reports
from guildhall.services.complaints.models import AnnualReport

LAW = "Complaint Handling Codes 2024, 8.1, 8.2"


@complaint_reports.duty(
    "The annual complaints report is published in time",
    law=LAW,
    settled_by="Write what is missing, and publish it.",
    over=lambda records, today: records.open(),
)
def published_in_time(records: Any, today: date) -> Any:
    return records.late(today)


@complaint_reports.duty(
    "The governing body responds to the annual complaints report",
    law=LAW,
    settled_by="Lay it before them, and add what they say.",
    over=lambda records, today: records.filter(stage=AnnualReport.Stage.PUBLISHED, disposed_on=None),
)
def responded_to(records: Any, today: date) -> Any:
    return records.filter(response="")

"""What stands on the record of an annual report: the way to its page, and what people wrote."""

from __future__ import annotations

from typing import Any

from guildhall.commons.design.composites import Column, Table
from guildhall.kernel.pages.panels import panel
from guildhall.services.complaints.actions.reporting import page_of
from guildhall.services.complaints.models import AnnualReport
from guildhall.services.complaints.models.report import PLACES
from guildhall.services.complaints.reporting import passages


@panel("What it says", template="complaints/report_panel.html", order=10)
def report(record: Any, user: Any) -> dict[str, Any] | None:
    """The way to the report's page, and what people wrote in it."""
    if not isinstance(record, AnnualReport):
        return None
    written = passages(record)
    rows = [(label, written[place]) for place, label in PLACES.items() if place in written]
    columns = [Column("Where"), Column("Words")]
    table = Table("What people wrote", columns, rows, caption_hidden=True) if rows else None
    return {"url": page_of(record), "table": table}

"""What stands on the page of a contract: the systems it covers."""

from __future__ import annotations

from typing import Any

from guildhall.commons.design.composites import Column, Table
from guildhall.kernel.clocks.wording import said
from guildhall.kernel.pages.panels import panel
from guildhall.services.contracts.models import Contract, CoveredSystem


@panel("Systems it covers", template="contracts/panel.html", order=10)
def systems(record: Any, user: Any) -> dict[str, Any] | None:
    """Each system, whether the council can do without it, and when a successor is to be in service."""
    if not isinstance(record, Contract):
        return None
    rows = [
        (
            each.name,
            "Yes" if each.critical else "No",
            said(each.replaced_by) if each.replaced_by else "None is planned",
        )
        for each in CoveredSystem.objects.filter(contract=record.pk).order_by("name", "pk")
    ]
    columns = [Column("System"), Column("Critical"), Column("Successor in service by")]
    return {"table": Table("Systems it covers", columns, rows, caption_hidden=True)} if rows else None

"""What stands on the page of a match: the two entries, and what moved the weight."""

from __future__ import annotations

from typing import Any

from guildhall.kernel.pages.panels import panel
from guildhall.services.linkage import waterfall
from guildhall.services.linkage.comparing import side_by_side, with_both
from guildhall.services.linkage.models import Match
from guildhall.services.linkage.walls import hidden


@panel("The two entries", template="linkage/panel.html", order=10)
def entries(record: Any, user: Any) -> dict[str, Any] | None:
    """Both side by side, differences marked."""
    if not isinstance(record, Match) or hidden(record, user):
        return None
    return {"table": side_by_side(with_both(Match.objects.filter(pk=record.pk)).get()), "match": record}


@panel("What moved the weight", template="linkage/waterfall.html", order=11)
def evidence(record: Any, user: Any) -> dict[str, Any] | None:
    """What each comparison gave, as a chart and as a table."""
    if not isinstance(record, Match):
        return None
    return {
        "chart": waterfall.chart(record),
        "table": waterfall.table(record),
        "sentence": waterfall.sentence(record),
    }

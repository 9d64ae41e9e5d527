"""What stands on the page of a complaint about what became better because of it."""

from __future__ import annotations

from typing import Any

from django.utils.html import format_html

from guildhall.commons.design.composites import Column, Table
from guildhall.kernel.clocks.wording import said
from guildhall.kernel.gates import access
from guildhall.kernel.pages.panels import panel
from guildhall.services.complaints.models import Complaint, Improvement


@panel("What becomes better", template="complaints/panel.html", order=13)
def becoming_better(record: Any, user: Any) -> dict[str, Any] | None:
    """Each improvement learned from the complaint, with its owner, its day and how far it is."""
    if not isinstance(record, Complaint):
        return None
    learned = record.backlinks.filter(kind="learned_from").values("source")
    found = Improvement.objects.filter(pk__in=learned).select_related("owner").order_by("promised_for", "pk")
    rows = [_row(each) for each in found if access(user).roles(each.declaration, each)]
    columns = [Column("What"), Column("Who"), Column("By"), Column("How far")]
    return {"table": Table("What becomes better", columns, rows, caption_hidden=True)} if rows else None


def _row(each: Improvement) -> tuple[Any, ...]:
    what = format_html('<a class="govuk-link" href="{}">{}</a>', each.get_absolute_url(), each.what)
    return what, each.owner or "nobody", said(each.promised_for), how_far(each)


def how_far(each: Improvement) -> str:
    """What became of an improvement, in a sentence."""
    if each.done_on:
        return f"Done on {said(each.done_on)}: {each.evidence}"
    return f"Not done after all: {each.dropped_because}" if each.dropped_because else "Planned"

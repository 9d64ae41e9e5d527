"""What stands on the page of a survey: how many were asked since when, what they say, what changed."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q

from guildhall.commons.design.composites import Column, Table
from guildhall.commons.satisfaction import results
from guildhall.commons.satisfaction.models import Answer, Asking, Invitation
from guildhall.kernel.clocks.wording import said
from guildhall.kernel.pages.panels import panel
from guildhall.services.satisfaction import changes, tables
from guildhall.services.satisfaction.models import Survey


@panel("What they say", template="surveys/panel.html", order=10)
def figures(record: Any, user: Any) -> dict[str, Any] | None:
    """The answers to this survey since it began."""
    if not isinstance(record, Survey):
        return None
    asked = Invitation.objects.filter(asking__survey=record.pk)
    found = results.figure(Answer.objects.filter(invitation__asking__survey=record.pk), asked)
    words = tables.told(found) if found.is_enough else f"Fewer than {results.FEWEST} have answered so far."
    return {"words": words, "url": "/surveys/", "changes": changes.compared([record])}


@panel("How many are asked", template="surveys/panel.html", order=11)
def rates(record: Any, user: Any) -> dict[str, Any] | None:
    """Each rate with its time, and how many were drawn under it."""
    if not isinstance(record, Survey):
        return None
    sent = Count("invitations", filter=Q(invitations__state=Invitation.State.SENT))
    found = (
        Asking.objects.filter(survey=record.pk)
        .annotate(drawn=Count("invitations"), sent=sent)
        .order_by("-pk")
    )
    rows = [
        (
            f"{each.percent.normalize():f}%", said(each.since.date()),
            said(each.until.date()) if each.until else "now",
            f"{each.cap_days} days", f"{each.quiet_from:%H:%M} to {each.quiet_until:%H:%M}",
            f"{each.drawn:,}", f"{each.sent:,}",
        )
        for each in found
    ]  # fmt: skip
    heads = ["Asked", "From", "Until", "Once in", "Nobody disturbed"]
    columns = [*map(Column, heads), Column("Drawn", numeric=True), Column("Sent", numeric=True)]
    return {"table": Table("How many are asked", columns, rows, caption_hidden=True)}

"""What stands on the page of a risk: its scores, what is done about it, and who lived with it."""

from __future__ import annotations

from typing import Any

from guildhall.commons.design.composites import Column, Table
from guildhall.kernel.clocks.wording import said
from guildhall.kernel.pages.panels import panel
from guildhall.services.risks.matrix import Scale
from guildhall.services.risks.models import Acceptance, Mitigation, Risk
from guildhall.services.risks.pages import tag


@panel("Scores", template="risks/panel.html", order=10)
def scores(record: Any, user: Any) -> dict[str, Any] | None:
    """Before anything was done, as it stands, and what is aimed for."""
    if not isinstance(record, Risk):
        return None
    scale = Scale()
    told = (("Before anything was done", "inherent"), ("As it stands", "current"), ("Aimed for", "target"))
    rows = []
    for label, which in told:
        likelihood, impact = getattr(record, f"{which}_likelihood"), getattr(record, f"{which}_impact")
        product = likelihood * impact if likelihood and impact else None
        rows.append((label, likelihood or "", impact or "", tag(product, scale)))
    columns = [
        Column("When"),
        Column("Likelihood", numeric=True),
        Column("Impact", numeric=True),
        Column("Score"),
    ]
    return {"table": Table("Scores", columns, rows, caption_hidden=True)}


@panel("What is done about it", template="risks/panel.html", order=11)
def mitigations(record: Any, user: Any) -> dict[str, Any] | None:
    """Each thing planned, done or dropped."""
    if not isinstance(record, Risk):
        return None
    found = Mitigation.objects.filter(risk=record.pk).order_by("done_on", "dropped_on", "due_on", "pk")
    rows = [(each.text, each.owner_role or "nobody", _by_when(each), _how_far(each)) for each in found]
    columns = [Column("What"), Column("Who"), Column("By"), Column("How far")]
    return {"table": Table("What is done about it", columns, rows, caption_hidden=True)} if rows else None


def _by_when(mitigation: Mitigation) -> str:
    return said(mitigation.due_on) if mitigation.due_on else "no date"


def _how_far(mitigation: Mitigation) -> str:
    if mitigation.done_on:
        return f"Done on {said(mitigation.done_on)}"
    if mitigation.dropped_on:
        return f"Dropped on {said(mitigation.dropped_on)}: {mitigation.dropped_because}"
    return "Under way"


@panel("Who lives with it", template="risks/panel.html", order=12)
def acceptances(record: Any, user: Any) -> dict[str, Any] | None:
    """Who accepted it, at what score, why, and until when."""
    if not isinstance(record, Risk):
        return None
    found = Acceptance.objects.filter(risk=record.pk).order_by("-pk")
    rows = [
        (
            each.role, f"{each.likelihood} × {each.impact}", each.because, said(each.until),
            f"Ended on {said(each.ended_on)}: {each.ended_because}" if each.ended_on else "",
        )
        for each in found
    ]  # fmt: skip
    columns = [Column("Who"), Column("At"), Column("Why"), Column("Until"), Column("Ended")]
    return {"table": Table("Who lives with it", columns, rows, caption_hidden=True)} if rows else None

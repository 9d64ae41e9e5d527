"""What stands on the pages of a form of governance, for staff, and once it is published for everybody."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from guildhall.commons.design.composites import Column, Table
from guildhall.kernel.pages.panels import panel
from guildhall.services.constitution.costing import costs, places, without_a_place
from guildhall.services.constitution.models import Arrangement, ConstitutionVersion

TEMPLATE = "constitution/panel.html"


def in_pounds(amount: Decimal) -> str:
    """An amount as people write it: £20,000, −£1.50."""
    text = f"£{abs(amount):,.2f}".removesuffix(".00")
    return f"−{text}" if amount < 0 else text


def _planned(record: Any) -> bool:
    return isinstance(record, Arrangement) and record.hourly_cost is not None


def cost_table(record: Arrangement) -> Table:
    """Today's bodies, the planned ones, and the difference."""
    now, then = costs(record)
    rows = [
        ("Meetings a year", f"{now.meetings:,}", f"{then.meetings:,}", f"{then.meetings - now.meetings:+,}"),
        ("Hours of officers a year", f"{now.hours:,}", f"{then.hours:,}", f"{then.hours - now.hours:+,}"),
        *((label, in_pounds(a), in_pounds(b), in_pounds(b - a)) for label, a, b in (
            ("Officer support", now.support, then.support),
            ("Special responsibility allowances", now.special, then.special),
            ("Together", now.total, then.total),
        )),
    ]  # fmt: skip
    columns = [Column("What"), *(Column(label, numeric=True) for label in ("Today", "Planned", "Difference"))]
    return Table("What it costs a year", columns, rows, caption_hidden=True)


def bodies_table(record: Arrangement) -> Table:
    """The planned bodies, and what goes into each."""
    rows = []
    for each in record.planned.order_by("-stays", "name").prefetch_related(
        "rehomings__body", "power_moves__power"
    ):
        into = [move.body.name for move in each.rehomings.all()]
        into += [f"The power: {move.power.what}" for move in each.power_moves.all()]
        rows.append((each.name, "Stays" if each.stays else "New", each.get_kind_display(), each.seats or "",
                     "; ".join(into)))  # fmt: skip
    columns = [
        Column("Body"),
        Column("Standing"),
        Column("Kind"),
        Column("Seats", numeric=True),
        Column("Takes over"),
    ]
    return Table("Bodies, and what goes into them", columns, rows, caption_hidden=True)


@panel("What it costs", template=TEMPLATE, order=10)
def cost(record: Any, user: Any) -> dict[str, Any] | None:
    """Officer support and special responsibilities, today and as planned."""
    return {"table": cost_table(record)} if _planned(record) else None


@panel("Bodies, and where powers go", template=TEMPLATE, order=11)
def planned_bodies(record: Any, user: Any) -> dict[str, Any] | None:
    """Each planned body, and which bodies and powers go into it."""
    return {"table": bodies_table(record)} if _planned(record) else None


@panel("Every member’s place", template=TEMPLATE, order=12)
def every_place(record: Any, user: Any) -> dict[str, Any] | None:
    """How many seats each councillor has today and in the plan, besides the council."""
    if not _planned(record) or not record.is_open:
        return None
    rows = [(member.name, member.ward, now, then) for member, now, then in places(record)]
    columns = [Column("Member"), Column("Ward"), Column("Seats today", numeric=True),
               Column("Seats planned", numeric=True)]  # fmt: skip
    left = without_a_place(record)
    sentence = f"{len(left)} of {len(rows)} would sit on the council only." if left else ""
    table = Table("Every member’s place", columns, rows, caption_hidden=True)
    return {"table": table, "sentence": sentence}


@panel("The words", template="constitution/words.html", order=10)
def words(record: Any, user: Any) -> dict[str, Any] | None:
    """The parts of a version."""
    if not isinstance(record, ConstitutionVersion):
        return None
    return {"articles": list(record.articles.order_by("part")[:500])}

"""What stands on the page of a year of allowances, for staff."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from guildhall.commons.design.composites import Column, Table
from guildhall.kernel import time
from guildhall.kernel.clocks.wording import said
from guildhall.kernel.pages.panels import panel
from guildhall.services.allowances.models import AllowanceYear
from guildhall.services.allowances.reckoning import due, forecast

TEMPLATE = "allowances/panel.html"
LATEST = 50
HEADINGS = ("Member", "Basic", "Special responsibilities", "Co-optees’", "Carers", "Travel", "Total")


def in_pounds(amount: Decimal) -> str:
    """An amount as people write it: £20,000, −£1.50."""
    text = f"£{abs(amount):,.2f}".removesuffix(".00")
    return f"−{text}" if amount < 0 else text


@panel("Forecast", template=TEMPLATE, order=10)
def against_budget(record: Any, user: Any) -> dict[str, Any] | None:
    """The budget beside what the year costs, and what a whole year with every place filled would."""
    if not isinstance(record, AllowanceYear):
        return None
    found = forecast(record, time.today())
    rows = [
        ("Budget", in_pounds(found.budget)), ("Due so far", in_pounds(found.so_far)),
        ("To come, with every place filled", in_pounds(found.to_come)),
        ("The year", in_pounds(found.year)), ("More than the budget", in_pounds(found.over)),
        ("A whole year with every place filled", in_pounds(found.whole)),
        ("Structural deficit: more than the budget, every year", in_pounds(found.structural)),
    ]  # fmt: skip
    columns = [Column("What"), Column("Pounds", numeric=True)]
    return {"table": Table("Forecast", columns, rows, caption_hidden=True)}


@panel("What the scheme pays", template=TEMPLATE, order=11)
def rates(record: Any, user: Any) -> dict[str, Any] | None:
    """Each amount, from when until when, and where it is written."""
    if not isinstance(record, AllowanceYear):
        return None
    return {"table": rates_table(record)}


def rates_table(record: AllowanceYear) -> Table:
    found = record.rates.select_related("body").order_by("kind", "-amount", "from_on", "pk")
    rows = [
        (str(each), in_pounds(each.amount), each.posts, said(each.from_on),
         said(each.until_on) if each.until_on else "", each.source)
        for each in found
    ]  # fmt: skip
    columns = [Column("For"), Column("A year", numeric=True), Column("Posts", numeric=True),
               Column("From"), Column("Until"), Column("Written in")]  # fmt: skip
    return Table("What the scheme pays", columns, rows, caption_hidden=True)


@panel("What each member is due so far", template=TEMPLATE, order=12)
def so_far(record: Any, user: Any) -> dict[str, Any] | None:
    """Pro rata by day until today, by name; once published, as it was published."""
    if not isinstance(record, AllowanceYear):
        return None
    return {"table": statement(record) if record.paid is not None else _table(
        [(each.member.name, *each.amounts) for each in due(record, time.today())]
    )}  # fmt: skip


@panel("Claims", template=TEMPLATE, order=13)
def claims(record: Any, user: Any) -> dict[str, Any] | None:
    """The latest claims that were paid."""
    if not isinstance(record, AllowanceYear):
        return None
    found = record.claims.select_related("member").order_by("-claimed_on", "-pk")[:LATEST]
    rows = [
        (said(each.claimed_on), each.member.name, each.get_kind_display(), each.what, in_pounds(each.amount))
        for each in found
    ]
    columns = [Column("Day"), Column("Member"), Column("For"), Column("What"), Column("Pounds", numeric=True)]
    return {"table": Table("Claims", columns, rows, caption_hidden=True)} if rows else None


def statement(record: AllowanceYear) -> Table:
    """The statement as it was published."""
    lines = record.lines.order_by("name", "pk")
    return _table(list(lines.values_list("name", "basic", "special", "co_optee", "carers", "travel")))


def _table(found: list[tuple[Any, ...]]) -> Table:
    rows = [(name, *map(in_pounds, amounts), in_pounds(sum(amounts, Decimal(0)))) for name, *amounts in found]
    sums = [sum(column, Decimal(0)) for column in list(zip(*found, strict=True))[1:]] if found else []
    if sums:
        rows.append(("Everybody", *map(in_pounds, sums), in_pounds(sum(sums, Decimal(0)))))
    columns = [Column(HEADINGS[0]), *(Column(heading, numeric=True) for heading in HEADINGS[1:])]
    return Table("Allowances by member", columns, rows, caption_hidden=True)

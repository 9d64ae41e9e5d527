"""What stands on the page of a case: its options, money, triggers and gates, what it brings by kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from guildhall.commons.design.composites import Column, Table
from guildhall.kernel.clocks.wording import said
from guildhall.kernel.pages.panels import panel
from guildhall.kernel.records import Record
from guildhall.services.business_cases.clocks import unfollowed
from guildhall.services.business_cases.models import BusinessCase, Funding, Worth
from guildhall.services.business_cases.readings import read

TABLES = "business_cases/panel.html"
Ways = Callable[..., SafeString]
WAY = '<a class="govuk-link nowrap" href="{}{}/?{}={}">{}<span class="govuk-visually-hidden">: {}</span></a>'


def in_pounds(amount: Decimal | None) -> str:
    """£165,000, or £657,049.50; empty where nobody has said."""
    if amount is None:
        return ""
    return f"£{amount:,.2f}" if amount % 1 else f"£{amount:,.0f}"


def totals(worth: list[Worth]) -> list[tuple[str, Decimal]]:
    """What each kind comes to by itself; there is no total of totals."""
    return [
        (kind.label, sum((each.total for each in worth if each.kind == kind), Decimal(0)))
        for kind in Worth.Kind
        if any(each.kind == kind and each.amount is not None for each in worth)
    ]


@panel("What it costs and who pays", template=TABLES, order=10)
def costs(record: Any, user: Any) -> dict[str, Any] | None:
    """The options with their cost, and the funding with what follows it."""
    return _filled(record, user, _costs)


def _costs(case: BusinessCase, ways: Ways) -> Iterator[Table | None]:
    options = [
        (each.name, each.text, in_pounds(each.cost), "Preferred" if each.preferred else "",
         ways("option", each, prefer="Prefer", remove_option="Remove"))
        for each in case.options.order_by("pk")
    ]  # fmt: skip
    yield _table("Options", ("Option", "What would be done", "Cost", "", "Change"), options)
    funding = list(case.funding.order_by("first", "pk"))
    lacking = {each.pk for each in unfollowed(funding)}
    rows = [
        (each.source, each.get_kind_display(), in_pounds(each.amount), said(each.first),
         said(each.last) if each.last else "no end", _then(each, lacking),
         ways("funding", each, say_what_follows="What follows" if each.last else "", remove_funding="Remove"))
        for each in funding
    ]  # fmt: skip
    yield _table("Funding", ("Source", "Kind", "Amount", "From", "Until", "Then", "Change"), rows)


def _then(funding: Funding, lacking: set[int]) -> str:
    if funding.transfers_to:
        return f"{funding.transfers_to} pays"
    if funding.then:
        return funding.get_then_display()
    return "Nothing follows yet" if funding.pk in lacking else ""


@panel("What it brings", template=TABLES, order=15)
def brings(record: Any, user: Any) -> dict[str, Any] | None:
    """What it saves, avoids and earns: each kind by itself, never added up."""
    return _filled(record, user, _brings)


def _brings(case: BusinessCase, ways: Ways) -> Iterator[Table | None]:
    worth = list(case.worth.order_by("kind", "pk"))
    rows = [
        (each.name, each.get_kind_display(), in_pounds(each.amount),
         each.get_per_display() if each.amount else "", each.years,
         in_pounds(each.total) if each.amount else "", each.register,
         ways("worth", each, remove_worth="Take back"))
        for each in worth
    ]  # fmt: skip
    columns = ("What", "Kind", "Amount", "Counted", "For", "In all", "Recorded in", "Change")
    yield _table("What it brings", columns, rows)
    kinds = [(label, in_pounds(total)) for label, total in totals(worth)]
    yield _table("Each kind by itself", ("Kind", "In all"), kinds)


@panel("If it does not come so", template=TABLES, order=20)
def triggers(record: Any, user: Any) -> dict[str, Any] | None:
    """The triggers: what was agreed, how the figure stands, and what was done."""
    return _filled(record, user, _triggers)


def _triggers(case: BusinessCase, ways: Ways) -> Iterator[Table | None]:
    rows = []
    for each in case.triggers.order_by("day", "pk"):
        should = f"{each.get_direction_display()} {each.threshold.normalize():,f} {each.unit}"
        open_ways = {} if each.answered_on else {"answer_trigger": "Answer", "remove_trigger": "Remove"}
        rows.append(
            (each.figure, should, said(each.day), each.then, read(each).told, each.done,
             ways("trigger", each, **open_ways))
        )  # fmt: skip
    columns = ("Figure", "Should be", "On", "If not", "It is", "What was done", "Change")
    yield _table("Triggers", columns, rows)


@panel("What was decided at each gate", template=TABLES, order=25)
def gates(record: Any, user: Any) -> dict[str, Any] | None:
    """Each decision, with the record or the minute it is."""
    if not isinstance(record, BusinessCase):
        return None
    approvals = list(record.approvals.order_by("pk"))
    decided = [each.decision_id for each in approvals if each.decision_id]
    seen = Record.objects.visible_to(user).in_bulk(decided) if decided else {}
    rows = [
        (each.get_gate_display(), each.get_outcome_display(), said(each.on),
         _decision(seen.get(each.decision_id), each.minute), in_pounds(each.amount), each.conditions)
        for each in approvals
    ]  # fmt: skip
    columns = ("Gate", "Decided", "On", "By", "Up to", "Conditions")
    table = _table("Gates", columns, rows)
    return {"tables": [table]} if table else None


def _decision(record: Record | None, minute: str) -> str:
    if record is None:
        return minute or "a record you may not see"
    return format_html('<a class="govuk-link" href="{}">{}</a>', record.get_absolute_url(), record.reference)


def _filled(record: Any, user: Any, fill: Callable[..., Iterator[Table | None]]) -> dict[str, Any] | None:
    if not isinstance(record, BusinessCase):
        return None
    tables = [each for each in fill(record, _ways(record, user)) if each]
    return {"tables": tables} if tables else None


def _ways(case: BusinessCase, user: Any) -> Ways:
    """The ways a reader has to a row: verbs by their names, each with the word that stands for it."""
    verbs, address, asked = case.declaration.actions, case.get_absolute_url(), dict[str, bool]()

    def may(name: str) -> bool:
        if name not in asked:
            asked[name] = not verbs[name].why_not(case, user)
        return asked[name]

    def ways(question: str, row: Any, **words: str) -> SafeString:
        links = (
            (address, name, question, row.pk, word, str(row))
            for name, word in words.items()
            if word and may(name)
        )
        return format_html_join(" ", WAY, links)

    return ways


def _table(caption: str, columns: tuple[str, ...], rows: list[tuple[Any, ...]]) -> Table | None:
    """None where there is no row; the last column goes where nobody may change anything."""
    if columns[-1] == "Change" and not any(row[-1] for row in rows):
        columns, rows = columns[:-1], [row[:-1] for row in rows]
    return Table(caption, [Column(each) for each in columns], rows, caption_hidden=True) if rows else None

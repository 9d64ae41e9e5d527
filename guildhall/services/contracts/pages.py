"""The page only this service has: which system is covered when, and the contracts that end next."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.html import format_html, format_html_join
from django.views.decorators.http import require_safe

from guildhall.commons.design.composites import Column, Table
from guildhall.kernel import time
from guildhall.kernel.gates import access
from guildhall.kernel.pages.audience import staff
from guildhall.kernel.pages.paging import page_number, paging
from guildhall.kernel.pages.rows import day
from guildhall.kernel.pages.sheets import as_csv
from guildhall.services.contracts.models import Contract, CoveredSystem
from guildhall.services.contracts.service import contracts as service
from guildhall.services.contracts.timeline import YEARS, Lane, Window, lanes

SIZE = 25
LINK = '<a class="govuk-link" href="{}">{}</a>'
# The columns of the Local Government Transparency Code 2015 (LGTC-1), and what the clocks add.
HEADINGS = (
    "reference", "title", "department", "description", "supplier", "supplier_number", "sme_or_vcse", "value",
    "value_per", "irrecoverable_vat", "start", "end", "review", "notice_by", "tendered", "kind", "payer",
    "stage", "decision",
)  # fmt: skip


@staff
@require_safe
def contracts(request: HttpRequest) -> HttpResponseBase:
    """Coverage by system over four years, and every contract in force, the first to end at the top."""
    mine, today, number = _mine(request), time.today(), page_number(request)
    window = Window(_first_year(request.GET.get("from", ""), today))
    covered = CoveredSystem.objects.filter(contract__in=mine.values("pk")).select_related("contract")
    covered = covered.prefetch_related("contract__extended_by")
    found = list(_ending_first(mine.open())[(number - 1) * SIZE : number * SIZE + 1])
    drawn = list(lanes(covered, window, today))
    context = {
        "window": window,
        "lanes": drawn,
        "coverage": _coverage(drawn) if drawn else None,
        "earlier": f"?from={window.first_year - YEARS}",
        "later": f"?from={window.first_year + YEARS}",
        "table": _table(found[:SIZE], today) if found else None,
        "may_enter": access(request.user).can(service, "enter"),
        **paging(request, more=len(found) > SIZE),
    }
    return render(request, "contracts/contracts.html", context)


def _mine(request: HttpRequest) -> Any:
    if not access(request.user).works_in(service):
        raise Http404
    return Contract.objects.visible_to(request.user)


def _first_year(text: str, today: date) -> int:
    """The first year to show: the one before this, unless the address names another."""
    return int(text) if re.fullmatch(r"(19|20)[0-9]{2}", text) else today.year - 1


def _ending_first(found: Any) -> Any:
    goes_on = Exists(Contract.objects.filter(extends=OuterRef("pk")))
    ordered = found.select_related("owner").order_by(F("ends_on").asc(nulls_last=True), "pk")
    return ordered.annotate(goes_on=goes_on)


def _coverage(drawn: list[Lane]) -> Table:
    columns = [Column("System"), Column("Covered by"), Column("Without cover")]
    return Table("The same as a table", columns, [_covered(lane) for lane in drawn])


def _covered(lane: Lane) -> tuple[Any, ...]:
    by = format_html_join(
        "",
        f"<div>{LINK} {{}}</div>",
        ((each.contract.get_absolute_url(), *_named(each.contract)) for each in lane.rows),
    )
    without = format_html_join(
        "", '<div class="due--late">{}</div>', ((gap.words[0].upper() + gap.words[1:],) for gap in lane.gaps)
    )
    critical = format_html("<div><strong>{}</strong>, critical</div>", lane.name)
    return critical if lane.critical else lane.name, format_html("<div>{}</div>", by), without or "No day"


def _named(contract: Contract) -> tuple[str, str]:
    starts, ends = (day(each) if each else "?" for each in (contract.starts_on, contract.ends_on))
    return contract.reference, f"{contract.kind_word}, {starts} to {ends}"


def _table(found: list[Contract], today: date) -> Table:
    columns = [
        Column("Ends"),
        Column("Contract"),
        Column("Decide by"),
        Column("Notice by"),
        Column("Value", numeric=True),
        Column("Managed by"),
    ]
    return Table("In force, the first to end at the top", columns, [_row(each, today) for each in found])


def _row(contract: Contract, today: date) -> tuple[Any, ...]:
    return (
        _day(contract.ends_on, late=bool(contract.ends_on and contract.ends_on < today)),
        format_html(
            f'<div>{LINK} <span class="queue__reference">{{}} · {{}} · {{}}</span></div>',
            contract.get_absolute_url(), contract.title, contract.reference, contract.kind_word,
            contract.supplier,
        ),
        _decision(contract, today),
        _notice(contract, today),
        contract.worth or "Not said",
        contract.owner_role or contract.owner or format_html('<span class="quiet">{}</span>', "Nobody"),
    )  # fmt: skip


def _day(when: date | None, *, late: bool) -> Any:
    if when is None:
        return format_html('<span class="quiet">{}</span>', "Not said")
    return format_html('<span class="{}">{}</span>', "due--late" if late else "nowrap", day(when))


def _decision(contract: Any, today: date) -> Any:
    if contract.goes_on and not contract.decision:
        return "Goes on in another"
    if contract.decision:
        return f"Decided: {str(contract.get_decision_display()).partition(':')[0].lower()}"
    return _day(contract.decide_by, late=bool(contract.decide_by and contract.decide_by < today))


def _notice(contract: Any, today: date) -> Any:
    if contract.notice_given_on:
        return f"Given {day(contract.notice_given_on)}"
    if contract.notice_months is None or contract.decision in {
        Contract.Decision.RENEW,
        Contract.Decision.WAIVE,
    }:
        return format_html('<span class="quiet">{}</span>', "None is owed")
    return _day(contract.notice_by, late=bool(contract.notice_by and contract.notice_by < today))


@staff
@require_safe
def contracts_csv(request: HttpRequest) -> HttpResponseBase:
    """Every contract, in the columns of the transparency code."""
    return as_csv("contracts.csv", _lines(_mine(request)))


def _lines(mine: Any) -> Iterator[tuple[Any, ...]]:
    yield HEADINGS
    for each in _ending_first(mine).iterator(chunk_size=500):
        yield (
            each.reference, each.title, each.owner_role, each.what, each.supplier, each.supplier_number,
            each.supplier_kind, each.value, each.value_per, each.irrecoverable_vat, each.starts_on,
            each.ends_on, each.decide_by, each.notice_by if each.notice_months is not None else None,
            {True: "yes", False: "no"}.get(each.tendered, ""), each.kind, each.payer, each.stage,
            each.decision,
        )  # fmt: skip

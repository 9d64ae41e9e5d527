"""The statements of members' allowances that are published, for everybody."""

from __future__ import annotations

from decimal import Decimal

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from guildhall.commons.design.composites import Column, Table
from guildhall.kernel import time
from guildhall.kernel.clocks.wording import said
from guildhall.kernel.pages.audience import anyone
from guildhall.kernel.pages.sheets import as_csv
from guildhall.services.allowances.models import AllowanceYear
from guildhall.services.allowances.panels import in_pounds, rates_table, statement

LINK = '<a class="govuk-link" href="{}">{}</a>'
# A council has one a year.
MOST = 50


@anyone
@require_safe
def years(request: HttpRequest) -> HttpResponseBase:
    """The years of which the statement is published, the latest first."""
    found = AllowanceYear.objects.published(time.today()).order_by("-first")[:MOST]
    rows = [
        (format_html(LINK, reverse("allowances_of", args=[each.period.name]), each.period.name),
         in_pounds(each.paid))
        for each in found
    ]  # fmt: skip
    columns = [Column("Year"), Column("Paid to members", numeric=True)]
    table = Table("Years", columns, rows, caption_hidden=True) if rows else None
    return render(request, "allowances/years.html", {"table": table})


def _published(name: str) -> AllowanceYear:
    found = AllowanceYear.objects.published(time.today())
    for each in found.order_by("-first")[:MOST]:
        if each.period.name == name:
            return each
    raise Http404


@anyone
@require_safe
def year(request: HttpRequest, name: str) -> HttpResponseBase:
    """What each member was paid in a year, and by which scheme."""
    found = _published(name)
    return render(request, "allowances/year.html", {
        "year": found, "period": found.period,
            "begins": said(found.period.first), "ends": said(found.period.last),
        "paid": in_pounds(found.paid or Decimal(0)),
        "table": statement(found), "rates": rates_table(found),
    })  # fmt: skip


@anyone
@require_safe
def year_csv(request: HttpRequest, name: str) -> HttpResponseBase:
    """The same as a file for a spreadsheet, amounts as plain numbers."""
    found = _published(name)
    names = ("name", "basic", "special", "co_optee", "carers", "travel")
    rows = found.lines.order_by("name", "pk").values_list(*names)
    return as_csv(f"members-allowances-{name}.csv", [names, *rows])

"""The page of all business cases: at which gate each stands, and what they bring, each kind by itself."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from guildhall.commons.design.composites import Column, Table
from guildhall.kernel.clocks.wording import said
from guildhall.kernel.pages.audience import staff
from guildhall.kernel.pages.paging import page_number, paging
from guildhall.services.business_cases.models import BusinessCase, Worth
from guildhall.services.business_cases.panels import in_pounds, totals
from guildhall.services.business_cases.service import Stage

PAGE = 50
THROUGH = (Stage.DELIVERY, Stage.CLOSED)


@staff
@require_safe
def business_cases(request: HttpRequest) -> HttpResponse:
    """Every case this person may see, the open ones first; and what the approved ones bring, by kind."""
    seen = BusinessCase.objects.visible_to(request.user)
    ordered = seen.order_by("closed_on", "-opened_on", "-pk").prefetch_related("worth", "triggers")
    page = Paginator(ordered.all(), PAGE).get_page(page_number(request))
    approved = list(Worth.objects.filter(case__in=seen.filter(stage__in=THROUGH).values("pk")))
    context = {
        "table": _table(page.object_list) if page.object_list else None,
        "kinds": [(label, in_pounds(total)) for label, total in totals(approved)],
        **paging(request, more=page.has_next()),
    }
    return render(request, "business_cases/cases.html", context)


def _table(cases: Any) -> Table:
    columns = [Column("Case"), Column("Stage"), Column("Sponsor"), Column("What it brings"),
               Column("Next trigger")]  # fmt: skip
    rows = [
        (
            format_html('<a class="govuk-link" href="{}">{}</a>', each.get_absolute_url(), each.title),
            each.stage_label,
            each.owner_role,
            "; ".join(
                f"{label.lower()}: {in_pounds(total)}" for label, total in totals(list(each.worth.all()))
            ),
            _next(each),
        )
        for each in cases
    ]
    return Table("Business cases", columns, rows, caption_hidden=True)


def _next(case: BusinessCase) -> str:
    waiting = [each.day for each in case.triggers.all() if each.answered_on is None]
    return said(min(waiting)) if waiting else ""

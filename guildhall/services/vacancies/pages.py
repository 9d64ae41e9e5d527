"""The seats that are vacant, as public notice says."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guildhall.commons.design.composites import Column, Table
from guildhall.kernel import time
from guildhall.kernel.clocks.wording import said
from guildhall.kernel.pages.audience import anyone
from guildhall.services.vacancies.models import Vacancy

MOST = 100


@anyone
@require_safe
def vacant(request: HttpRequest) -> HttpResponseBase:
    """Each vacancy of which notice was given, the latest first, and when its election is."""
    found = Vacancy.objects.published(time.today()).select_related("successor").order_by("-arose_on", "pk")
    rows = [(each.ward, said(each.arose_on), _next(each)) for each in found[:MOST]]
    table = Table("Vacant seats", [Column("Ward"), Column("Vacant since"), Column("What happens next")], rows,
                  caption_hidden=True) if rows else None  # fmt: skip
    return render(request, "vacancies/vacant.html", {"table": table})


def _next(vacancy: Vacancy) -> str:
    if vacancy.successor:
        return f"{vacancy.successor.name} was elected on {said(vacancy.successor.elected_on)}"
    if vacancy.stage == Vacancy.Stage.LEFT_OPEN:
        return "Filled at the next ordinary election"
    if vacancy.election_on:
        return f"Election on {said(vacancy.election_on)}"
    return "Two electors of the ward may give notice, and an election is held within 35 days"

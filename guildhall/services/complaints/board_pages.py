"""The board: complaints of a year by service and by ward, as far as the reader may see them."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guildhall.kernel import time
from guildhall.kernel.gates import access
from guildhall.kernel.pages.audience import staff
from guildhall.kernel.periods import Period
from guildhall.services.complaints import board, offering
from guildhall.services.complaints.models import Remedy
from guildhall.services.complaints.service import complaints


@staff
@require_safe
def shown(request: HttpRequest) -> HttpResponse:
    """A financial year's complaints by service and by ward; this year unless another is asked for."""
    if not access(request.user).works_in(complaints):
        raise PermissionDenied("Your role does not include complaints.")
    period = _asked(request.GET.get("year", ""))
    by_area, by_ward = (board.lines(period, request.user, by) for by in ("area", "ward"))
    owed = Remedy.objects.visible_to(request.user).open()
    context = {
        "period": period,
        "earlier": period.first.year - 1,
        "later": period.first.year + 1 if period.last < time.today() else None,
        "areas": board.table("By service", "Service", by_area) if by_area else None,
        "wards": board.table("By ward", "Ward", by_ward) if by_ward else None,
        "owed": owed.count(),
        "late": owed.late(time.today()).count(),
        "offered": offering.waiting().count() if offering.why_not(request.user) is None else 0,
    }
    return render(request, "complaints/board.html", context)


def _asked(year: str) -> Period:
    if not year:
        today = time.today()
        return Period.year(today.year if today.month > 3 else today.year - 1)
    if not (year.isdecimal() and 2000 <= int(year) <= 2090):
        raise Http404
    return Period.year(int(year))

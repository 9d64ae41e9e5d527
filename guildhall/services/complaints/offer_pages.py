"""The list of what reads like a complaint, and what a person makes of each."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from guildhall.kernel.pages.answers import SeeOther
from guildhall.kernel.pages.audience import staff
from guildhall.services.complaints import offering
from guildhall.services.complaints.models import Offered

AT_ONCE = 25


@staff
@require_safe
def offered(request: HttpRequest) -> HttpResponse:
    """What was said in contacts and surveys that reads like a complaint: nothing of it is one yet."""
    _require_right(request)
    page = Paginator(offering.waiting(), AT_ONCE).get_page(request.GET.get("page"))
    return render(request, "complaints/offered.html", {"page_obj": page})


@staff
@require_POST
def decide(request: HttpRequest, number: int, what: str) -> HttpResponse:
    """Opens it as a complaint, or leaves it."""
    _require_right(request)
    found = get_object_or_404(Offered, pk=number)
    if what == "open":
        complaint = offering.open_as_complaint(found, by=request.user)
        messages.success(
            request, f"It is complaint {complaint.reference} now. Look at who made it and what about."
        )
        return SeeOther(complaint.get_absolute_url())
    offering.leave(found, by=request.user)
    return SeeOther(reverse("complaints-offered"))


def _require_right(request: HttpRequest) -> None:
    if reason := offering.why_not(request.user):
        raise PermissionDenied(reason)

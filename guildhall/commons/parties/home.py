"""What a resident finds after signing in: everything of theirs, by the address they proved is theirs."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from guildhall.commons.parties import links
from guildhall.commons.parties.models import Involvement, own_parties
from guildhall.commons.parties.own_data import own_data
from guildhall.commons.parties.representing import for_whom, part_acted_for
from guildhall.kernel.pages.audience import signed_in
from guildhall.kernel.records import Record

A_PAGE = 25


@signed_in
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """My requests, the newest first. Staff have a desk instead."""
    if request.user.is_staff:
        return redirect("/desk/")
    records = Record.objects.visible_to(request.user).order_by("-opened_on", "-pk")
    page = Paginator(records, A_PAGE).get_page(request.GET.get("page"))
    whose = for_whom(request.user, page.object_list)
    for each in page.object_list:
        each.acted_for = whose.get(each.pk)
    return render(request, "parties/home.html", {"page": page})


@signed_in
@require_safe
def open_record(request: HttpRequest, reference: str) -> HttpResponse:
    """Their side of one of their records, or of one of somebody they act for."""
    if request.user.is_staff:
        raise Http404
    own = own_parties(request.user)
    found = Involvement.objects.filter(party__in=own.values("pk"), record__reference=reference).first()
    if found is not None:
        return redirect("track", links.token(found.record_id, found.party_id))
    theirs, me = part_acted_for(request.user, record__reference=reference), own.order_by("pk").first()
    if theirs is None or me is None:
        raise Http404
    return redirect("track", links.token(theirs.record_id, me.pk))


@signed_in
@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """What we hold about you: what is in it, and where to have it."""
    return render(request, "parties/own_data.html")


@signed_in
@require_safe
@never_cache
def download(request: HttpRequest) -> HttpResponse:
    """All of it as one file."""
    response = JsonResponse(own_data(request.user), json_dumps_params={"indent": 2, "ensure_ascii": False})
    response["Content-Disposition"] = 'attachment; filename="what-we-hold-about-you.json"'
    return response

"""The page of a search: for staff what they may see, for everybody else what is published."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guildhall.kernel import search, time
from guildhall.kernel.gates import access
from guildhall.kernel.pages import public
from guildhall.kernel.pages.answers import SeeOther
from guildhall.kernel.pages.audience import anyone
from guildhall.kernel.pages.paging import page_number, paging
from guildhall.kernel.pages.rows import row
from guildhall.kernel.services import Service, services

SIZE = 25


@anyone
@require_safe
def find(request: HttpRequest) -> HttpResponseBase:
    """What was found; a whole reference leads straight to its record."""
    words = request.GET.get("q", "").strip()[:200]
    if getattr(request.user, "is_staff", False):
        return _for_staff(request, words)
    return _for_everybody(request, words)


def _for_staff(request: HttpRequest, words: str) -> HttpResponseBase:
    if record := search.by_reference(request.user, words):
        return SeeOther(record.get_absolute_url())
    mine = [each for each in services() if access(request.user).works_in(each)]
    one = _chosen(mine, request.GET.get("service", ""))
    found = search.find(request.user, words, one)
    number = page_number(request)
    context = {
        "services": mine,
        "one": one,
        "rows": [row(record, time.today()) for record in found.page(number, SIZE)],
        **paging(request, more=number * SIZE < found.count),
        **_said(words, found),
    }
    return render(request, "kernel/search.html", context)


def _for_everybody(request: HttpRequest, words: str) -> HttpResponseBase:
    found = search.find_public(words)
    number = page_number(request)
    context = {
        "items": public.items(found.page(number, SIZE)),
        **paging(request, more=number * SIZE < found.count),
        **_said(words, found),
    }
    return render(request, "kernel/public/search.html", context)


def _said(words: str, found: search.Found) -> dict[str, Any]:
    return {"words": words, "count": found.count, "capped": found.capped}


def _chosen(mine: list[Service], key: str) -> Service | None:
    return next((each for each in mine if each.key == key), None)

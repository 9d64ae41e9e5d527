"""The pages of letters: each at its signed link, and the trays of those who post them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from guildhall.commons.letters import trays
from guildhall.commons.letters.inert import readable
from guildhall.commons.letters.models import Letter
from guildhall.commons.parties import links
from guildhall.commons.parties.models import Party
from guildhall.commons.parties.tracking import expired
from guildhall.kernel import limits, readings
from guildhall.kernel.pages.answers import SeeOther
from guildhall.kernel.pages.audience import anyone, staff
from guildhall.kernel.prepared import Prepared

A_PAGE = 50


def letter_of(token: str) -> Letter:
    """The letter a signed link opens; Http404 for a token we never made. Raises Expired after its year."""
    pair = links.read(token, purpose="letter")
    if pair is None:
        raise Http404
    return get_object_or_404(Letter.objects.select_related("record", "party"), event=pair.of)


@anyone
@require_safe
@never_cache
def letter(request: HttpRequest, token: str) -> HttpResponse:
    """One letter, to read on a screen or to print, for whoever has its link."""
    try:
        found = letter_of(token)
    except links.Expired:
        return expired(request, again="")
    except Http404:
        if wait := limits.TRACK.spend(limits.who(request)):
            return limits.too_many(request, wait)
        raise
    return render(request, "letters/letter.html", {"letter": found, "token": token})


@staff
@require_safe
def record_letter(request: HttpRequest, number: int) -> HttpResponse:
    """The same letter, for staff who may see its record, with what they can do where it waits for them."""
    found = get_object_or_404(Letter.objects.visible_to(request.user).select_related("record"), pk=number)
    readings.note(found.record, request.user, "letter")
    may = trays.may_handle(request.user, found.record)
    return render(request, "letters/record_letter.html", {"letter": found, "may_handle": may})


@staff
@require_safe
def letters(request: HttpRequest, tray: str = "to_print") -> HttpResponse:
    """A tray: letters to be printed and posted, or those of which nobody knows whether they went."""
    waiting = trays.tray(tray, request.user)
    page = Paginator(waiting.select_related("record"), A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "letters/letters.html",
        {"tray": tray, "trays": trays.TRAYS, "page": page, "total": page.paginator.count},
    )


@staff
@require_POST
def decide(request: HttpRequest, number: int, decision: str) -> HttpResponse:
    """A person says: it was posted, it arrived, or it is to go again."""
    found = get_object_or_404(Letter.objects.visible_to(request.user).select_related("record"), pk=number)
    if not trays.may_handle(request.user, found.record):
        raise PermissionDenied("Your role does not include letters on this record.")
    done = trays.DECISIONS[decision](found, by=request.user)
    if done:
        messages.success(request, done)
    else:
        messages.info(request, "Somebody else has decided this already.")
    return SeeOther(reverse("letters", args=[trays.tray_of(decision)]))


def panel(record: Any, user: Any) -> dict[str, Any] | None:
    """What the record's page shows of its letters, newest first."""
    found = _newest(record=record.pk)
    return {"letters": found} if found else None


_newest = Prepared(lambda record: Letter.objects.filter(record=record).order_by("-pk").defer("markdown")[:50])


def section(record: Any, party: Party) -> dict[str, Any] | None:
    """The letters that were written to this party about this record, newest first."""
    theirs = Letter.objects.filter(record=record.pk, party=party).exclude(state=Letter.State.NOWHERE)
    found = list(theirs.order_by("-pk").defer("markdown")[:50])
    return {"letters": found} if found else None


def own_letters(record: Any, party: Party) -> list[dict[str, Any]]:
    """The party's letters for the file of all that is held about them."""
    theirs = Letter.objects.filter(record=record.pk, party=party).order_by("pk")
    return [
        {"on": each.written_at.date().isoformat(), "subject": each.subject, "text": readable(each.markdown),
         "to": each.to_address}
        for each in theirs
    ]  # fmt: skip

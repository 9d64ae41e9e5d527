"""Downloads: always as an attachment, never guessed at by the browser, and only for whoever may have it."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from guildhall.commons.documents.models import Document
from guildhall.commons.parties import links
from guildhall.commons.parties.models import Party
from guildhall.commons.parties.side import side_of
from guildhall.commons.parties.tracking import expired
from guildhall.kernel import limits, readings, time
from guildhall.kernel.pages.audience import anyone
from guildhall.kernel.prepared import Prepared


@anyone
@require_safe
@never_cache
def document(request: HttpRequest, number: int) -> Any:
    """For staff and residents what they may see; for everybody what was given out on a published record."""
    kept = Document.objects.filter(forgotten_on=None).select_related("record")
    found = kept.public(time.today()).filter(pk=number).first()
    if found is None:
        found = get_object_or_404(kept.visible_to(request.user), pk=number)
        readings.note(found.record, request.user, "document")
    return _download(found)


@anyone
@require_safe
@never_cache
def linked_document(request: HttpRequest, token: str) -> Any:
    """For the party whose record it is, by the signed link of their own page."""
    try:
        pair = links.read(token, purpose="document")
    except links.Expired:
        return expired(request, again="")
    theirs = Document.objects.for_its_party().filter(pk=pair.of if pair else 0, forgotten_on=None)
    found = theirs.select_related("record").first()
    if found is None or pair is None or side_of(found.record_id, pair.party_id) is None:
        if wait := limits.TRACK.spend(limits.who(request)):
            return limits.too_many(request, wait)
        raise Http404
    return _download(found)


def _download(found: Document) -> HttpResponse | FileResponse:
    try:
        content = found.open()
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(content, as_attachment=True, filename=found.name, content_type=found.media_type)
    response["X-Content-Type-Options"] = "nosniff"
    # Were a browser to show it all the same, nothing in it could run or fetch.
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def panel(record: Any, user: Any) -> dict[str, Any] | None:
    """What the record's page shows of its documents."""
    found = _oldest(record=record.pk)
    return {"documents": found} if found else None


_oldest = Prepared(
    lambda record: Document.objects.filter(record=record, forgotten_on=None).order_by("pk")[:100]
)


def public_panel(record: Any, user: Any) -> dict[str, Any] | None:
    """What the page of a published record offers to everybody."""
    given = Document.objects.public(time.today()).filter(record=record.pk, forgotten_on=None)
    found = list(given.order_by("pk")[:100])
    return {"documents": found} if found else None


def section(record: Any, party: Party) -> dict[str, Any] | None:
    """What the party sent and what was given out, each by a signed link."""
    theirs = Document.objects.for_its_party().filter(record=record.pk, forgotten_on=None).order_by("pk")
    found = [
        {"document": each, "token": links.token(each.pk, party.pk, purpose="document")}
        for each in theirs[:100]
    ]
    return {"documents": found} if found else None


def own_documents(record: Any, party: Party) -> list[dict[str, Any]]:
    """The documents the party sent and was given, for the file of all that is held about them."""
    theirs = Document.objects.for_its_party().filter(record=record.pk, forgotten_on=None).order_by("pk")
    return [
        {"on": each.added_at.date().isoformat(), "name": each.name, "kind": str(each.get_kind_display()),
         "size": each.size, "sha256": each.sha256}
        for each in theirs
    ]  # fmt: skip

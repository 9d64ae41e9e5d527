"""A paper of a meeting as accessible PDF; its pages are numbered on from the paper before it, for good."""

from __future__ import annotations

import io
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from pypdf import PdfReader

from guildhall.commons.paper import kept
from guildhall.kernel.pages.audience import anyone
from guildhall.services.meetings.models import Issue, Meeting
from guildhall.services.meetings.pages.public import published
from guildhall.services.meetings.reading import MINUTES

TEMPLATE = "services/meetings/typst/paper.typ"
# The papers that lie in one pack, with pages numbered through; minutes are numbered for themselves.
PACK = (Issue.Kind.AGENDA, Issue.Kind.SUPPLEMENT)


@anyone
@require_safe
def paper(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """One paper, as it was issued."""
    meeting = published(reference)
    issue = meeting.issues.filter(number=number).first()
    if issue is None:
        raise Http404("There is no such paper.")
    name = f"{meeting.reference}-{issue.kind.replace('_', '-')}-{issue.number}.pdf"
    return HttpResponse(
        on_paper(meeting, issue),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )


def on_paper(meeting: Meeting, issue: Issue) -> bytes:
    """The paper as tagged PDF; its first page is known by then, from those before it."""
    first = first_page(meeting, issue)
    made = kept.kept(f"meetings/{meeting.pk}/{issue.number}", TEMPLATE, printed(issue, first))
    if issue.pages is None:
        issue.first_page, issue.pages = first, len(PdfReader(io.BytesIO(made)).pages)
        with transaction.atomic():
            Issue.objects.filter(pk=issue.pk, pages=None).update(first_page=first, pages=issue.pages)
    return made


def first_page(meeting: Meeting, issue: Issue) -> int:
    """The number of its first page: what it was, or the one after the pack as far as it goes.

    A paper nobody has asked for yet is put on paper now, so that the numbers do not depend on who asks first.
    """
    if issue.first_page is not None:
        return issue.first_page
    if issue.kind not in PACK:
        return 1
    before = meeting.issues.filter(kind__in=PACK, number__lt=issue.number).order_by("-number").first()
    if before is None:
        return 1
    on_paper(meeting, before)
    return (before.first_page or 1) + (before.pages or 0)


def printed(issue: Issue, first: int) -> dict[str, Any]:
    """What the template is told: the words as they were issued, and nothing of any record."""
    words = issue.words
    url = settings.PUBLIC_URL + reverse("meeting_page", args=[words["reference"]])
    return {
        "title": f"{words['body']}: {issue.get_kind_display().lower()}",
        "kind": issue.get_kind_display(),
        "minutes": issue.kind in MINUTES,
        "number": issue.number,
        "first": first,
        "about": f"{issue.get_kind_display()} of the {words['body']}, {words['day']}",
        "url": url,
        "digest": issue.digest,
        "words": words,
    }

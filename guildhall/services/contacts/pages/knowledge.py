"""What advisers know: articles and scripts by topic and words, those overdue for review marked."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from guildhall.commons.design.composites import Column, Table
from guildhall.kernel import time
from guildhall.kernel.gates import access
from guildhall.kernel.pages.paging import page_number, paging
from guildhall.kernel.pages.rows import day
from guildhall.kernel.search import containing
from guildhall.services.contacts import topics
from guildhall.services.contacts.knowing import current
from guildhall.services.contacts.models import Article, Topic
from guildhall.services.contacts.pages.holding import helpdesk_only, link
from guildhall.services.contacts.service import contacts as service

SIZE = 25


@helpdesk_only
@require_safe
def knowledge(request: HttpRequest) -> HttpResponseBase:
    """Articles in use that have the words, or are about the topic that the words mean."""
    asked, number = request.GET.get("q", "").strip(), page_number(request)
    live = list(Topic.objects.live().order_by("name"))
    found = list(_wanted(request.user, asked, live)[(number - 1) * SIZE : number * SIZE + 1])
    context = {
        "asked": asked,
        "topics": list(topics.suggestions(live)),
        "table": _table(found[:SIZE]) if found else None,
        "may_write": access(request.user).can(service, "write"),
        **paging(request, more=len(found) > SIZE),
    }
    return render(request, "contacts/knowledge.html", context)


def _wanted(user: Any, asked: str, live: list[Topic]) -> Any:
    found = current(user)
    meant = topics.matching(asked, live) if asked else []
    found = (
        found.filter(topics=meant[0]) if len(meant) == 1 else containing(found, f"{asked}*" if asked else "")
    )
    return found.select_related("owner").prefetch_related("topics", "deadlines").order_by("title", "pk")


def _table(found: list[Article]) -> Table:
    today = time.today()
    rows = [
        (
            link(each.get_absolute_url(), each.title),
            each.get_kind_display().partition(":")[0],
            ", ".join(topic.name for topic in each.topics.all()) or "no topic",
            each.owner or format_html('<span class="quiet">{}</span>', "Nobody"),
            _review(each, today),
        )
        for each in found
    ]
    columns = [Column(each) for each in ("Article", "Kind", "About", "Owner", "Looked at by")]
    return Table("Articles and scripts in use", columns, rows, caption_hidden=True)


def _review(article: Article, today: Any) -> Any:
    due = next((each.due_on for each in article.deadlines.all() if each.kind == "review"), None)
    if due is None:
        return ""
    late = due < today
    text = f"{day(due)}, overdue" if late else day(due)
    return format_html('<span class="{}">{}</span>', "due--late" if late else "nowrap", text)

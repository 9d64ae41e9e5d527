"""Contacts by topic: what people get in touch about, through which channels, and what could be avoided."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guildhall.commons.design.composites import Column, Table
from guildhall.kernel import time
from guildhall.kernel.periods import Period
from guildhall.services.contacts import tallies
from guildhall.services.contacts.models import Contact, Topic
from guildhall.services.contacts.pages.holding import helpdesk_only, link


@helpdesk_only
@require_safe
def by_topic(request: HttpRequest) -> HttpResponseBase:
    """A period's contacts by topic, by channel and by why they could have been avoided."""
    period = _period(request.GET.get("period", ""))
    topics = tallies.counted("topic", period.first, period.last)
    total = sum(topics.values())
    context = {
        "period": period,
        "before": period.previous.slug,
        "total": total,
        "topics": _table("Topic", "What about", _topics(topics, period), total) if total else None,
        "channels": _table("How", "How they got in touch", _kinds("channel", Contact.Channel, period), total),
        "avoidable": _table(
            "Why", "What could have been avoided", _kinds("avoidable", Contact.Avoidable, period), total
        ),
    }
    return render(request, "contacts/by_topic.html", context)


def _period(text: str) -> Period:
    """The period asked for; the financial year it is where nothing, or nothing readable, was."""
    try:
        return Period.parse(text.replace("-Q", " Q")) if text else Period.containing(time.today())
    except ValueError:
        return Period.containing(time.today())


def _topics(counted: dict[str, int], period: Period) -> list[tuple[Any, int]]:
    names = {str(each.pk): each.name for each in Topic.objects.all()}
    rows = [
        (key, names.get(key, "A topic that is gone"), number) for key, number in counted.items() if number
    ]
    rows.sort(key=lambda row: (-row[2], row[1]))
    return [
        (link(f"/contacts/list/?topic={key}&period={period.slug}", name), number)
        for key, name, number in rows
    ]


def _kinds(what: str, choices: Any, period: Period) -> list[tuple[Any, int]]:
    """Each answer to one question, where anybody gave it; it opens to its contacts."""
    counted = tallies.counted(what, period.first, period.last)
    return [
        (link(f"/contacts/list/?{what}={value}&period={period.slug}", label), counted[value])
        for value, label in choices.choices
        if counted.get(value)
    ]


def _table(first: str, caption: str, rows: list[tuple[Any, int]], total: int) -> Table | None:
    columns = [Column(first), Column("Contacts", numeric=True), Column("Share", numeric=True)]
    cells = [(name, f"{number:,}", _share(number, total)) for name, number in rows]
    return Table(caption, columns, cells) if rows else None


def _share(number: int, total: int) -> str:
    return f"{(100 * Decimal(number) / total).quantize(Decimal('0.1'))}%" if total else ""

"""For whom the helpdesk's pages are, and the pieces several of them show."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.html import format_html

from guildhall.commons.design.composites import Column, Table
from guildhall.commons.parties.models import Party
from guildhall.kernel.pages.audience import staff
from guildhall.services.contacts.models import Contact
from guildhall.services.contacts.seeing import works_here

View = Callable[..., HttpResponseBase]
LINK = '<a class="govuk-link" href="{}">{}</a>'


def helpdesk_only(view: View) -> View:
    """A page that is not there for whoever holds no role among the contacts."""

    @wraps(view)
    def held(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not works_here(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return staff(held)


def link(url: str, text: Any) -> Any:
    return format_html(LINK, url, text)


def clock(seconds: int | None) -> str:
    """A wait as a supervisor reads it: 45 s, 2 min 5 s."""
    if seconds is None:
        return ""
    return f"{seconds} s" if seconds < 60 else f"{seconds // 60} min {seconds % 60} s"


def contacts_table(found: list[Contact], caption: str, user: Any, *, day: bool = True) -> Table:
    """Contacts as a list shows them; each leads to its own page. People are named to those who may know."""
    known = names(user, found)
    columns = ["When", "What about", "Who", "How", "How it ended"]
    rows = [
        (
            link(each.get_absolute_url(), each.local_start.strftime("%-d %b %Y %H:%M" if day else "%H:%M")),
            each.topic,
            known.get(each.party_id or 0, "Nobody named"),
            each.get_channel_display(),
            each.get_outcome_display(),
        )
        for each in found
    ]
    return Table(caption, [Column(each) for each in columns], rows, caption_hidden=day)


def names(user: Any, found: list[Contact]) -> dict[int, str]:
    """The people of these contacts whom this person may know of, by their numbers."""
    parties = {each.party_id for each in found if each.party_id}
    seen = Party.objects.visible_to(user).filter(pk__in=parties) if parties else ()
    return {each.pk: each.name for each in seen}

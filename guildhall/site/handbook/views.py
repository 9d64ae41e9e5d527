"""Reading and searching the handbook."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from guildhall.kernel.pages.audience import staff
from guildhall.site.handbook import book, reading

# A search that finds more than this asks for another word.
MOST = 50
LONGEST_QUERY = 200


@staff
def contents(request: HttpRequest) -> HttpResponse:
    """The first page, and what was found when something was looked for."""
    query = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    if not query:
        return _show(request, book.INDEX)
    found = book.search(query)
    words = query.lower().split()
    results = [
        {"where": each.where(), "url": each.url, "excerpt": each.excerpt(words)} for each in found[:MOST]
    ]
    known = {"query": query, "results": results, "found": len(found), "shown": len(results)}
    return render(request, "handbook/search.html", {**_frame(""), **known})


@staff
def page(request: HttpRequest, name: str) -> HttpResponse:
    """One page by its name; 404 where there is none."""
    if name not in book.pages() or name == book.INDEX:
        raise Http404("The handbook has no such page.")
    return _show(request, name)


@staff
def drawing(request: HttpRequest, name: str) -> HttpResponse:
    """The drawing of one service's lifecycle."""
    try:
        return HttpResponse(book.drawings()[name], content_type="image/svg+xml")
    except KeyError:
        raise Http404("The handbook has no such drawing.") from None


def _show(request: HttpRequest, name: str) -> HttpResponse:
    text = book.pages()[name]
    parts = [
        {"heading": each.heading, "url": each.url} for each in book.sections(name, text) if each.level == 2
    ]
    known = {"title": book.title(text), "text": reading.html(name, text.partition("\n")[2]), "parts": parts}
    return render(request, "handbook/page.html", {**_frame(name), **known})


def _frame(here: str) -> dict[str, Any]:
    """The list of pages that stands beside each of them."""
    entries = [
        {
            "title": book.title(text),
            "url": book.url(name),
            "here": name == here,
            "service": name.startswith("services/"),
        }
        for name, text in book.pages().items()
        if name != book.INDEX
    ]
    return {
        "services": [each for each in entries if each["service"]],
        "overviews": [each for each in entries if not each["service"]],
        "is_index": here == book.INDEX,
        "contents_url": book.url(book.INDEX),
    }

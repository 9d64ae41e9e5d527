"""Pages of a list by number: for lists that stop where nobody reads on."""

from __future__ import annotations

import re

from django.http import HttpRequest


def page_number(request: HttpRequest) -> int:
    """The page that was asked for, counted from 1; the first when what was asked makes no sense."""
    text = request.GET.get("page", "")
    return max(int(text), 1) if re.fullmatch(r"[0-9]{1,5}", text) else 1


def paging(request: HttpRequest, *, more: bool) -> dict[str, str]:
    """The addresses of the pages before this one and, when there is more, after it."""
    number, query = page_number(request), request.GET.copy()

    def address(page: int) -> str:
        query["page"] = str(page)
        return f"?{query.urlencode()}"

    return {
        "previous": address(number - 1) if number > 1 else "",
        "next": address(number + 1) if more else "",
    }

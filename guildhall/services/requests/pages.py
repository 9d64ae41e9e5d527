"""The pages only this service has: asking for information, and the promise made when it is asked."""

from __future__ import annotations

from typing import Any

from guildhall.commons.forms.journeys import Journey, Page
from guildhall.commons.parties.openings import REPLY_PAGES, Opening
from guildhall.services.requests import actions
from guildhall.services.requests.forms import AskOnline
from guildhall.services.requests.suggestions import already_answered

online = Opening(actions.ask, role="requester", name="ask", template="requests/sent.html")


def offer(given: dict[str, Any]) -> dict[str, Any]:
    """What the check page offers beside the answers."""
    return {"answered": already_answered(given.get("wanted", ""))}


ask = Journey(
    AskOnline,
    name="ask",
    title="Ask for information",
    pages=[Page("about"), Page("wanted"), Page("name"), *REPLY_PAGES, Page("prefers")],
    submit=online.send,
    send="Send my request",
    check_template="requests/check.html",
    beside=offer,
)
sent = online.sent_page()

"""The pages only this service has: making a complaint, and what is promised when it is made."""

from __future__ import annotations

from guildhall.commons.forms.journeys import Journey, Page
from guildhall.commons.parties.openings import REPLY_PAGES, Opening
from guildhall.services.complaints import actions
from guildhall.services.complaints.forms import ComplainOnline

online = Opening(actions.complain, role="complainant", name="complain", template="complaints/sent.html")

complain = Journey(
    ComplainOnline,
    name="complain",
    title="Make a complaint",
    pages=[
        Page("area"),
        Page("complained"),
        Page("wants"),
        Page("since_on"),
        Page("for_whom"),
        Page("authority", when=lambda given: given.get("for_whom") == "other"),
        Page("name"),
        *REPLY_PAGES,
    ],
    submit=online.send,
    send="Send my complaint",
    check_template="complaints/check.html",
)
sent = online.sent_page()

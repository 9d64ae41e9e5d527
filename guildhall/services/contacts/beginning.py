"""Records that begin as a contact: any service's form opens with what the adviser knows already."""

from __future__ import annotations

from typing import Any

from guildhall.commons.parties.models import Party
from guildhall.kernel import time
from guildhall.kernel.origins import Beginning, Told, beginnings
from guildhall.kernel.services import services
from guildhall.services.contacts.logging import record_opened
from guildhall.services.contacts.models import Contact

# What other services call the ways in which people get in touch.
CALLED = {
    "call": ("phone", "telephone", "call"),
    "visit": ("counter", "visit", "in_person", "face_to_face"),
    "email": ("email",),
    "letter": ("post", "letter"),
    "chat": ("chat", "web"),
    "social": ("social", "other"),
    "text": ("text", "sms", "other"),
}


def _found(key: str, user: Any) -> Contact | None:
    seen = Contact.objects.visible_to(user).select_related("topic")
    return seen.filter(pk=int(key)).first() if key.isascii() and key.isdigit() and len(key) < 16 else None


def told(key: str, user: Any) -> Told | None:
    """What a contact says, and what is known of whoever got in touch."""
    if (contact := _found(key, user)) is None:
        return None
    points = {"email": "", "phone": "", "address": ""}
    party = Party.objects.visible_to(user).filter(pk=contact.party_id).first() if contact.party_id else None
    if party:
        for kind in points:
            point = party.point(kind)
            points[kind] = point.value if point else ""
    return Told(
        name=party.name if party else "",
        words=contact.note,
        channels=CALLED[contact.channel],
        on=contact.on,
        **points,
    )


def began(key: str, record: Any, by: Any) -> None:
    """The record keeps its contact as its origin, and the contact that it opened the record."""
    if contact := _found(key, by):
        record_opened(contact, record)


def named(key: str) -> str:
    """A sentence on the contact a record begins as."""
    contact = Contact.objects.select_related("topic").get(pk=int(key))
    start = contact.started_at.astimezone(time.LONDON)
    return f"It begins as the {contact.get_channel_display().lower()} at {start:%H:%M} about {contact.topic}."


beginnings["contacts"] = Beginning(told, began, named)


def openings(user: Any) -> list[Any]:
    """The verbs by which this person may open a record of any service from a contact."""
    return [
        each
        for service in services()
        for each in service.actions.values()
        if each.opens and not each.public and not each.retired and each.why_not(None, user) is None
    ]

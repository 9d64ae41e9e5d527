"""Contacts on a person's timeline, behind the same walls as everywhere else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from guildhall.commons.parties.timelines import Moment, tells_timeline
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.records import Sensitivity
from guildhall.services.contacts.models import Contact


@tells_timeline("Contact")
def contacts(user: Any, leaves: list[int], most: int) -> Iterable[Moment]:
    """When they got in touch and how it ended; what a restricted one was about stands on its own page."""
    seen = Contact.objects.all() if user is SYSTEM else Contact.objects.visible_to(user)
    for each in seen.filter(party__in=leaves).select_related("topic").newest_first()[:most]:
        yield Moment(each.started_at, "Contact", _said(each), each.get_absolute_url(), each.party_id or 0)


def _said(contact: Contact) -> str:
    restricted = contact.sensitivity >= Sensitivity.RESTRICTED
    about = "restricted" if restricted else f"about {contact.topic}"
    return f"{contact.get_channel_display()} {about}. {contact.get_outcome_display()}."

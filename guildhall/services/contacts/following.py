"""What follows a contact: a question how it went, and an offer where it reads like a complaint."""

from __future__ import annotations

from guildhall.commons import offers
from guildhall.commons.offers import Offer, reads_like_a_complaint
from guildhall.commons.satisfaction.inviting import invite
from guildhall.kernel.records import Sensitivity
from guildhall.services.contacts.logging import followed
from guildhall.services.contacts.models import Contact


def named(contact: Contact) -> str:
    """What a contact is called where only a name is kept of it."""
    return f"contacts.contact {contact.pk}"


@followed
def ask_how_it_went(contact: Contact) -> None:
    """The customer may be asked how they were served, unless few may know that they got in touch."""
    if contact.sensitivity < Sensitivity.RESTRICTED:
        invite(
            contact.party, about=named(contact), channel=contact.channel, service="contacts",
            topic=contact.topic.name, on=contact.on,
        )  # fmt: skip


@followed
def offer_a_complaint(contact: Contact) -> None:
    """Words that read like a complaint are offered to whoever handles complaints, and never filed."""
    if reads_like_a_complaint(contact.note):
        offers.make(
            Offer("complaint", source=named(contact), words=contact.note, on=contact.on, party=contact.party)
        )

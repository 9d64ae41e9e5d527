"""Sending somebody the link to their own record again: only ever to the address the council already holds."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from guildhall.commons.parties.models import Involvement, Party, comparable
from guildhall.kernel import events, outbox
from guildhall.kernel.gates import SYSTEM
from guildhall.kernel.limits import Limit

# A stranger who knows an address cannot fill its mailbox.
PER_PARTY = Limit("fresh link", 3, 24 * 60 * 60)


def find_and_send(reference: str, email: str) -> bool:
    """Sends the link when a party of that record has that e-mail address. Nobody outside is told which."""
    key = comparable("email", email)
    involved = Involvement.objects.filter(
        record__reference=reference, party__contact_points__kind="email", party__contact_points__key=key
    )
    found = involved.select_related("record", "party").first()
    return found is not None and send(found.record, found.party)


def send(record: Any, party: Party) -> bool:
    """Writes the party a letter with a fresh link; not more often than a few times a day."""
    if record.disposed_on or PER_PARTY.spend(str(party.pk)):
        return False
    with transaction.atomic():
        event = events.note(
            record,
            action="link.sent",
            by=SYSTEM,
            sentence="A fresh link to follow it was sent to the address we hold.",
        )
        outbox.compose("letter", record, event, template="fresh_link", by=SYSTEM, party=party)
    return True

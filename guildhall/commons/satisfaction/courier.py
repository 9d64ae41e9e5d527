"""The courier of invitations: asks once more whether it may, writes, and has them taken."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from guildhall.commons.letters import adapters
from guildhall.commons.letters.adapters import Message
from guildhall.commons.letters.writing import write
from guildhall.commons.satisfaction import addresses, inviting
from guildhall.commons.satisfaction.models import Invitation
from guildhall.kernel import time
from guildhall.kernel.clocks.wording import said
from guildhall.kernel.outbox import Outbox

State, WhyNot = Invitation.State, Invitation.WhyNot
STATES = {
    Outbox.State.SENT: State.SENT,
    Outbox.State.FAILED: State.FAILED,
    Outbox.State.UNCERTAIN: State.UNCERTAIN,
}
# Where somebody got in touch, as it is told them; whatever is not among these was finished for them.
HOW = {
    "call": "by telephone",
    "visit": "in person",
    "email": "by e-mail",
    "letter": "by letter",
    "chat": "by web chat",
    "social": "on social media",
    "text": "by text message",
    "web": "on our website",
}


class InvitationCourier:
    """Takes invitations by e-mail or as text messages, by the way the installation names."""

    inside = False

    def deliver(self, row: Outbox) -> None:
        """Raises Undelivered when it certainly did not go. What may no longer go is left, and says why."""
        invitation = _invitation(row)
        if reason := no_longer(invitation):
            leave(invitation, reason)
        elif invitation.by == Invitation.By.SMS:
            adapters.chosen().send_text(invitation.to_address, text(invitation), key=row.key)
        else:
            adapters.chosen().send(message(invitation))

    def arrived(self, row: Outbox) -> bool | None:
        return adapters.chosen().arrived(row.key)

    def settled(self, row: Outbox) -> None:
        if state := STATES.get(Outbox.State(row.state)):
            sent_at = time.now() if state == State.SENT else None
            queued = Invitation.objects.filter(pk=row.payload["invitation"], state=State.QUEUED)
            queued.update(state=state, sent_at=sent_at)


def _invitation(row: Outbox) -> Invitation:
    found = Invitation.objects.select_related("record", "party", "asking")
    return found.get(pk=row.payload["invitation"])


def no_longer(invitation: Invitation) -> str:
    """What has come between since it was queued: a wall, an opt-out, or that we know nobody any more."""
    if invitation.record and inviting.is_walled(invitation.record):
        return WhyNot.RESTRICTED
    if invitation.party is None or not invitation.to_address:
        return WhyNot.UNREACHABLE
    return WhyNot.OPTED_OUT if inviting.has_opted_out(invitation.party) else ""


def leave(invitation: Invitation, reason: str) -> None:
    """Takes back one that has not gone."""
    Invitation.objects.filter(pk=invitation.pk, state=State.QUEUED).update(
        state=State.NOT_ASKED, why_not=reason, party=None, to_name="", to_address=""
    )


def message(invitation: Invitation) -> Message:
    """The e-mail, which can be answered with one click to be asked no more (RFC 8058)."""
    written = write(["satisfaction/invitation.md"], _context(invitation))
    stop = addresses.stop_url(invitation)
    return Message(
        invitation.key, invitation.to_name, invitation.to_address, written.subject, written.markdown,
        {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
    )  # fmt: skip


def text(invitation: Invitation) -> str:
    """The text message."""
    return render_to_string("satisfaction/invitation.txt", _context(invitation)).strip()


def _context(invitation: Invitation) -> dict[str, Any]:
    """It names no subject: whoever shares the mailbox or the telephone reads it too."""
    return {
        "name": invitation.to_name,
        "council": settings.COUNCIL,
        "what": told(invitation),
        "closes": said(invitation.closes_on) if invitation.closes_on else "",
        "url": SafeString(addresses.url(invitation)),
        "stop_url": SafeString(addresses.stop_url(invitation)),
    }


def told(invitation: Invitation) -> str:
    """What they are asked about, without its subject."""
    day = said(invitation.happened_on)
    if how := HOW.get(invitation.channel):
        return f"You got in touch with us {how} on {day}."
    return f"We finished something for you on {day}."

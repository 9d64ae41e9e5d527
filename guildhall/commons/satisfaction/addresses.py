"""The signed addresses of an invitation: its three questions, and asking no more."""

from __future__ import annotations

from django.urls import reverse

from guildhall.commons.parties import links
from guildhall.commons.satisfaction.models import Invitation

PURPOSE = "satisfaction"


def token(invitation: Invitation) -> str:
    """The secret of its page: it opens this invitation and nothing else."""
    return links.token(invitation.pk, 0, purpose=PURPOSE)


def url(invitation: Invitation) -> str:
    return links.absolute(reverse("how_did_we_do", args=[token(invitation)]))


def stop_url(invitation: Invitation) -> str:
    return links.absolute(reverse("ask_me_no_more", args=[token(invitation)]))


def opened(token: str) -> Invitation | None:
    """The invitation a link opens; None for one we never made, and for one whose year is over."""
    try:
        pair = links.read(token, purpose=PURPOSE)
    except links.Expired:
        return None
    found = Invitation.objects.select_related("record", "party", "answer")
    return found.filter(pk=pair.of).first() if pair else None

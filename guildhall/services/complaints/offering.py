"""What reads like a complaint elsewhere is offered here; a person opens it as one, or leaves it."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from guildhall.commons.offers import Offer, taker
from guildhall.kernel import time
from guildhall.kernel.gates import Actor
from guildhall.services.complaints.actions import log
from guildhall.services.complaints.models import Complaint, Offered

State = Offered.State
UNNAMED = "Name not given"


@taker("complaint", address=lambda offer: reverse("complain"))
def take(offer: Offer) -> None:
    """Keeps what is offered until a person has looked; said again with other words, it says the new ones."""
    told = {"words": offer.words, "on": offer.on, "party": offer.party}
    new = {**told, "offered_at": time.now()}
    Offered.objects.update_or_create(source=offer.source[:120], defaults=told, create_defaults=new)


def waiting() -> QuerySet[Offered]:
    """What nobody has looked at yet, oldest first."""
    return Offered.objects.filter(state=State.OPEN).select_related("party").order_by("on", "pk")


def seen(user: Any) -> QuerySet[Offered]:
    """What this person may know of: everything, where they may decide on it."""
    return Offered.objects.none() if why_not(user) else Offered.objects.all()


def why_not(user: Any) -> str | None:
    """Whoever may log a complaint may decide on an offer."""
    return log.why_not(None, user)


def open_as_complaint(offered: Offered, *, by: Any) -> Complaint:
    """Opens the complaint it reads like, once, with its words, its day and whose they are."""
    with transaction.atomic():
        locked = Offered.objects.select_for_update().get(pk=offered.pk)
        if locked.complaint_id is None:
            locked.complaint = log(by=by, submission=f"offered:{locked.pk}", **_filled(locked))
            _decide(locked, State.TAKEN, by)
    found: Complaint = Complaint.objects.get(pk=locked.complaint_id)
    return found


def _filled(offered: Offered) -> dict[str, Any]:
    """The form as it is filled in from what was said."""
    party = offered.party
    points = {each.kind: each.value for each in party.contact_points.order_by("pk")} if party else {}
    return {
        "complained": offered.words,
        "area": "other",
        "name": party.name if party else UNNAMED,
        "email": points.get("email", ""),
        "phone": points.get("phone", ""),
        "address": points.get("address", ""),
        "channel": Complaint.Channel.OTHER,
        "on": offered.on,
    }


def leave(offered: Offered, *, by: Any) -> None:
    """It is no complaint, or they do not want it to be one."""
    _decide(offered, State.LEFT, by)


def _decide(offered: Offered, state: str, by: Any) -> None:
    offered.state, offered.decided_by_id, offered.decided_on = state, Actor.of(by).id, time.today()
    offered.save()

"""Taking an answer, changing it, offering what reads like a complaint, and asking no more."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from guildhall.commons import offers
from guildhall.commons.offers import Offer
from guildhall.commons.satisfaction import inviting, people
from guildhall.commons.satisfaction.courier import leave
from guildhall.commons.satisfaction.models import Answer, Invitation, OptOut, Score
from guildhall.kernel import time

State = Invitation.State
COMPLAINT = "complaint"


def is_open(invitation: Invitation) -> bool:
    """Until its day, and only while what it is about has not been walled off."""
    walled = invitation.record is not None and inviting.is_walled(invitation.record)
    in_time = invitation.closes_on is not None and time.today() <= invitation.closes_on
    return invitation.is_open and in_time and not walled


def given(invitation: Invitation) -> dict[str, Any]:
    """What they answered before, for the form to show."""
    answer: Answer | None = getattr(invitation, "answer", None)
    return {"score": answer.score, "got": answer.got, "comment": answer.comment} if answer else {}


@transaction.atomic
def answer(invitation: Invitation, *, score: int, got: str = "", comment: str = "") -> Answer:
    """Keeps what they say, or what they now say instead; what reads like a complaint is offered as one."""
    what = {
        name: getattr(invitation, name)
        for name in ("service", "channel", "topic", "customers", "happened_on")
    }
    said = {
        "score": score,
        "got": got,
        "comment": comment.strip(),
        "sounds_like": _sounds_like(score, comment),
    }
    today = time.today()
    kept, _ = Answer.objects.update_or_create(
        invitation=invitation,
        defaults={**said, "changed_on": today},
        create_defaults={**what, **said, "answered_on": today},
    )
    if kept.sounds_like:
        offers.make(_offer(kept))
    return kept


def _sounds_like(score: int, comment: str) -> str:
    dissatisfied = Score.NO_VIEW < score <= Score.DISSATISFIED
    return COMPLAINT if offers.reads_like_a_complaint(comment, dissatisfied=dissatisfied) else ""


def _offer(answer: Answer) -> Offer:
    source = f"{answer._meta.label_lower} {answer.pk}"
    return Offer(COMPLAINT, source, answer.comment, answer.answered_on, answer.invitation.party)


def offered(answer: Answer) -> str:
    """Where they can make of it what it reads like, themselves; empty where it reads like nothing."""
    return offers.address(_offer(answer)) if answer.sounds_like else ""


@transaction.atomic
def ask_no_more(invitation: Invitation) -> None:
    """Never asks this address again, nor the person's others while we know them; takes back what waits."""
    addresses = [invitation.to_address] if invitation.to_address else []
    if invitation.party:
        addresses += people.addresses(invitation.party)
    known = {people.digest(each) for each in addresses} | ({invitation.person} - {""})
    today = time.today()
    wanted = [OptOut(person=each, said_on=today) for each in sorted(known)]
    OptOut.objects.bulk_create(wanted, ignore_conflicts=True)
    for waiting in Invitation.objects.filter(person__in=known, state=State.QUEUED):
        leave(waiting, Invitation.WhyNot.OPTED_OUT)

"""Asking somebody how they were served: one call for any service, and what follows a closed record.

`invite(party, about="contacts.contact 42", channel="call", service="contacts", topic="Council tax")` draws,
looks at every reason not to ask, and queues the invitation in the transaction it is called in.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from django.db import IntegrityError, transaction

from guildhall.commons.letters.courier import party_of
from guildhall.commons.parties.models import Party
from guildhall.commons.satisfaction import people, sampling
from guildhall.commons.satisfaction.models import CASEWORK, Asking, Invitation, OptOut
from guildhall.kernel import outbox, time
from guildhall.kernel.closing import once_closed
from guildhall.kernel.events import Event
from guildhall.kernel.records import Record, Sensitivity

Objection = Callable[[Party], bool]
_objections: list[Objection] = [people.has_reason_to_be_left_alone]

State, WhyNot, Customers = Invitation.State, Invitation.WhyNot, Invitation.Customers


def objects(objection: Objection) -> Objection:
    """Signs up who knows of reasons not to ask somebody: beside the markers and consents we keep."""
    _objections.append(objection)
    return objection


def invite(
    party: Party | None,
    *,
    about: Record | str,
    channel: str,
    service: str,
    topic: str = "",
    on: date | None = None,
    sensitivity: int = Sensitivity.PERSONAL,
) -> Invitation | None:
    """Asks the customer, or says why not; None where they are not drawn, or nothing may be kept of it.

    `about` is the record, or the name of a fact ("contacts.contact 42"); `on` the day it happened;
    `sensitivity` that of the fact. Of what is restricted no trace is left.
    """
    asking = sampling.in_force(service, channel)
    name = about.reference if isinstance(about, Record) else about
    if party is None or asking is None or not sampling.drawn(asking, name):
        return None
    if sensitivity >= Sensitivity.RESTRICTED or is_walled(about):
        return None
    invitation = Invitation(
        asking=asking, record_id=about.pk if isinstance(about, Record) else None, about=name, party=party,
        service=service, channel=channel, topic=topic[:160], happened_on=on or time.today(),
        draw=sampling.draw(asking.seed, name), decided_at=time.now(),
    )  # fmt: skip
    try:
        with transaction.atomic():
            return _decide(invitation, asking, party)
    except IntegrityError:  # they were asked about this before
        return None


def is_walled(about: Record | str) -> bool:
    """Whether it is about something that few may know of, or that has been forgotten."""
    return isinstance(about, Record) and bool(
        about.sensitivity >= Sensitivity.RESTRICTED or about.disposed_on
    )


def _decide(invitation: Invitation, asking: Asking, party: Party) -> Invitation:
    """Two calls of one person at once are one after the other here: the cap holds for both."""
    Party.objects.select_for_update().filter(pk=party.person_id).first()
    invitation.customers = Customers.INTERNAL if people.works_here(party) else Customers.EXTERNAL
    place = people.reached(party)
    if place:
        invitation.person = people.digest(place[1])
    invitation.why_not = why_not(party, asking, invitation.person)
    if invitation.why_not or not place:
        invitation.why_not = invitation.why_not or WhyNot.UNREACHABLE
        invitation.state, invitation.party = State.NOT_ASKED, None
        invitation.save(force_insert=True)
        return invitation
    return _queue(invitation, asking, party, place)


def why_not(party: Party, asking: Asking, person: str) -> str:
    """What says that they are not to be asked, the reasons of theirs first; empty where nothing does."""
    if has_opted_out(party):
        return WhyNot.OPTED_OUT
    if any(objection(party) for objection in _objections):
        return WhyNot.OBJECTED
    since = time.now() - timedelta(days=asking.cap_days)
    asked = Invitation.objects.exclude(state=State.NOT_ASKED).filter(decided_at__gt=since)
    lately = asked.filter(party__in=party.leaf_ids()).exists()
    lately = lately or bool(person and asked.filter(person=person).exists())
    return WhyNot.CAPPED if lately else ""


def has_opted_out(party: Party) -> bool:
    """Whether they said so at any of their addresses."""
    return OptOut.objects.filter(person__in=people.digests(people.addresses(party))).exists()


def _queue(invitation: Invitation, asking: Asking, party: Party, place: tuple[str, str]) -> Invitation:
    invitation.state = State.QUEUED
    invitation.by, invitation.to_address = place
    invitation.to_name = party.name
    invitation.send_at = sampling.out_of_quiet_hours(asking, invitation.decided_at)
    invitation.closes_on = invitation.send_at.astimezone(time.LONDON).date() + timedelta(asking.open_days)
    invitation.save(force_insert=True)
    wait = invitation.send_at - invitation.decided_at
    outbox.put("invitation", None, {"invitation": invitation.pk}, key=invitation.key, wait=wait)
    return invitation


def may_be_asked_about(record: Record) -> bool:
    """Whether whoever a closed record was for is drawn: most are not, and cost one question."""
    if not record.declaration.asks_after or is_walled(record):
        return False
    asking = sampling.in_force(record.service, CASEWORK)
    return asking is not None and sampling.drawn(asking, record.reference)


@once_closed(wants=may_be_asked_about)
def ask_how_it_went(event: Event) -> None:
    """Once a record has closed: whoever it was for is asked how they were served."""
    record = event.record
    if not record.is_open:
        invite(
            party_of(record), about=record, channel=CASEWORK, service=record.service, on=event.effective_on
        )

"""Everything the council holds about a person, put together for them (UK GDPR Art. 15 and 20)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.core.serializers.python import Serializer

from guildhall.commons.parties.models import Involvement, Party, Relationship, own_parties
from guildhall.commons.parties.side import Side
from guildhall.kernel import time
from guildhall.kernel.gates import Actor
from guildhall.kernel.readings import Reading
from guildhall.kernel.services import services

MARKED = ("kind", "why", "what_to_do", "starts_on", "ends_on", "reviewed_on", "lifted_on")
Tell = Callable[[Any, Party], list[dict[str, Any]]]
_tellers: dict[str, Tell] = {}


def tells(what: str) -> Callable[[Tell], Tell]:
    """Signs up whoever keeps something beside a record: given the record and the party, it tells what."""

    def sign_up(tell: Tell) -> Tell:
        _tellers[what] = tell
        return tell

    return sign_up


def own_data(of: Any, *, inside: bool = False) -> dict[str, Any]:
    """What is held about a party, or about a signed-in resident by the address they proved is theirs.

    `inside` adds every sentence of each timeline, for an officer who answers a subject access request and
    takes other people's information out of it first.
    """
    parties = list((of.leaves() if isinstance(of, Party) else own_parties(of)).order_by("pk"))
    account = None if isinstance(of, Party) else of
    return {
        "made_on": time.today().isoformat(),
        "account": _account(account) if account else None,
        "people": [_party(each) for each in parties],
        "records": [record for each in parties for record in _records(each, inside)],
        "facts": list(_facts(account or Actor("party", of.pk, of.name))),
    }


def _account(user: Any) -> dict[str, Any]:
    return {"email": user.email, "name": user.name, "since": user.joined_at.date().isoformat()}


def _party(party: Party) -> dict[str, Any]:
    """One entry: whatever hangs on it, and who said it."""
    return {
        "name": party.name,
        "kind": party.kind,
        "told_by": party.source,
        "number_there": party.source_key,
        "born_on": party.born_on and party.born_on.isoformat(),
        "other_names": list(party.names.order_by("pk").values("kind", "value")),
        "contact": list(
            party.contact_points.order_by("pk").values(
                "kind", "value", "uprn", "preferred", "avoid", "ends_on"
            )
        ),
        "needs": list(party.needs.order_by("pk").values("kind", "detail", "starts_on", "ends_on")),
        "consents": list(party.consents.order_by("pk").values("purpose", "given", "on", "until", "evidence")),
        "markers": list(party.markers.order_by("pk").values(*MARKED)),
        "relationships": [_related(each) for each in party.relationships.order_by("pk")],
        "said": list(party.said.order_by("pk").values("field", "value", "source", "said_on")),
        "done": [
            {"on": each.at.date().isoformat(), "what": each.sentence}
            for each in party.party_events.order_by("pk")
        ],
    }


def _related(each: Relationship) -> dict[str, Any]:
    """What somebody is to them, and where that one acts for them; who it is, is theirs to say."""
    return {"kind": each.kind, "acts_in": each.scope, "evidence": each.evidence, "ends_on": each.ends_on}


def readings_of(record: Any, inside: bool = False) -> list[dict[str, Any]]:
    """When their restricted record was opened; by whom, only for the officer who answers for the council."""
    seen = Reading.objects.filter(record=record.pk).select_related("reader").order_by("read_at", "pk")
    return [
        {"at": each.read_at.isoformat(), "what": each.what, **({"by": str(each.reader)} if inside else {})}
        for each in seen
    ]


def _records(party: Party, inside: bool) -> Iterator[dict[str, Any]]:
    involved = Involvement.objects.filter(party=party).select_related("record").order_by("record_id", "pk")
    for involvement in involved.iterator(chunk_size=200):
        side = Side(involvement.record.typed(), party)
        told = {**_record(side, involvement.role), "events": _events(side, inside), **_beside(side)}
        told["opened_by_us"] = readings_of(side.record, inside)
        yield told


def _record(side: Side, role: str) -> dict[str, Any]:
    record = side.record
    return {
        "reference": record.reference,
        "service": record.declaration.name,
        "your_part": role,
        "received_on": record.opened_on.isoformat(),
        "stands_at": record.stage_label,
        "closed_on": record.closed_on.isoformat() if record.closed_on else None,
        "forgotten_on": record.dispose_on.isoformat() if record.dispose_on else None,
        "you_told_us": side.asked(),
    }


def _events(side: Side, inside: bool) -> list[dict[str, str]]:
    if not inside:
        return [{"on": each["on"].isoformat(), "what": each["sentence"]} for each in side.story()]
    events = side.record.events.order_by("sequence")
    return [{"on": event.effective_on.isoformat(), "what": event.sentence} for event in events]


def _beside(side: Side) -> dict[str, Any]:
    return {what: tell(side.record, side.party) for what, tell in _tellers.items()}


def _facts(user: Any) -> Iterator[dict[str, Any]]:
    """The bulk facts that each service lets this user see."""
    for service in services():
        for facts in service.facts:
            rows = facts.model._default_manager.filter(facts.visible_to(user)).order_by("pk")
            for row in Serializer().serialize(rows):
                yield {"service": service.name, "kind": str(facts.model._meta.verbose_name), **row["fields"]}

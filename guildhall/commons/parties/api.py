"""People and organisations for programs: found, read and changed as on the pages, behind the same walls."""

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router, Schema

from guildhall.commons.parties.changing import Change, changes
from guildhall.commons.parties.finding import find
from guildhall.commons.parties.people import Party
from guildhall.commons.parties.persons import Person
from guildhall.commons.parties.rights import Right, may
from guildhall.kernel import limits
from guildhall.kernel.api.asked import answers, body
from guildhall.kernel.api.doing import headers, version_read
from guildhall.kernel.api.problems import Problem
from guildhall.kernel.api.services import DOING, READING

# Annotations are read when an operation is declared, so this module must not postpone them.


class HitOut(Schema):
    """One person found."""

    number: int
    name: str
    kind: str
    born_on: date | None
    about: str
    markers: list[str]
    url: str


class FoundOut(Schema):
    """The likeliest first; `more` says that there are others, so that a word should be added."""

    people: list[HitOut]
    more: bool


class PointOut(Schema):
    """A way to reach them, or one that must not be used, and why."""

    kind: str
    value: str
    postcode: str
    uprn: str
    preferred: bool
    avoid: str


class MarkerOut(Schema):
    """What must be known: why, what to do, until when."""

    kind: str
    why: str
    what_to_do: str
    ends_on: date


class MomentOut(Schema):
    """One thing they have with the council."""

    at: datetime
    kind: str
    sentence: str
    url: str


class PersonOut(Schema):
    """One person, as far as the caller may know them."""

    number: int
    entries: list[int]
    name: str
    kind: str
    born_on: date | None
    other_names: list[str]
    contact: list[PointOut]
    needs: list[str]
    markers: list[MarkerOut]
    consents: dict[str, bool]
    sources: list[str]
    timeline: list[MomentOut]


class ChangedOut(Schema):
    """What was done, and the version of the person since."""

    number: int
    sentence: str
    version: int


class Wanted(Schema):
    """Who is meant."""

    q: str = Field(max_length=200, description="A name, postcode, telephone, e-mail, birthday or reference.")


@dataclass(frozen=True)
class OnOne:
    """A change to one person, whose form may ask which of their entries is meant."""

    change: Change
    party: Party
    by: Any

    def form(self) -> Any:
        return self.change.form(self.party, by=self.by)


def router(callers: list[Any]) -> Router:
    """The operations, for whoever calls in one of these ways."""
    made = Router(tags=["People and organisations"], auth=callers)

    @made.get(
        "/parties",
        response=FoundOut,
        operation_id="parties.find",
        summary="People and organisations: find",
        description="Forgives misspelling, short names and the order of words.",
        openapi_extra={"responses": READING},
    )
    def find_people(request: HttpRequest, wanted: Query[Wanted]) -> Any:
        if not may(request.user, Right.FIND):
            raise Problem(403, "Your role does not include finding people.")
        found = find(request.user, wanted.q)
        return {"people": [_hit(each) for each in found.hits], "more": found.more}

    @made.get(
        "/parties/{int:number}",
        response=PersonOut,
        operation_id="parties.read",
        summary="A person: how to reach them, what they need, what they have with us",
        description="Their version is in the ETag: give it back in If-Match when you change something.",
        openapi_extra={"responses": READING},
    )
    def read_person(request: HttpRequest, number: int, response: HttpResponse) -> Any:
        person = _person(request, number)
        response["ETag"] = f'"{person.version}"'
        return _whole(person)

    for change in changes.values():
        _do(made, change)
    return made


def _do(made: Router, change: Change) -> None:
    law = f"\n\nLaw: {change.law}." if change.law else ""

    @made.post(
        f"/parties/{{int:number}}/{change.name}",
        response=ChangedOut,
        operation_id=change.permission,
        summary=change.label,
        description=f"{change.about}{law}",
        openapi_extra={
            "requestBody": body(change),
            "parameters": headers("IdempotencyKey", "IfMatch"),
            "responses": DOING,
        },
    )
    def do(request: HttpRequest, number: int) -> Any:
        person = _person(request, number)
        data, _ = answers(request, OnOne(change, person.head, request.user))
        event = change.perform(
            person.head, by=request.user, data=data,
            version=version_read(request), submission=_submission(request, change, person.head),
        )  # fmt: skip
        after = Person(request.user, number)
        return {"number": after.head.pk, "sentence": event.sentence, "version": after.version}


def _person(request: HttpRequest, number: int) -> Person:
    if not request.user.is_staff:
        raise Problem(403, "People are found by those who work at the council. Yours is on your own page.")
    return Person(request.user, number)


def _submission(request: HttpRequest, change: Change, party: Party) -> str | None:
    """The key of this call, the caller's own."""
    key = request.headers.get("Idempotency-Key", "")
    if not key:
        return None
    whose = (limits.who(request), change.permission, str(party.pk), key[:200])
    return sha256("\n".join(("api", *whose)).encode()).hexdigest()


def _hit(hit: Any) -> dict[str, Any]:
    party = hit.party
    return {
        "number": party.pk, "name": party.name, "kind": party.kind, "born_on": party.born_on,
        "about": hit.about, "markers": [str(each) for each in hit.markers], "url": hit.url,
    }  # fmt: skip


def _whole(person: Person) -> dict[str, Any]:
    head = person.head
    moments, _ = person.timeline(1)
    return {
        "number": head.pk, "entries": person.ids, "name": head.name, "kind": head.kind,
        "born_on": head.born_on, "other_names": person.other_names,
        "contact": [_point(each) for each in (*person.good, *person.avoided)],
        "needs": [str(each) for each in person.needs],
        "markers": [
            {"kind": each.kind, "why": each.why, "what_to_do": each.what_to_do, "ends_on": each.ends_on}
            for each in person.markers
        ],
        "consents": {purpose.key: said.given for purpose, said in person.consents},
        "sources": person.sources,
        "timeline": [
            {"at": each.at, "kind": each.kind, "sentence": each.sentence, "url": each.url} for each in moments
        ],
    }  # fmt: skip


def _point(point: Any) -> dict[str, Any]:
    names = ("kind", "value", "postcode", "uprn", "preferred", "avoid")
    return {name: getattr(point, name) for name in names}

"""How requests that another system kept are taken: its columns, its words for how they stand, its dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from guildhall.commons.parties import wording
from guildhall.commons.parties.models import ContactPoint, Involvement, Party, comparable
from guildhall.kernel import time
from guildhall.kernel.clocks.wording import counted, said
from guildhall.kernel.origins import Importer, Incoming, Row, RowRefused, importers
from guildhall.kernel.records import Sensitivity
from guildhall.services.requests.campaigns import campaigns
from guildhall.services.requests.models import InformationRequest, Outcome, Regime
from guildhall.services.requests.service import Stage, requests

# The headings of files, by the field they are for.
HEADINGS = {
    "status": "status, state, outcome, result, decision",
    "received": "request date, date received, received, received on, date, date of request",
    "closed": "date closed, closed, date answered, answered, response date, completed",
    "title": "request title, title, subject, summary",
    "wanted": "request, details, wanted, request text, description",
    "key": "request url, url, id, reference, ref, case reference, request id",
    "authority": "authority name, authority, public body",
    "requester": "requester, name, requester name, applicant",
    "email": "email, email address, requester email",
    "law": "law, regime, request type, type, legislation",
    "answer": "answer, response",
    "exemptions": "exemptions, exemptions applied, exemption",
    "source": "source",
}
ALIASES = {heading: name for name, headings in HEADINGS.items() for heading in headings.split(", ")}
NEEDS = ("title", "received", "status", "key")
LAWS = {
    **dict.fromkeys(("", "foi", "foia", "freedom of information"), Regime.FOI),
    **dict.fromkeys(("eir", "environmental information"), Regime.EIR),
    **dict.fromkeys(("sar", "dsar", "dpa", "data protection", "subject access"), Regime.SAR),
}


@dataclass(frozen=True)
class Standing:
    """What another system's word for how a request stands comes to here, and what is lost on the way."""

    stage: str
    outcome: str = ""
    note: str = ""


def _open(note: str) -> Standing:
    return Standing(Stage.SEARCHING, note=note)


GRANTED = Standing(Stage.ANSWERED, Outcome.GRANTED)
IN_PART = Standing(Stage.ANSWERED, Outcome.PART)
NOT_HELD = Standing(Stage.ANSWERED, Outcome.NOT_HELD)
REFUSED = Standing(Stage.REFUSED, Outcome.REFUSED)
WITHDRAWN = Standing(Stage.WITHDRAWN, Outcome.WITHDRAWN)
ANSWERED = Standing(Stage.ANSWERED, note="What the answer gave is not known.")
UNTIL_SEEN = "it stays open until somebody looks."

STANDINGS = {
    **dict.fromkeys(("successful", "granted", "granted in full", "disclosed"), GRANTED),
    **dict.fromkeys(("partially successful", "granted in part", "part disclosed", "part granted"), IN_PART),
    **dict.fromkeys(("information not held", "not held"), NOT_HELD),
    **dict.fromkeys(("refused", "refused in full", "withheld"), REFUSED),
    **dict.fromkeys(("withdrawn", "user withdrawn"), WITHDRAWN),
    **dict.fromkeys(("answered", "completed", "closed"), ANSWERED),
    "lapsed": Standing(Stage.LAPSED, Outcome.LAPSED),
    **dict.fromkeys(("awaiting response", "open", "received", "new"), Standing(Stage.RECEIVED)),
    **dict.fromkeys(("in progress", "being answered"), Standing(Stage.SEARCHING)),
    "long overdue": _open("There it is long overdue."),
    "awaiting classification": _open(f"There an answer came, and nobody said what it gave: {UNTIL_SEEN}"),
    "waiting clarification": _open("There it waits for the requester, since an unknown day: its time runs."),
    "awaiting internal review": _open(f"There a review is asked for, and no day is known: {UNTIL_SEEN}"),
    "handled by postal mail": _open(f"There it went on by post: {UNTIL_SEEN}"),
    "delivery error": Standing(
        Stage.RECEIVED, note="There it could not be delivered: whether it ever arrived must be found out."
    ),
}  # fmt: skip
CLOSED_SOME_DAY = (
    "The day it was closed is not known: it counts as closed by {day}, and neither as in time nor as late."
)
FIRST_DAY = date(2005, 1, 1)


def incoming(row: Row) -> Incoming:
    """One row as a request. Raises RowRefused with a sentence; nothing is guessed."""
    cells, today = row.cells, time.today()
    standing, law = _standing(cells["status"]), _law(cells.get("law", ""))
    received = _day(cells["received"], "received", today)
    closed = _day(cells["closed"], "closed", today) if cells.get("closed") else None
    notes = [standing.note] if standing.note else []
    ended = standing.stage in requests.ends
    if closed and not ended:
        raise RowRefused(f"It is “{cells['status']}” and yet closed on {said(closed)}: say which is right.")
    if closed and closed < received:
        raise RowRefused(f"It is closed on {said(closed)}, before it was received on {said(received)}.")
    if ended and not closed:
        notes.append(CLOSED_SOME_DAY.format(day=said(today)))
    record = _request(cells, standing, law, received)
    if record.title != cells["title"]:
        notes.append("Its title was cut to 300 characters; the whole is in what was asked.")
    return Incoming(
        source=cells.get("source") or "a file",
        key=_key(cells["key"]),
        record=record,
        closed_on=closed,
        closed_by=today,
        meets="response",
        notes=notes,
        involves={name: cells.get(name, "") for name in ("requester", "email", "authority")},
    )


def _request(told: Mapping[str, str], standing: Standing, law: str, received: date) -> InformationRequest:
    if not told["title"]:
        raise RowRefused("It has no title.")
    withheld = standing.outcome in {Outcome.REFUSED, Outcome.PART}
    return InformationRequest(
        service=requests.key,
        title=told["title"][:300],
        stage=standing.stage,
        outcome=standing.outcome,
        regime=law,
        sensitivity=Sensitivity.PERSONAL if law == Regime.SAR else Sensitivity.ORDINARY,
        channel=InformationRequest.Channel.IMPORT,
        requester=told.get("requester", "")[:200],
        wanted=told.get("wanted") or told["title"],
        answer=told.get("answer", ""),
        withheld_because=f"The notice is where the request came from: {told['key']}" if withheld else "",
        exemptions=told.get("exemptions", "")[:200],
        opened_on=received,
    )


def _standing(status: str) -> Standing:
    try:
        return STANDINGS[status.casefold()]
    except KeyError:
        raise RowRefused(f"“{status}” is no status we know: what it means here must be said first.") from None


def _law(law: str) -> str:
    try:
        return str(LAWS[law.casefold()])
    except KeyError:
        raise RowRefused(f"“{law}” is no law we know: use FOI, EIR or SAR.") from None


def _key(key: str) -> str:
    """A row's own name; of an address, what stands before the mark within the page."""
    name = key.partition("#")[0] if key.startswith(("http://", "https://")) else key
    if not name:
        raise RowRefused("It has no address or number of its own, by which it would be known again.")
    if len(name) > 400:
        raise RowRefused("Its address is longer than 400 characters.")
    return name


def _day(text: str, what: str, today: date) -> date:
    """A day, read day first: 31/01/2019, 2019-01-31 or 31 January 2019."""
    plain = re.sub(r"[T ]\d\d?:.*$", "", text)
    for pattern in ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y"):
        try:
            day = datetime.strptime(plain, pattern).date()
        except ValueError:
            continue
        return _within(day, what, today)
    raise RowRefused(f"“{text}” is no day we can read for when it was {what}: write it as 31/01/2019.")


def _within(day: date, what: str, today: date) -> date:
    if day > today:
        raise RowRefused(f"It was {what} on {said(day)}, which is still to come.")
    if day < FIRST_DAY:
        raise RowRefused(f"It was {what} on {said(day)}, before anybody had a right to ask (1 January 2005).")
    return day


def beside(batch: list[Incoming]) -> None:
    """The parties of a batch: who asked, and which authority was asked."""
    _involve([(each, each.involves["authority"], "authority", "") for each in batch])
    _involve([(each, each.involves["requester"], "requester", each.involves["email"]) for each in batch])


def _involve(parts: list[tuple[Incoming, str, str, str]]) -> None:
    named = [(each, name[:200], role, email) for each, name, role, email in parts if name]
    parties = _parties({(name, role, email) for _, name, role, email in named})
    Involvement.objects.bulk_create(
        Involvement(record_id=each.record.pk, party=parties[name, role, email], role=role)
        for each, name, role, email in named
    )


def _parties(wanted: set[tuple[str, str, str]]) -> dict[tuple[str, str, str], Party]:
    """An authority is known by its name; a person only by name and address together."""
    known = {**_authorities(wanted), **_people(wanted)}
    kinds = {"authority": Party.Kind.ORGANISATION, "requester": Party.Kind.PERSON}
    now = time.now()
    fresh = {
        each: Party(kind=kinds[each[1]], name=each[0], created_at=now)
        for each in sorted(wanted - known.keys())
    }
    Party.objects.bulk_create(fresh.values())
    ContactPoint.objects.bulk_create(
        ContactPoint(party=party, kind="email", value=email, key=comparable("email", email))
        for (_, _, email), party in fresh.items()
        if email
    )
    wording.write(party.pk for party in fresh.values())
    return {**known, **fresh}


def _authorities(wanted: set[tuple[str, str, str]]) -> dict[tuple[str, str, str], Party]:
    names = {name: (name, role, email) for name, role, email in wanted if role == "authority"}
    found = Party.objects.filter(kind=Party.Kind.ORGANISATION, name__in=names)
    return {names[party.name]: party for party in found}


def _people(wanted: set[tuple[str, str, str]]) -> dict[tuple[str, str, str], Party]:
    people = {
        (name, comparable("email", email)): (name, role, email) for name, role, email in wanted if email
    }
    keys = {key for _, key in people}
    points = ContactPoint.objects.filter(kind="email", key__in=keys).select_related("party")
    return {people[place]: each.party for each in points if (place := (each.party.name, each.key)) in people}


def remarks(rows: Iterable[Row]) -> Iterator[str]:
    """The campaigns in a file that names authorities: one request sent to many councils."""
    found = campaigns(_sent(rows))
    if not found:
        return
    together = sum(each.requests for each in found)
    yield f"{together:,} rows belong to {counted(len(found), 'campaign')}: one request sent to many councils."
    for campaign in found:
        yield str(campaign)


def _sent(rows: Iterable[Row]) -> Iterator[tuple[str, date, str]]:
    for row in rows:
        if authority := row.cells.get("authority"):
            try:
                yield row.cells["title"], _day(row.cells["received"], "received", time.today()), authority
            except RowRefused:
                continue


importers["requests"] = Importer(requests, ALIASES, NEEDS, incoming, beside, remarks)

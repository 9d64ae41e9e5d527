"""The courier of letters: written inside the action's transaction, delivered once it has committed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.safestring import SafeString

from guildhall.commons.letters import adapters
from guildhall.commons.letters.models import Letter, token
from guildhall.commons.letters.templatetags.letter_words import day
from guildhall.commons.letters.writing import Written, write
from guildhall.commons.parties import links
from guildhall.commons.parties.models import ContactPoint, Involvement, Party
from guildhall.kernel import time
from guildhall.kernel.events import Event
from guildhall.kernel.gates import Actor
from guildhall.kernel.outbox import Outbox
from guildhall.kernel.prepared import Prepared

OFFER = (
    "If you need this letter in large print, Braille, audio, easy read or another language, "
    "tell us at {url} and we will say by when you will have it."
)
ON_PAPER = "paper"
Kind = ContactPoint.Kind
STATES = {
    Outbox.State.QUEUED: Letter.State.QUEUED,
    Outbox.State.SENDING: Letter.State.QUEUED,
    Outbox.State.SENT: Letter.State.SENT,
    Outbox.State.FAILED: Letter.State.FAILED,
    Outbox.State.UNCERTAIN: Letter.State.UNCERTAIN,
}


@dataclass(frozen=True)
class Recipient:
    """Who a letter goes to, and how."""

    name: str
    channel: str
    address: str = ""
    party: Party | None = None


class LetterCourier:
    """Writes letters, keeps them, and has them taken by the way the installation names."""

    inside = False

    def compose(self, record: Any, event: Event, *, key: str, **wanted: Any) -> dict[str, Any] | None:
        """Writes and keeps the letter; the payload is its number. None when it goes by post, or nowhere."""
        letter = keep(record, event, key=key, **wanted)
        return {"letter": letter.pk} if letter.state == Letter.State.QUEUED else None

    def deliver(self, row: Outbox) -> None:
        """Raises Undelivered when it certainly did not go."""
        adapters.chosen().send(_letter(row))

    def arrived(self, row: Outbox) -> bool | None:
        return adapters.chosen().arrived(row.key)

    def settled(self, row: Outbox) -> None:
        sent_at = time.now() if row.state == Outbox.State.SENT else None
        Letter.objects.filter(key=row.key).update(state=STATES[Outbox.State(row.state)], sent_at=sent_at)


def keep(
    record: Any,
    event: Event,
    *,
    key: str,
    template: str,
    by: Any,
    data: Mapping[str, Any] | None = None,
    party: Party | None = None,
) -> Letter:
    """Writes the letter of an action from its template, to the record's party unless another is named."""
    party = party or party_of(record)
    context = _context(record, event, by, data or {}, party)
    names = [f"{record.service}/letters/{template}.md", f"letters/{template}.md"]
    written = write(names, context)
    to = recipient(record, party, written.to)
    if to.party:
        written = with_offer(written, context["formats_url"])
    letter = Letter(record=record, event=event, template=template, key=key, written_at=time.now())
    letter.subject, letter.markdown = written.subject, written.markdown
    _address(letter, to)
    letter.save(force_insert=True)
    return letter


def _letter(row: Outbox) -> Letter:
    return Letter.objects.select_related("record").get(pk=row.payload["letter"])


def _context(
    record: Any, event: Event, by: Any, data: Mapping[str, Any], party: Party | None
) -> dict[str, Any]:
    """What a letter's template may speak of."""
    return {
        "record": record,
        "event": event,
        "data": data,
        "council": settings.COUNCIL,
        "name": party.name if party else "",
        "sender": Actor.of(by).name,
        "today": event.effective_on,
        "due": day(record.due_on),
        "due_on": record.due_on,
        "track_url": SafeString(links.track_url(record, party)) if party else "",
        "formats_url": SafeString(
            links.absolute(reverse("letter", args=[token(event.pk, party.pk if party else None)]))
        ),
    }


def with_offer(written: Written, url: str) -> Written:
    """Every letter to a party offers itself in other formats, whether or not its author thought of it."""
    if url in written.markdown:
        return written
    return replace(written, markdown=f"{written.markdown}\n{OFFER.format(url=f'<{url}>')}\n")


def party_of(record: Any, role: str = "") -> Party | None:
    """The party a record is for: the one in that role, or the first it was given."""
    first = _in_role(record=record.pk, role=role) if role else _first(record=record.pk)
    return first[0].party if first else None


_involved = Involvement.objects.select_related("party").order_by("pk")
_first = Prepared(lambda record: _involved.filter(record=record)[:1])
_in_role = Prepared(lambda record, role: _involved.filter(record=record, role=role)[:1])


def recipient(record: Any, party: Party | None, to: str) -> Recipient:
    """Who the template's `To:` names: the team, the owner or a party's role; else the record's own party.

    A record that is nobody's outside, such as a team's part, is its team's and then its owner's.
    """
    if to and to not in {"team", "owner"}:
        party = party_of(record, to)
    if to == "owner" or (not party and not record.team):
        return _by_email(str(record.owner or ""), record.owner.email if record.owner else "")
    if to == "team" or not party:
        return _by_email(str(record.team or ""), record.team.email if record.team else "")
    return _reached(party, on_paper=getattr(record, "prefers", "") == ON_PAPER)


def _reached(party: Party, *, on_paper: bool) -> Recipient:
    """By e-mail if there is an address; by post if they asked for paper (FOIA s.11) or would rather have it.

    Never by a way that must not be used: then by the other, or by none, and the desk sees it.
    """
    points = _usable(party)
    email, address = points.get(Kind.EMAIL), points.get(Kind.ADDRESS)
    rather_post = address and address.preferred and not (email and email.preferred)
    if email and not (address and (on_paper or rather_post)):
        return Recipient(party.name, Letter.Channel.EMAIL, email.value, party)
    if address:
        return Recipient(party.name, Letter.Channel.POST, address.value, party)
    return Recipient(party.name, Letter.Channel.NONE, party=party)


def _usable(party: Party) -> dict[str, ContactPoint]:
    """Of each kind the way they prefer, else the newest, that is theirs and that no leaf of theirs forbids.

    Where somebody must not be reached is known of the whole person; where they are is the party's own: what a
    restricted source knows of them stands in no letter.
    """
    every = _points(party=party.pk)
    forbidden = {(each.kind, each.key) for each in every if each.avoid}
    own = [each for each in every if each.party_id == party.pk and each.is_good]
    allowed = [each for each in own if (each.kind, each.key) not in forbidden]
    return {each.kind: each for each in sorted(allowed, key=lambda each: (each.preferred, each.pk))}


def _of_the_person(party: Any) -> Any:
    """The points of every leaf of the person this leaf is one of."""
    leaves = Q(pk=party) | Q(same_as=party) | Q(joined=party) | Q(same_as__joined=party)
    return ContactPoint.objects.filter(party__in=Party.objects.filter(leaves).values("pk")).order_by("pk")


_points = Prepared(_of_the_person)


def _by_email(name: str, email: str) -> Recipient:
    return Recipient(name, Letter.Channel.EMAIL if email else Letter.Channel.NONE, email)


def _address(letter: Letter, to: Recipient) -> None:
    letter.to_name, letter.to_address, letter.channel, letter.party = (
        to.name,
        to.address,
        to.channel,
        to.party,
    )
    letter.state = {
        Letter.Channel.EMAIL: Letter.State.QUEUED,
        Letter.Channel.POST: Letter.State.TO_PRINT,
        Letter.Channel.NONE: Letter.State.NOWHERE,
    }[Letter.Channel(to.channel)]

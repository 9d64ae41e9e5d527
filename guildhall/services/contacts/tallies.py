"""Counting contacts as they are logged, so that no page counts a million of them again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F, Sum

from guildhall.services.contacts.models import Contact, Tally

Place = tuple[str, str, date]
BY_ITSELF = "none"


def places(contact: Contact) -> Iterator[Place]:
    """Where one contact counts: once in every question."""
    yield "channel", contact.channel, contact.on
    yield "topic", str(contact.topic_id), contact.on
    yield "outcome", f"{contact.channel}:{contact.outcome}", contact.on
    yield "avoidable", contact.avoidable or BY_ITSELF, contact.on


def count_in(contacts: Iterable[Contact]) -> None:
    """Adds contacts to the tallies, inside the transaction that saves them."""
    fresh = Counter(place for each in contacts for place in places(each))
    if len(fresh) <= 8:
        for place in sorted(
            fresh, key=str
        ):  # always in the same order, so that two never wait for each other
            _add(place, fresh[place])
    else:
        _add_many(fresh)


def move(contact: Contact, *, outcome: str) -> None:
    """A contact ended otherwise than it was logged: it counts under its new outcome."""
    _add(("outcome", f"{contact.channel}:{contact.outcome}", contact.on), -1)
    _add(("outcome", f"{contact.channel}:{outcome}", contact.on), 1)


def _add(place: Place, number: int) -> None:
    what, key, on = place
    rows = Tally.objects.filter(what=what, key=key, on=on)
    if rows.update(n=F("n") + number):
        return
    try:
        with transaction.atomic():
            Tally.objects.create(what=what, key=key, on=on, n=number)
    except IntegrityError:  # another adviser was the first of the day, at the same moment
        rows.update(n=F("n") + number)


def _add_many(fresh: Counter[Place]) -> None:
    """Many at once: the days they are on are read, added to and written in a few statements."""
    days = {on for _, _, on in fresh}
    standing = {
        (each.what, each.key, each.on): each
        for each in Tally.objects.select_for_update().filter(on__gte=min(days), on__lte=max(days))
    }
    for place in fresh.keys() & standing.keys():
        standing[place].n += fresh[place]
    Tally.objects.bulk_update([standing[place] for place in fresh.keys() & standing.keys()], ["n"], 500)
    new = fresh.keys() - standing.keys()
    Tally.objects.bulk_create(
        [Tally(what=place[0], key=place[1], on=place[2], n=fresh[place]) for place in sorted(new, key=str)],
        batch_size=2_000,
    )


def counted(what: str, first: date, last: date) -> dict[str, int]:
    """The answers to one question over some days, and how many contacts gave each."""
    rows = Tally.objects.filter(what=what, on__gte=first, on__lte=last).order_by().values("key")
    return dict(rows.annotate(sum=Sum("n")).values_list("key", "sum"))

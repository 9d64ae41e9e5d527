"""Whom an adviser is speaking to: how to reach them, what must be known first, and what came before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404

from guildhall.commons.parties.models import ContactPoint, Involvement
from guildhall.commons.parties.persons import Person
from guildhall.kernel.records import Record
from guildhall.services.contacts.models import Contact

LAST = 5


@dataclass(frozen=True)
class Caller:
    """What an adviser sees of somebody while they speak, as far as the adviser may know of it."""

    person: Person
    contacts: list[Contact]
    records: list[Record]

    @property
    def party(self) -> Any:
        """The leaf they are known by."""
        return self.person.head

    @property
    def preferred(self) -> ContactPoint | None:
        """How they would rather be reached, where they have said."""
        return next((each for each in self.person.good if each.preferred), None)


def caller(user: Any, number: int) -> Caller | None:
    """The person of that leaf; None for nobody this adviser may know of."""
    try:
        person = Person(user, number)
    except Http404:
        return None
    mine = Involvement.objects.filter(party__in=person.ids).values("record_id")
    records = Record.objects.visible_to(user).filter(pk__in=mine, closed_on=None).most_urgent_first()
    before = Contact.objects.visible_to(user).filter(party__in=person.ids).select_related("topic")
    return Caller(person, list(before.newest_first()[:LAST]), list(records[:LAST]))

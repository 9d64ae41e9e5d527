"""Knowing somebody again: the party a form or a letter is from, or a new one."""

from __future__ import annotations

from django.db.models import Q

from guildhall.commons.parties import wording
from guildhall.commons.parties.people import ContactPoint, Party, comparable, contact_point
from guildhall.kernel import time
from guildhall.kernel.prepared import Prepared


def known_or_new(name: str, *, email: str = "", phone: str = "", address: str = "") -> Party:
    """The party of that name with that e-mail address, or a new one.

    Both must agree: one mailbox may serve a household, and a name alone is nobody's. Of a person with several
    leaves it is the one with the address; the name may be any leaf's.
    """
    points = {"email": email, "phone": phone, "address": address}
    if email:
        key = comparable("email", email)
        if known := _by_email(name=name, key=key):
            return _with_points(known[0], points)
    return _new(name, points)


def _new(name: str, points: dict[str, str]) -> Party:
    party = Party.objects.create(name=name, created_at=time.now())
    fresh = [contact_point(party, kind, value) for kind, value in points.items() if value]
    ContactPoint.objects.bulk_create(fresh)
    wording.keep([(party, (), fresh)])
    return party


def _named(name: str) -> Q:
    """Of the leaves of one person, any has this name."""
    own = Q(name=name) | Q(names__value=name)
    return own | Q(same_as__name=name) | Q(joined__name=name) | Q(same_as__joined__name=name)


_by_email = Prepared(
    lambda name, key: Party.objects.filter(
        _named(name), contact_points__kind="email", contact_points__key=key
    ).order_by("pk")[:1]
)


def organisation(name: str) -> Party:
    """The organisation of that name, or a new one."""
    known = Party.objects.filter(kind=Party.Kind.ORGANISATION, name=name).order_by("pk").first()
    if known:
        return known
    party = Party.objects.create(kind=Party.Kind.ORGANISATION, name=name, created_at=time.now())
    wording.keep([(party, (), ())])
    return party


def _with_points(party: Party, points: dict[str, str]) -> Party:
    """Adds what was not known of them before."""
    known = set(party.contact_points.values_list("kind", "key"))
    told = [contact_point(party, kind, value) for kind, value in points.items() if value]
    if fresh := [each for each in told if (each.kind, each.key) not in known]:
        ContactPoint.objects.bulk_create(fresh, ignore_conflicts=True)
        wording.write([party.pk])
    return party

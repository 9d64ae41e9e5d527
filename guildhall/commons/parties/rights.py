"""Who may know of a party, and who may do what to one: rights that services give their roles.

A leaf is known to whoever may read a record it has a part in; and to whoever's role carries the right to find
people, unless all that we know it by lies in records beyond their ceiling there: then its existence does too.
"""

from __future__ import annotations

from enum import StrEnum
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, OuterRef, Q

from guildhall.commons.parties.involving import Involvement, own_parties
from guildhall.kernel.gates import NOTHING, SYSTEM, Grant, access, is_party, is_resident
from guildhall.kernel.records import Record, Sensitivity


class Right(StrEnum):
    """What a role may do with people it has no record of."""

    FIND = "find"
    TEND = "tend"
    MARK = "mark"
    JOIN = "join"


ABOUT = {
    Right.FIND: "find people and organisations, and open their page",
    Right.TEND: "correct names and ways to reach them, note needs, consents and who acts for them",
    Right.MARK: "set, review and lift markers",
    Right.JOIN: "join two entries that are one person, and part them again",
}
_given: dict[tuple[str, str], frozenset[Right]] = {}


def gives(service: str, role: str, *rights: Right) -> None:
    """Declares what a service's role may do with people; * as the service is that role anywhere."""
    _given[service, role] = _given.get((service, role), frozenset()) | frozenset(rights)


def given() -> dict[tuple[str, str], frozenset[Right]]:
    """Every right that was given, by service and role: for the handbook."""
    return dict(sorted(_given.items()))


def _gives(grant: Grant, right: Right) -> bool:
    if right in _given.get(("*", grant.role), ()) or right in _given.get((grant.service, grant.role), ()):
        return True
    return grant.service == "*" and any(
        right in rights for (_, role), rights in _given.items() if role == grant.role
    )


def ceiling(user: Any, right: Right = Right.FIND) -> int | None:
    """How far the right reaches for this person: the highest ceiling of the grants that carry it, or None."""
    reaching = [grant.ceiling for grant in access(user).grants if _gives(grant, right)]
    return max(reaching, default=None)


def may(user: Any, right: Right) -> bool:
    return user is SYSTEM or ceiling(user, right) is not None


def seen_by(user: Any) -> Q:
    """The condition on the leaves this person may know of; the system knows of all."""
    if user is SYSTEM:
        return Q()
    if is_party(user) or is_resident(user):
        return Q(pk__in=own_parties(user).values("pk"))
    involved = Involvement.objects.filter(party=OuterRef("pk"))
    seen = Q(Exists(involved.filter(record__in=Record.objects.visible_to(user).values("pk"))))
    highest = ceiling(user)
    if highest is None:
        return seen if access(user).grants else NOTHING
    within = Q(Exists(involved.filter(_within(user, highest))))
    known = within | ~Q(Exists(involved)) | ~Q(source="")
    return Q(sensitivity__lte=highest) & known | seen


def _within(user: Any, highest: int) -> Q:
    """Parts in records no closer than this person may read: in a service of their own, as far as they read
    there; in any other, as far as the right to find people reaches.
    """
    own: dict[str, int] = {}
    for grant in access(user).grants:
        own[grant.service] = max(own.get(grant.service, 0), grant.ceiling)
    if (everywhere := own.pop("*", None)) is not None:
        own = {service: max(each, everywhere) for service, each in own.items()}
    others = ~Q(record__service__in=own) & Q(record__sensitivity__lte=highest)
    each_own = (Q(record__service=key, record__sensitivity__lte=reach) for key, reach in sorted(own.items()))
    return reduce(or_, each_own, others)


def reach(user: Any) -> int:
    """How close a marker this person may read: as far as any grant of theirs reaches, if they find people."""
    if user is SYSTEM:
        return int(Sensitivity.RESTRICTED)
    if ceiling(user) is None:
        return int(Sensitivity.ORDINARY) if access(user).grants else 0
    return max(grant.ceiling for grant in access(user).grants)

"""Acting for somebody: where a carer, an attorney or an advocate sees and does what the person could.

It holds from its first day to its last, and only in the services it names. "Everywhere" does not reach what
is restricted: for that the service must be named.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q

from guildhall.commons.parties.involving import Involvement, own_parties
from guildhall.commons.parties.needs import Relationship
from guildhall.commons.parties.people import Party
from guildhall.kernel.records import Sensitivity

EVERYWHERE = "*"


def standing(leaves: Iterable[int]) -> list[Relationship]:
    """The relationships in force in which one of these leaves acts for somebody."""
    live = Relationship.objects.now().filter(other__in=list(leaves)).select_related("party")
    return [each for each in live.order_by("pk") if each.scope]


def parts_acted_for(who: Any) -> Q | None:
    """The condition on parts of those this person acts for; None where there is nobody."""
    acting = standing(own_parties(who).values_list("pk", flat=True))
    return reduce(or_, map(_reached, acting)) if acting else None


def _reached(acting: Relationship) -> Q:
    theirs = Q(party__in=acting.party.leaf_ids())
    if EVERYWHERE in acting.scope:
        return theirs & Q(record__sensitivity__lt=Sensitivity.RESTRICTED)
    return theirs & Q(record__service__in=acting.scope)


def records_acted_for(who: Any) -> Q:
    """The records of those they act for, as far as they do."""
    parts = parts_acted_for(who)
    if parts is None:
        return Q(pk__in=())
    return Q(pk__in=Involvement.objects.filter(parts).values("record_id"))


def part_acted_for(who: Any, **record: Any) -> Involvement | None:
    """The part of somebody they act for in this record, if there is one."""
    parts = parts_acted_for(who)
    if parts is None:
        return None
    return Involvement.objects.filter(parts, **record).select_related("party").order_by("pk").first()


def for_whom(who: Any, records: Iterable[Any]) -> dict[int, Party]:
    """Of these records, whose they are where they are somebody's they act for."""
    parts = parts_acted_for(who)
    if parts is None:
        return {}
    own = set(
        Involvement.objects.filter(party__in=own_parties(who).values("pk")).values_list(
            "record_id", flat=True
        )
    )
    found = Involvement.objects.filter(parts, record__in=[each.pk for each in records])
    return {each.record_id: each.party for each in found.select_related("party") if each.record_id not in own}

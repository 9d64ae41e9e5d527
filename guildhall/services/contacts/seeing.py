"""Who may see a contact, and who may log one: the same answer for page, list, file, timeline and own data."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q

from guildhall.commons.parties.models import own_parties
from guildhall.kernel.gates import NOTHING, SYSTEM, Grant, access, is_party, is_resident


def visible_to(user: Any) -> Q:
    """What somebody may read: staff as far as their grants in contacts reach, and what they took themselves;
    a resident or a party their own.
    """
    if user is SYSTEM:
        return Q()
    if is_party(user) or is_resident(user):
        return Q(party__in=own_parties(user).values("pk"))
    reaches = [_reach(each) for each in access(user).grants if each.service in {"*", "contacts"}]
    return reduce(or_, reaches, Q(adviser=user.pk)) if reaches else NOTHING


def _reach(grant: Grant) -> Q:
    """A grant for one team reaches what was passed to it."""
    reach = Q(sensitivity__lte=grant.ceiling)
    return reach & Q(team=grant.team_id) if grant.team_id else reach


def works_here(user: Any) -> bool:
    """Whether the helpdesk's pages are for them."""
    return bool(access(user).services() & {"*", "contacts"})


def may_log(user: Any) -> bool:
    """Advisers and their supervisors log contacts."""
    from guildhall.services.contacts.service import LOGS, contacts

    return user is SYSTEM or bool(access(user).roles(contacts) & LOGS)


def supervises(user: Any) -> bool:
    """Supervisors keep skills, access and what the telephone system counted."""
    from guildhall.services.contacts.service import SUPERVISES, contacts

    return user is SYSTEM or bool(access(user).roles(contacts) & SUPERVISES)

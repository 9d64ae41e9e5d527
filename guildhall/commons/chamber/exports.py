"""The council as open data: persons, organisations, posts and memberships by Popolo and Open Civic Data.

One person a councillor whatever the number of terms, one organisation a body or political group, one post a
ward's seat. Written from what is public alone: no interest, no home address, nothing of who is not published.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Q

from guildhall.commons.chamber.models import Allegiance, Appointment, Body, Group, Member

# What Open Civic Data calls a body; whatever it has no word for is a committee.
CLASSIFIED = {
    Body.Kind.COUNCIL: "legislature",
    Body.Kind.CABINET: "executive",
    Body.Kind.OUTSIDE: "corporation",
}
ROLES = {Appointment.Role.CHAIR: "chair", Appointment.Role.VICE_CHAIR: "vice chair"}
# Where a person's terms are joined: more of them than anybody serves.
MOST_TERMS = 50


def popolo(today: date) -> dict[str, list[dict[str, Any]]]:
    """Everything that is published on a day; each list is in a fixed order."""
    terms = list(Member.objects.published(today).order_by("office_from", "pk"))
    whose = _persons(terms)
    bodies = list(Body.objects.published(today).select_related("parent").order_by("pk"))
    groups = list(Group.objects.order_by("pk"))
    council = next((each for each in bodies if each.kind == Body.Kind.COUNCIL), None)
    wards = sorted({each.ward for each in terms if each.ward})
    found = {
        "persons": [_person(whose, each, today) for each in _latest(terms, whose)],
        "organizations": [*map(_body, bodies), *map(_group, groups)],
        "posts": [_post(ward, council) for ward in wards] if council else [],
        "memberships": [
            *_of_wards(terms, whose, council),
            *_of_bodies(whose, {each.pk for each in bodies}),
            *_of_groups(whose),
        ],
    }
    return {kind: [_without_empty(each) for each in rows] for kind, rows in found.items()}


def _without_empty(row: dict[str, Any]) -> dict[str, Any]:
    """Both standards take a field that is left out; of an empty day one takes "" and the other null."""
    return {name: value for name, value in row.items() if value not in ("", None, [])}


def _persons(terms: list[Member]) -> dict[int, str]:
    """To each term the person's id: the reference of the first term that is published."""
    before = {each.pk: each.before_id for each in terms}
    references = {each.pk: each.reference for each in terms}
    return {pk: references[_first(pk, before)] for pk in before}


def _first(pk: int, before: dict[int, int | None]) -> int:
    for _ in range(MOST_TERMS):
        earlier = before.get(pk)
        if earlier is None or earlier not in before:
            break
        pk = earlier
    return pk


def _latest(terms: list[Member], whose: dict[int, str]) -> list[Member]:
    return list({whose[each.pk]: each for each in terms}.values())


def _link(path: str) -> dict[str, str]:
    return {"url": f"{settings.PUBLIC_URL}{path}"}


def _person(whose: dict[int, str], member: Member, today: date) -> dict[str, Any]:
    over = member.closed_on is not None or member.term_ends_on < today
    reached = {} if over else {"email": member.public_email, "voice": member.public_phone}
    link = _link(f"/councillors/{member.reference}/")
    return {
        "id": whose[member.pk],
        "name": member.name,
        "contact_details": [
            {"type": kind, "value": value, "note": ""} for kind, value in reached.items() if value
        ],
        "links": [link],
        "sources": [link],
    }


def _body(body: Body) -> dict[str, Any]:
    link = _link(f"/committees/{body.reference}/")
    return {
        "id": body.reference,
        "name": body.name,
        "classification": CLASSIFIED.get(Body.Kind(body.kind), "committee"),
        "parent_id": body.parent.reference if body.parent else None,
        "founding_date": body.established_on.isoformat(),
        "dissolution_date": _day(body.dissolved_on),
        "links": [link],
        "sources": [link],
    }


def _group(group: Group) -> dict[str, Any]:
    link = _link(f"/councillors/?group={group.short}")
    return {
        "id": _group_id(group.pk),
        "name": group.name,
        "classification": "party",
        "other_names": [{"name": group.short, "note": "short"}],
        "parent_id": None,
        "links": [link],
        "sources": [link],
    }


def _group_id(pk: int) -> str:
    return f"group-{pk}"


def _post(ward: str, council: Body) -> dict[str, Any]:
    return {
        "id": _post_id(ward),
        "label": ward,
        "role": "councillor",
        "organization_id": council.reference,
        "links": [_link("/councillors/")],
    }


def _post_id(ward: str) -> str:
    return "ward-" + "-".join(ward.lower().split())


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _of_wards(terms: list[Member], whose: dict[int, str], council: Body | None) -> Iterator[dict[str, Any]]:
    for each in terms if council else ():
        if each.ward:
            yield {
                "id": each.reference,
                "person_id": whose[each.pk],
                "organization_id": council.reference if council else "",
                "post_id": _post_id(each.ward),
                "label": f"Councillor for {each.ward}",
                "role": "councillor",
                "start_date": each.office_from.isoformat(),
                "end_date": _day(each.left_on),
                "links": [_link(f"/councillors/{each.reference}/")],
            }


def _of_bodies(whose: dict[int, str], shown: set[int]) -> Iterator[dict[str, Any]]:
    # Every councillor is of the council by the ward's seat; only who presides there is of it by role too.
    by_role = ~Q(body__kind=Body.Kind.COUNCIL) | Q(role__in=list(ROLES))
    found = Appointment.objects.filter(by_role, body__in=shown, member__in=list(whose))
    for each in found.select_related("body").order_by("pk"):
        role = ROLES.get(Appointment.Role(each.role), each.get_role_display().lower())
        yield _membership(f"seat-{each.pk}", whose[each.member_id], each.body.reference, role, each)


def _of_groups(whose: dict[int, str]) -> Iterator[dict[str, Any]]:
    for each in Allegiance.objects.filter(member__in=list(whose)).order_by("pk"):
        yield _membership(
            f"group-seat-{each.pk}", whose[each.member_id], _group_id(each.group_id), "member", each
        )


def _membership(key: str, person: str, organisation: str, role: str, held: Any) -> dict[str, Any]:
    return {
        "id": key,
        "person_id": person,
        "organization_id": organisation,
        "post_id": None,
        "role": role,
        "start_date": held.from_on.isoformat(),
        "end_date": _day(held.until_on),
    }

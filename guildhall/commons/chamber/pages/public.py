"""What everybody may read of the council's bodies and its members."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from guildhall.commons.chamber.exports import popolo
from guildhall.commons.chamber.hemicycle import hemicycle
from guildhall.commons.chamber.models import SITTING, Body, Group, Member
from guildhall.commons.chamber.models import on as held_on
from guildhall.commons.chamber.pages.desk import LINK, groups_of
from guildhall.commons.chamber.panels import public_address
from guildhall.commons.chamber.standing import standing
from guildhall.commons.design.composites import Column, Table
from guildhall.kernel import time
from guildhall.kernel.clocks.wording import said
from guildhall.kernel.pages.audience import anyone
from guildhall.kernel.pages.paging import page_number, paging
from guildhall.kernel.pages.panels import panels
from guildhall.kernel.pages.record import facts

SIZE = 100


@anyone
@require_safe
def councillors(request: HttpRequest) -> HttpResponseBase:
    """Who is in office, by ward and name, all of them or those of one ward or group; and who was."""
    today, asked = time.today(), request.GET
    everybody = Member.objects.published(today)
    former = "former" in asked
    found = everybody.exclude(serving(today)) if former else everybody.filter(serving(today))
    wards = sorted(set(found.exclude(ward="").values_list("ward", flat=True)))
    if (ward := asked.get("ward", "")) in wards:
        found = found.filter(ward=ward)
    groups = list(Group.objects.order_by("name"))
    if (group := asked.get("group", "")) in {each.short for each in groups}:
        held = held_on(today, starts="allegiances__from_on", ends="allegiances__until_on")
        found = found.filter(held, allegiances__group__short=group)
    number, ordered = page_number(request), found.order_by("kind", "ward", "name", "pk").distinct()
    rows = list(ordered.prefetch_related("allegiances__group")[(number - 1) * SIZE : number * SIZE + 1])
    now = standing(today)
    return render(request, "chamber/councillors.html", {
        "table": _table(rows[:SIZE], today, former=former),
        "former": former,
        "wards": wards, "ward": ward, "groups": groups, "group": group,
        "hemicycle": hemicycle(now.parts), "sizes": groups_of(now), "narrowed": bool(ward or group),
        **paging(request, more=len(rows) > SIZE),
    })  # fmt: skip


def serving(today: Any) -> Q:
    """In office, or elected and about to be; a term that has run out is over even before it is entered."""
    return Q(closed_on=None, term_ends_on__gte=today)


def _table(found: list[Member], today: Any, *, former: bool) -> Table | None:
    columns = [Column(label) for label in ("Name", "Ward", "Group", "Left office" if former else "Term ends")]
    rows = [
        (
            format_html(LINK, public_address(each), each.name),
            each.ward or f"Co-opted: {each.represents}",
            getattr(each.group_on(each.left_on or today), "name", "") or "No group",
            said((each.left_on or each.term_ends_on) if former else each.term_ends_on),
        )
        for each in found
    ]
    return (
        Table("Former members" if former else "Members", columns, rows, caption_hidden=True) if rows else None
    )


@anyone
@require_safe
def councillor(request: HttpRequest, reference: str) -> HttpResponseBase:
    """One member: how to reach them, what they sit on, and what they have registered."""
    found = (
        Member.objects.published(time.today()).filter(reference=reference).select_related("before").first()
    )
    if found is None:
        raise Http404
    names = ("ward", "represents", "elected_on", "term_ends_on", "attended_on", "left_on")
    reached = () if found.closed_on else ("public_email", "public_phone", "surgeries")
    after = Member.objects.filter(before=found.pk).first()
    return render(request, "chamber/councillor.html", {
        "member": found, "facts": facts(found, names), "reached": facts(found, reached),
        "group": found.group_on(found.left_on or time.today()), "leads": _leads(found),
        "before": found.before and public_address(found.before), "after": after and public_address(after),
        "panels": panels(found, None, public=True),
    })  # fmt: skip


def _leads(member: Any) -> str:
    held = member.leaderships.filter(held_on(time.today())).select_related("group").first()
    return held.group.name if held else ""


@anyone
@require_safe
def committees(request: HttpRequest) -> HttpResponseBase:
    """The bodies there are, kind by kind, or those there were."""
    today, former = time.today(), "former" in request.GET
    held = held_on(today, starts="appointments__from_on", ends="appointments__until_on")
    sitting = Count("appointments", filter=held & Q(appointments__role__in=SITTING))
    found = Body.objects.published(today).filter(closed_on__isnull=not former).annotate(sit=sitting)
    number = page_number(request)
    rows = list(found.order_by("name", "pk")[(number - 1) * SIZE : number * SIZE + 1])
    by_kind = [(kind, [each for each in rows[:SIZE] if each.kind == kind.value]) for kind in Body.Kind]
    tables = [_bodies(str(kind.label), each) for kind, each in by_kind if each]
    more = paging(request, more=len(rows) > SIZE)
    return render(request, "chamber/committees.html", {"tables": tables, "former": former, **more})


def _bodies(kind: str, found: list[Any]) -> Table:
    columns = [Column("Name"), Column("What it is for"), Column("Members", numeric=True)]
    rows = [(format_html(LINK, public_address(each), each.name), each.purpose, each.sit) for each in found]
    return Table(kind, columns, rows)


@anyone
@require_safe
def committee(request: HttpRequest, reference: str) -> HttpResponseBase:
    """One body: who sits on it, by which rules it goes and what it may decide."""
    found = Body.objects.published(time.today()).filter(reference=reference)
    body: Any = found.select_related("parent", "succeeded_by").first()
    if body is None:
        raise Http404
    around = [
        (label, other.name, public_address(other))
        for label, other in (("Appointed by", body.parent), ("Succeeded by", body.succeeded_by))
        if other
    ]
    names = ("kind", "purpose", "seats", "established_on", "dissolved_on")
    return render(request, "chamber/committee.html", {
        "body": body, "facts": facts(body, names), "around": around,
        "panels": panels(body, None, public=True),
    })  # fmt: skip


@anyone
@require_safe
def popolo_json(request: HttpRequest) -> HttpResponseBase:
    """Persons, organisations, posts and memberships as open data, by Popolo and Open Civic Data."""
    return JsonResponse(popolo(time.today()), json_dumps_params={"ensure_ascii": False, "indent": 1})

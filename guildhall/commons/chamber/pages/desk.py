"""The council at a glance, for those who keep its bodies and members."""

from __future__ import annotations

from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from guildhall.commons.chamber.hemicycle import hemicycle, keyed
from guildhall.commons.chamber.models import SITTING, Body
from guildhall.commons.chamber.models import on as held_on
from guildhall.commons.chamber.service import bodies, members
from guildhall.commons.chamber.standing import Standing, standing
from guildhall.commons.design.composites import Column, Table
from guildhall.kernel import time
from guildhall.kernel.gates import access
from guildhall.kernel.pages.audience import staff

LINK = '<a class="govuk-link" href="{}">{}</a>'


@staff
@require_safe
def chamber(request: HttpRequest) -> HttpResponseBase:
    """The groups in the chamber, and every body with its seats."""
    who = access(request.user)
    if not (who.works_in(bodies) or who.works_in(members)):
        raise Http404
    now = standing(time.today())
    context = {
        "groups": groups_of(now),
        "hemicycle": hemicycle(now.parts),
        "table": _bodies(request),
        "may_establish": who.can(bodies, "establish"),
        "may_elect": who.can(members, "elect"),
    }
    return render(request, "chamber/chamber.html", context)


def groups_of(now: Standing) -> Table | None:
    columns = [Column("Political group"), Column("Members", numeric=True)]
    rows = [(keyed(name, place), number) for place, (name, number) in enumerate(now.parts)]
    return Table("Political groups", columns, rows) if rows else None


def _bodies(request: HttpRequest) -> Table | None:
    today = time.today()
    held = held_on(today, starts="appointments__from_on", ends="appointments__until_on")
    sitting = Count("appointments", filter=held & Q(appointments__role__in=SITTING))
    found = Body.objects.visible_to(request.user).open().annotate(sit=sitting).order_by("kind", "name", "pk")
    rows = [
        (
            format_html(LINK, each.get_absolute_url(), each.name),
            each.get_kind_display(),
            f"{each.sit} of {each.seats}" if each.seats else each.sit,
            "Shared by balance" if each.in_balance else "",
        )
        for each in found[:200]
    ]
    columns = [Column("Body"), Column("Kind"), Column("Sitting", numeric=True), Column("Seats")]
    return Table("Bodies", columns, rows) if rows else None

"""The constitution in its versions, the scheme of delegation on any day, and a change of governance."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from guildhall.commons.chamber.models import Power, on
from guildhall.commons.design.composites import Column, Table
from guildhall.kernel import time
from guildhall.kernel.pages.audience import anyone
from guildhall.kernel.pages.record import facts
from guildhall.services.constitution.models import Arrangement, ConstitutionVersion, arrangement_on
from guildhall.services.constitution.panels import bodies_table, cost_table

LINK = '<a class="govuk-link" href="{}">{}</a>'
MOST = 500
SAID = ("what_changed", "adopted_by", "in_force_from", "superseded_on")


@anyone
@require_safe
def constitution(request: HttpRequest) -> HttpResponseBase:
    """What is in force today: the form of governance, the words; and what was before, and is to come."""
    today = time.today()
    versions = list(ConstitutionVersion.objects.published(today).order_by("-number")[:MOST])
    changes = Arrangement.objects.published(today).filter(in_force_from__gt=today)
    now = versions[0] if versions else None
    return render(request, "constitution/constitution.html", {
        "now": now, "articles": list(now.articles.order_by("part")) if now else [], "versions": versions,
        "arrangement": arrangement_on(today), "changes": list(changes.order_by("in_force_from")[:10]),
    })  # fmt: skip


def _version(number: int) -> ConstitutionVersion:
    found: ConstitutionVersion | None = (
        ConstitutionVersion.objects.published(time.today()).filter(number=number).first()
    )
    if found is None:
        raise Http404
    return found


@anyone
@require_safe
def version(request: HttpRequest, number: int) -> HttpResponseBase:
    """One version, as it stood."""
    found = _version(number)
    return render(request, "constitution/version.html", {
        "version": found, "facts": facts(found, SAID),
        "articles": list(found.articles.order_by("part")), "compared": number > 1,
    })  # fmt: skip


@anyone
@require_safe
def changes(request: HttpRequest, number: int) -> HttpResponseBase:
    """What a version changed, part by part, word by word."""
    found, before = _version(number), _version(number - 1)
    return render(request, "constitution/changes.html", {
        "version": found, "before": before, "parts": list(compared(before, found)),
    })  # fmt: skip


def compared(before: ConstitutionVersion, after: ConstitutionVersion) -> Iterator[dict[str, Any]]:
    """Each part that differs: its heading, and its words as pieces that stayed, were added or struck out."""
    old, new = (
        {each.part: each for each in version.articles.order_by("part")} for version in (before, after)
    )
    for part in sorted(old.keys() | new.keys()):
        was, now = old.get(part), new.get(part)
        texts = [f"{each.heading}\n{each.text}" if each else "" for each in (was, now)]
        if texts[0] != texts[1]:
            heading = (now or was).heading  # type: ignore[union-attr]  # one of the two has it
            yield {"part": part, "heading": heading, "pieces": list(_pieces(*texts))}


def _pieces(was: str, now: str) -> Iterator[tuple[str, str]]:
    old, new = re.split(r"(\s+)", was), re.split(r"(\s+)", now)
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind in {"replace", "delete"} and b > a:
            yield "del", "".join(old[a:b])
        if kind in {"replace", "insert"} and d > c:
            yield "ins", "".join(new[c:d])
        if kind == "equal":
            yield "", "".join(old[a:b])


@anyone
@require_safe
def powers(request: HttpRequest) -> HttpResponseBase:
    """The scheme of delegation as it held on a day: who may decide what, and where that is written."""
    today, asked = time.today(), request.GET.get("on", "")
    try:
        day = date.fromisoformat(asked) if asked else today
    except ValueError:
        day, wrong = today, True
    else:
        wrong = False
    held = Power.objects.filter(on(day), body__published_on__lte=today).select_related("body")
    rows = [
        (format_html(LINK, f"/committees/{each.body.reference}/", each.body.name), each.what,
         each.officer_role or "The body itself", each.source)
        for each in held.order_by("body__name", "officer_role", "what", "pk")[:MOST]
    ]  # fmt: skip
    columns = [Column("Body"), Column("May decide"), Column("Who decides"), Column("Written in")]
    table = Table("Scheme of delegation", columns, rows, caption_hidden=True) if rows else None
    context = {"table": table, "day": day, "asked": asked, "wrong": wrong}
    return render(request, "constitution/powers.html", context, status=422 if wrong else 200)


@anyone
@require_safe
def arrangement(request: HttpRequest, reference: str) -> HttpResponseBase:
    """A form of governance, or a change the council resolved: its main features, its bodies and its cost."""
    found = Arrangement.objects.published(time.today()).filter(reference=reference).first()
    if found is None:
        raise Http404
    names = ("form", "why", "resolved_on", "in_force_from", "newspaper", "notice_on", "ended_on")
    planned = found.hourly_cost is not None
    return render(request, "constitution/arrangement.html", {
        "record": found, "facts": facts(found, names), "planned": planned,
        "bodies": bodies_table(found) if planned else None, "cost": cost_table(found) if planned else None,
    })  # fmt: skip

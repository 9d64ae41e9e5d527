"""The pages of a plan's versions: which there are, one to be read, and two of them compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from guildhall.commons.design.composites import Column, Table
from guildhall.kernel.clocks.wording import said
from guildhall.kernel.pages.audience import anyone
from guildhall.plan import outlines
from guildhall.plan.editing.changes import changes
from guildhall.plan.editing.versions import Chapter, as_it_stands, seen_by, thaw, versions_for
from guildhall.plan.models import Plan, PlanVersion

NOW = "now"


@dataclass(frozen=True)
class Side:
    """One side of a comparison: how it is named in an address, what it is called, and what it says."""

    name: str
    called: str
    chapters: list[Chapter]


@anyone
@require_safe
def versions(request: HttpRequest, key: str) -> HttpResponse:
    """Every version this reader may read, the latest first, with the ways to read and to compare it."""
    plan = _plan(request, key)
    found = list(versions_for(plan, request.user).select_related("frozen_by").defer("stood"))
    context = {
        "plan": plan,
        "table": _table(plan, found, names_people=request.user.is_staff) if found else None,
        "choices": _choices(found),
    }
    return render(request, "plan/versions.html", context)


@anyone
@require_safe
def version(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """One version, as it stood."""
    plan = _plan(request, key)
    one = _version(plan, str(number), request.user)
    chapters = seen_by(thaw(one), request.user)
    return render(request, "plan/version.html", {"plan": plan, "version": one, "chapters": chapters})


@anyone
@require_safe
def compared(request: HttpRequest, key: str) -> HttpResponse:
    """Two versions, the earlier first: what changed in each chapter; the plan as it stands is one too."""
    plan = _plan(request, key)
    found = list(versions_for(plan, request.user).defer("stood"))
    latest = str(found[-1].number) if found else NOW
    asked = request.GET.get("from", latest), request.GET.get("to", NOW)
    before, after = (_side(plan, each, request.user) for each in sorted(asked, key=_in_order))
    parts = changes(before.chapters, after.chapters)
    context = {"plan": plan, "before": before, "after": after, "parts": parts, "choices": _choices(found)}
    return render(request, "plan/versions_compared.html", context)


def _in_order(name: str) -> tuple[bool, int]:
    return name == NOW, int(name) if name.isdecimal() else 0


def _plan(request: HttpRequest, key: str) -> Plan:
    found = outlines.plan(key, request.user)
    if found is None:
        raise Http404("There is no such plan.")
    return found


def _version(plan: Plan, number: str, user: Any) -> PlanVersion:
    wanted = (
        versions_for(plan, user).filter(number=int(number)) if number.isdecimal() and len(number) < 5 else []
    )
    one: PlanVersion | None = next(iter(wanted), None)
    if one is None:
        raise Http404("There is no such version.")
    return one


def _side(plan: Plan, name: str, user: Any) -> Side:
    if name == NOW:
        return Side(NOW, "the plan as it stands", seen_by(as_it_stands(plan), user))
    one = _version(plan, name, user)
    return Side(name, called(one), seen_by(thaw(one), user))


def called(version: PlanVersion) -> str:
    """Such as: version 2, adopted, of 14 May 2018."""
    return f"version {version.number}, {version.get_stage_display().lower()}, of {said(version.frozen_on)}"


def _choices(found: list[PlanVersion]) -> list[tuple[str, str]]:
    return [*((str(each.number), called(each)) for each in found), (NOW, "the plan as it stands")]


def _table(plan: Plan, found: list[PlanVersion], *, names_people: bool) -> Table:
    address = reverse("plan_versions_compared", args=[plan.key])
    rows = [
        (
            format_html('<a class="govuk-link" href="{}">Version {}</a>',
                        reverse("plan_version", args=[plan.key, each.number]), each.number),
            each.get_stage_display(),
            said(each.frozen_on),
            *([each.frozen_by or "Guildhall"] if names_people else []),
            each.because,
            format_html('<a class="govuk-link" href="{}?from={}&amp;to=now">What changed since'
                        '<span class="govuk-visually-hidden"> version {}</span></a>',
                        address, each.number, each.number),
        )
        for each in reversed(found)
    ]  # fmt: skip
    by = [Column("Kept by")] if names_people else []
    columns = [Column("Version"), Column("Stage"), Column("Of"), *by, Column("For"), Column("Compare")]
    return Table("Versions", columns, rows, caption_hidden=True)

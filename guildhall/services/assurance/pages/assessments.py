"""A self-assessment for everybody: do we keep to each part of a standard, and what shows it now."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.html import format_html, format_html_join
from django.views.decorators.http import require_safe

from guildhall.commons.design.composites import Column, Table
from guildhall.commons.design.parts_of_a_whole import stacked
from guildhall.kernel.clocks.wording import said
from guildhall.kernel.gates import access
from guildhall.kernel.pages import sheets
from guildhall.kernel.pages.audience import anyone
from guildhall.services.assurance.framework import Principle, standards
from guildhall.services.assurance.models import Judgement, LocalCode
from guildhall.services.assurance.pages.governance import (
    evidence_of,
    link_of,
    standing_of,
    stands,
    works_here,
)
from guildhall.services.assurance.service import codes
from guildhall.services.assurance.standing import Shown

NOT_YET = "Not judged yet"
COLOURS = {"yes": "green", "partly": "amber", "no": "red", "na": "blue"}


@anyone
@require_safe
def assessment(request: HttpRequest, key: str) -> HttpResponse:
    """The standard, section by section: do we keep to it, why, and what shows it as things stand now."""
    found = _found(key, request.user)
    reader = request.user if works_here(request.user) else None
    evidence, judged = _told(found, reader)
    may_judge = reader is not None and access(reader).can(codes, "judge", found)
    counts = [(each, sum(1 for one in judged.values() if one.says == each)) for each in Judgement.Says]
    context = {
        "code": found,
        "standard": found.standard,
        "staff": reader is not None,
        "counts": [(each.label, number) for each, number in counts if number],
        "chart": stacked([(COLOURS[each], str(each.label), number) for each, number in counts]),
        "left": len(found.standard.parts) - len(judged),
        "sections": [
            (each, _table(found, each, evidence, judged, staff=reader is not None, may_judge=may_judge))
            for each in found.standard.sections
        ],
    }
    return render(request, "assurance/assessment.html", context)


def _found(key: str, user: Any) -> LocalCode:
    standard = standards().get(key)
    found = standing_of(key, user) if standard and standard.judged else None
    if found is None:
        raise Http404("No self-assessment on that is published.")
    return found


def _told(found: LocalCode, reader: Any) -> tuple[list[Shown], dict[str, Judgement]]:
    return evidence_of(found, reader), {each.part: each for each in found.judgements.all()}


def _table(
    found: LocalCode, section: Principle, evidence: list[Shown], judged: dict[str, Judgement], *,
    staff: bool, may_judge: bool,
) -> Table:  # fmt: skip
    columns = [Column("What is asked"), Column("Do we keep to it"), Column("Why"), Column("What shows it")]
    columns += [Column("Change")] if may_judge else []
    rows = []
    for part in section.parts:
        one = judged.get(part.number)
        shown = [each for each in evidence if each.piece.part == part.number]
        row = [str(part), one.get_says_display() if one else NOT_YET, _why(one), _shown(shown, staff=staff)]
        rows.append((*row, _change(found, part.number)) if may_judge else tuple(row))
    return Table(f"{section}", columns, rows, caption_hidden=True)


def _why(one: Judgement | None) -> str:
    if one is None:
        return ""
    return f"{one.text} From {said(one.due_on)}." if one.due_on else one.text


def _shown(pieces: list[Shown], *, staff: bool) -> Any:
    told = [(each.piece.text, link_of(each), stands(each, staff=staff)) for each in pieces]
    return format_html_join("", '<p>{} <span class="quiet">{} {}</span></p>', told) or "Nothing yet"


def _change(found: LocalCode, part: str) -> Any:
    return format_html(
        '<a class="govuk-link" href="/records/{0}/judge/?part={1}">Judge<span class="govuk-visually-hidden">'
        ' {1}</span></a><br><a class="govuk-link" href="/records/{0}/give_evidence/?part={1}">Give evidence'
        '<span class="govuk-visually-hidden"> of {1}</span></a>',
        found.reference,
        part,
    )


@anyone
@require_safe
def assessment_json(request: HttpRequest, key: str) -> JsonResponse:
    """The same as data."""
    found = _found(key, request.user)
    evidence, judged = _told(found, request.user if works_here(request.user) else None)
    return JsonResponse(
        {
            "title": found.title,
            "standard": found.standard.title,
            "law": found.standard.law,
            "stage": found.stage,
            "adopted_on": found.published_on and found.published_on.isoformat(),
            "parts": list(_parts(found, evidence, judged)),
        }
    )


@anyone
@require_safe
def assessment_csv(request: HttpRequest, key: str) -> HttpResponseBase:
    """The same as a file, in the columns of the Ombudsmen's own forms."""
    found = _found(key, request.user)
    evidence, judged = _told(found, request.user if works_here(request.user) else None)
    return sheets.as_csv(f"self-assessment-{key}.csv", _rows(found, evidence, judged))


def _rows(found: LocalCode, evidence: list[Shown], judged: dict[str, Judgement]) -> Iterator[list[Any]]:
    yield ["part", "asks", "keeps_to_it", "why", "from", "evidence"]
    for each in _parts(found, evidence, judged):
        shown = "; ".join(f"{one['text']} ({one['shown_by']}: {one['reading']})" for one in each["evidence"])
        yield [each["part"], each["asks"], each["says"], each["why"], each["from"], shown]


def _parts(found: LocalCode, evidence: list[Shown], judged: dict[str, Judgement]) -> Iterator[dict[str, Any]]:
    for part in found.standard.parts.values():
        one = judged.get(part.number)
        yield {
            "part": part.number,
            "asks": part.name,
            "says": one.says if one else None,
            "why": one.text if one else "",
            "from": one.due_on.isoformat() if one and one.due_on else None,
            "evidence": [each.as_data for each in evidence if each.piece.part == part.number],
        }

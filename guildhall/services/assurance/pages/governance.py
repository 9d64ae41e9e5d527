"""How the council is governed, for everybody: the code with its evidence, and each year's statement."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from guildhall.commons.design.composites import Column, Table
from guildhall.kernel import time
from guildhall.kernel.clocks.wording import listed
from guildhall.kernel.gates import access
from guildhall.kernel.pages.audience import anyone
from guildhall.services.assurance.actions.codes import page_of
from guildhall.services.assurance.duties import parts_without
from guildhall.services.assurance.framework import (
    GOVERNANCE,
    NEW,
    OLD,
    Principle,
    became,
    of_edition,
    standards,
)
from guildhall.services.assurance.models import LocalCode, Statement
from guildhall.services.assurance.pages.statements import readable
from guildhall.services.assurance.service import codes
from guildhall.services.assurance.standing import Shown, shown


def the_code(user: Any) -> LocalCode | None:
    """The code that stands; for staff whose roles reach it the draft, where none is adopted yet."""
    return standing_of(GOVERNANCE, user)


def standing_of(framework: str, user: Any) -> LocalCode | None:
    """The same of any standard."""
    known = LocalCode.objects.filter(framework=framework)
    found = known.published(time.today()).filter(stage=LocalCode.Stage.ADOPTED)
    adopted: LocalCode | None = found.order_by("-published_on", "-pk").first()
    if adopted or not works_here(user):
        return adopted
    draft: LocalCode | None = known.visible_to(user).open().order_by("-pk").first()
    return draft


def works_here(user: Any) -> bool:
    """Whether this person's roles reach codes, returns and statements."""
    return bool(getattr(user, "is_staff", False)) and access(user).works_in(codes)


@anyone
@require_safe
def governance(request: HttpRequest) -> HttpResponse:
    """What there is to read: the code, and the statements, the latest first."""
    told = readable(Statement.objects.all(), request.user).order_by("-year")
    code = the_code(request.user)
    others = [standing_of(each.key, request.user) for each in standards().values() if each.judged]
    context = {
        "code": code,
        "assessments": [(each, page_of(each)) for each in others if each],
        "statements": [(each, each.period) for each in told],
        "principles": of_edition(NEW),
    }
    return render(request, "assurance/governance.html", context)


@anyone
@require_safe
def code(request: HttpRequest) -> HttpResponse:
    """The code, principle by principle, with what shows each; by the six of 2007 where that is asked for."""
    found = _code_or_404(request.user)
    edition = OLD if request.GET.get("principles") == OLD else NEW
    reader = request.user if works_here(request.user) else None
    evidence = evidence_of(found, reader)
    context = {
        "code": found,
        "edition": edition,
        "staff": reader is not None,
        "may_give": reader is not None and access(reader).can(codes, "give_evidence", found),
        "principles": [_section(each, evidence, staff=reader is not None) for each in of_edition(edition)],
        "without": list(parts_without(found, time.today())),
        "stale": sum(1 for each in evidence if each.stale),
        "number": len(evidence),
    }
    return render(request, "assurance/code.html", context)


@anyone
@require_safe
def code_json(request: HttpRequest) -> HttpResponse:
    """The code as data: each principle of 2016 with those of 2007 it took over, and its evidence."""
    found = _code_or_404(request.user)
    evidence = evidence_of(found, request.user if works_here(request.user) else None)
    told = {
        "title": found.title,
        "stage": found.stage,
        "adopted_on": found.published_on and found.published_on.isoformat(),
        "principles": [
            {
                "number": each.number,
                "name": each.name,
                "took_over": [f"{OLD} {number}" for number in became(each.number)],
                "parts": [{"number": part.number, "name": part.name} for part in each.parts],
                "evidence": [one.as_data for one in evidence if one.piece.part[:1] == each.number],
            }
            for each in of_edition(NEW)
        ],
    }
    return JsonResponse(told)


def _code_or_404(user: Any) -> LocalCode:
    found = the_code(user)
    if found is None:
        raise Http404("No code is adopted yet.")
    return found


def evidence_of(found: LocalCode, reader: Any) -> list[Shown]:
    """What is given in it, as this reader finds it."""
    given = found.pieces.filter(withdrawn_on=None).select_related("record", "document")
    return shown(given.order_by("part", "pk"), reader, time.today())


def _section(principle: Principle, evidence: list[Shown], *, staff: bool) -> dict[str, Any]:
    """One principle with its evidence; one of 2007 with that of the principles which took it over."""
    wanted = (principle.number,) if principle.edition == NEW else principle.became
    mine = [each for each in evidence if each.piece.part[:1] in wanted]
    others = became(principle.number) if principle.edition == NEW else principle.became
    return {
        "principle": principle,
        "others": listed(others),
        "several": len(others) > 1,
        "parts": principle.parts,
        "without": [
            part for part in principle.parts if not any(each.piece.part == part.number for each in mine)
        ],
        "table": _table(principle, mine, staff=staff) if mine else None,
    }


def _table(principle: Principle, evidence: list[Shown], *, staff: bool) -> Table:
    columns = [Column("Part"), Column("What shows it"), Column("Shown by"), Column("As it stands")]
    rows = [(each.piece.part, each.piece.text, link_of(each), stands(each, staff=staff)) for each in evidence]
    return Table(f"Evidence of {principle}", columns, rows, caption_hidden=True)


def link_of(each: Shown) -> SafeString | str:
    """What a piece of evidence leads to."""
    return (
        format_html('<a class="govuk-link" href="{}">{}</a>', each.url, each.label)
        if each.url
        else each.label
    )


def stands(each: Shown, *, staff: bool) -> SafeString | str:
    """How it reads; why it is stale; for staff when it was last read."""
    told = each.reading or ("Stands" if not each.stale else "")
    if not each.stale:
        return told
    why = " ".join(each.stale) if staff else "To be looked at again"
    return format_html('{} <strong class="govuk-tag govuk-tag--orange">Stale</strong> {}', told, why)

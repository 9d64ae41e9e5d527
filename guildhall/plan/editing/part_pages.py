"""The pages on which the parts of a plan are edited: an index, and a table of each part's rows."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Field
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from guildhall.commons.design.composites import Column, Table, Verb
from guildhall.kernel.pages.audience import staff
from guildhall.kernel.pages.paging import page_number, paging
from guildhall.plan import outlines
from guildhall.plan.models import Plan
from guildhall.plan.parts import OF_A_PLAN, Part
from guildhall.plan.wording import shown

PAGE = 50
# A cell that says more is told by how it begins: the whole stands in the form that corrects it.
LONGEST = 240
TO_THE_ROW = (
    '<a class="govuk-link nowrap" href="{}?row={}">{}<span class="govuk-visually-hidden"> {}</span></a>'
)


@staff
@require_safe
def parts(request: HttpRequest, key: str) -> HttpResponse:
    """Every part of a plan, how many rows it has, and the way to them."""
    plan = _plan(request, key)
    # One count each: counted in one query, rows of eleven tables would be multiplied with one another.
    numbers = {each.name: getattr(plan, each.rows).count() for each in OF_A_PLAN}
    links = ((each, format_html('<a class="govuk-link" href="{}">{}</a>', each.page(plan), each.many))
             for each in OF_A_PLAN)  # fmt: skip
    rows = [(link, numbers[each.name] or "none yet") for each, link in links]
    columns = [Column("Part"), Column("Rows", numeric=True)]
    table = Table("The parts of the plan", columns, rows, caption_hidden=True)
    return render(request, "plan/parts.html", {"plan": plan, "table": table})


@staff
@require_safe
def part(request: HttpRequest, key: str, name: str) -> HttpResponse:
    """The rows of one part, each with the ways to correct and to remove it."""
    plan = _plan(request, key)
    one = next((each for each in OF_A_PLAN if each.slug == name), None)
    if one is None:
        raise Http404("A plan has no such part.")
    page = Paginator(one.of(plan), PAGE).get_page(page_number(request))
    may = {verb: not plan.declaration.actions[verb].why_not(plan, request.user)
           for verb in (one.add, one.correct, one.remove)}  # fmt: skip
    context = {
        "plan": plan,
        "part": one,
        "verbs": [Verb(f"Add {one.one}", url=f"{plan.get_absolute_url()}{one.add}/", primary=True)]
        if may[one.add]
        else [],
        "table": _table(plan, one, page.object_list, may) if page.object_list else None,
        **paging(request, more=page.has_next()),
    }
    return render(request, "plan/part.html", context)


def _plan(request: HttpRequest, key: str) -> Plan:
    found = outlines.plan(key, request.user)
    if found is None:
        raise Http404("There is no such plan.")
    return found


def _table(plan: Plan, part: Part, rows: Any, may: dict[str, bool]) -> Table:
    fields = {name: part_field(plan, part, name) for name in part.shows}
    ways = [verb for verb in (part.correct, part.remove) if may[verb]]
    columns = [Column(str(each.verbose_name).capitalize()) for each in fields.values()]
    cells = [
        (*(_short(shown(row, name)) for name in fields), *(_way(plan, part, row, verb) for verb in ways))
        for row in rows
    ]
    return Table(part.many, [*columns, *(Column("Change") for _ in ways)], cells, caption_hidden=True)


def part_field(plan: Plan, part: Part, name: str) -> Field[Any, Any]:
    """The field of a part's rows that has this name."""
    field = getattr(plan, part.rows).model._meta.get_field(name)
    assert isinstance(field, Field)  # noqa: S101  a part shows fields of its own
    return field


def _way(plan: Plan, part: Part, row: Any, verb: str) -> SafeString:
    word = "Correct" if verb == part.correct else "Remove"
    return format_html(TO_THE_ROW, f"{plan.get_absolute_url()}{verb}/", row.pk, word, _short(str(row)))


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"

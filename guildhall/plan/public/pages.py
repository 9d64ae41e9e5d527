"""The pages of a plan: the whole, an objective, a deliverable, the programme board, and one sheet."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from guildhall.commons.design.composites import Column, Table, Tile
from guildhall.kernel import time
from guildhall.kernel.clocks.wording import counted
from guildhall.kernel.pages.audience import anyone
from guildhall.kernel.periods import Period
from guildhall.plan import outlines
from guildhall.plan.models import Deliverable, Objective, Plan
from guildhall.plan.public import board as boards
from guildhall.plan.public import outs, parts
from guildhall.plan.public.whole import Whole
from guildhall.plan.public.words import span
from guildhall.plan.staffing.tree import lines_on, tree

# What fits one sheet: key dates, figures, and deliverables of one objective.
NEXT, FIGURES, LINES = 8, 6, 12
# Deliverables on one page of them.
PAGE = 50


def plan_or_404(request: HttpRequest, key: str) -> Plan:
    """The plan of that key, where this reader may read it."""
    found = outlines.plan(key, request.user)
    if found is None:
        raise Http404("There is no such plan.")
    return found


def asked_period(request: HttpRequest) -> Period:
    """The period of the promises, from the address; the financial year it is where none is named."""
    text = request.GET.get("period", "")
    if not text:
        return Period.containing(time.today())
    try:
        return Period.parse(text.replace("-Q", " Q"))
    except ValueError as error:
        raise Http404(str(error)) from error


def years_around(page: Period) -> list[Period]:
    """The years one can go to from here: those around the page's, but none that has not begun."""
    start = page.first.year
    return [each for each in map(Period.year, range(start - 2, start + 2)) if each.first <= time.today()]


@anyone
@require_safe
def plan(request: HttpRequest, key: str = "") -> HttpResponse:
    """One plan: what it is for, its objectives and what is delivered for each, numbers, services, dates."""
    page = asked_period(request)
    found = outlines.plan(key, request.user)
    if found is None and key:
        raise Http404("There is no such plan.")
    context: dict[str, Any] = {"plan": found, "page": page, "others": outlines.plans(request.user)}
    if found:
        context |= {
            "aims": outline(found, request.user, page),
            "more": found.deliverables.count() > PAGE,
            "for_what": [each.text for each in found.aims.order_by("pk")],
            "tiles": [tile(parts.figure(each)) for each in found.figures.order_by("pk")],
            "areas": areas(found),
            **structure_of(found),
            "boards": parts.boards(found),
            "sections": [each for each in found.sections.order_by("pk") if each.text],
            "dates": dates_table(found),
            "years": years_around(Period.containing(page.first)),
            "about": imprint(found),
        }
    return render(request, "plan/plan.html", context)


def outline(found: Plan, user: Any, page: Period) -> list[dict[str, Any]]:
    """The objectives in order, each with its deliverables and their promises; last, what serves none."""
    return [
        {
            "objective": {"record": aim.objective, "url": parts.objective_url(found, aim.objective)}
            if aim.objective
            else None,
            "deliverables": [_listed(found, each) for each in aim.deliverables],
            "more": aim.more,
            "all_url": parts.objective_url(found, aim.objective)
            if aim.objective
            else reverse("plan_deliverables", args=[found.key]),
        }
        for aim in outlines.outline(found, user, page, most=LINES)
    ]


def _listed(found: Plan, each: outlines.Listed) -> dict[str, Any]:
    """A deliverable in a list: how its promises stand in a few words, and each of them to be opened."""
    met = Counter(one.rating.means for one in each.readings if one.target)
    return {
        "record": each.deliverable,
        "url": parts.deliverable_url(found, each.deliverable),
        "standing": "; ".join(f"{number} {means.lower()}" for means, number in met.items()),
        "promises": [parts.promise(found, each.deliverable, one.promise, one) for one in each.readings],
    }


@anyone
@require_safe
def deliverables(request: HttpRequest, key: str) -> HttpResponse:
    """Every deliverable of a plan, a page at a time, with its promises as they stand."""
    found, page = plan_or_404(request, key), asked_period(request)
    mine = outlines.readable(Deliverable.objects.filter(plan=found), request.user)
    shown = Paginator(mine.order_by("pk").values_list("pk", flat=True), PAGE).get_page(
        request.GET.get("page")
    )
    read = outlines.listed_with_promises(mine, list(shown), found, request.user, page)
    aim = {"deliverables": [_listed(found, each) for each in read]}
    context = {"plan": found, "page": page, "shown": shown, "aims": [aim]}
    return render(request, "plan/deliverables.html", context)


@anyone
@require_safe
def objective(request: HttpRequest, key: str, name: str) -> HttpResponse:
    """One objective on one sheet: what is delivered for it, and how its promises stand."""
    found = plan_or_404(request, key)
    one = get_object_or_404(outlines.readable(Objective.objects.filter(plan=found), request.user), key=name)
    mine = outlines.readable(Deliverable.objects.filter(plan=found, objectives=one), request.user)
    shown = Paginator(mine.order_by("pk").values_list("pk", flat=True), PAGE).get_page(
        request.GET.get("page")
    )
    read = Whole(found, request.user, asked_period(request), of=list(shown))
    context = {
        "shown": shown,
        "plan": found,
        "objective": read.objective(one),
        "page": read.period,
        "deliverables": [read.deliverable(each) for each in read.deliverables],
    }
    return render(request, "plan/objective.html", context)


@anyone
@require_safe
def deliverable(request: HttpRequest, key: str, name: str) -> HttpResponse:
    """One deliverable: promises as they stand, milestones by quarter, resources, risks, later years."""
    found = plan_or_404(request, key)
    mine = outlines.readable(Deliverable.objects.filter(plan=found), request.user)
    one = get_object_or_404(mine, key=name)
    read = Whole(found, request.user, asked_period(request), of=[one.pk])
    told = read.deliverable(read.deliverables[0])
    serves = [read.objective(each) for each in read.objectives if each.key in told.objectives]
    context = {"plan": found, "deliverable": told, "objectives": serves, "page": read.period}
    return render(request, "plan/deliverable.html", context)


@anyone
@require_safe
def board(request: HttpRequest, key: str) -> HttpResponse:
    """The programme board of one financial year, a page of deliverables at a time."""
    found = plan_or_404(request, key)
    mine = outlines.readable(Deliverable.objects.filter(plan=found), request.user)
    years = boards.years(mine)
    read = Whole(found, request.user, Period.containing(time.today()))
    asked = request.GET.get("year", "")
    year = next((each for each in years if each.slug == asked), None)
    if asked and year is None:
        raise Http404("The plan has no milestone in that year.")
    year = year or next((each for each in years if read.as_at in each), None) or next(iter(years), None)
    context: dict[str, Any] = {"plan": found, "years": years, "as_at": read.as_at, "year": year}
    if year:
        placed = mine.filter(pk__in=boards.with_milestones(year).values("deliverable")).order_by("pk")
        shown = Paginator(placed, boards.ROWS).get_page(request.GET.get("page"))
        some = Whole(found, request.user, read.period, of=[each.pk for each in shown])
        others = mine.exclude(pk__in=placed.values("pk")).order_by("pk")
        context |= {
            "board": boards.board([some.deliverable(each) for each in some.deliverables], year),
            "states": boards.states(mine, year, read.as_at, read.calendar),
            "shown": shown,
            "others": [(each.title, parts.deliverable_url(found, each)) for each in others[: boards.ROWS]],
            "more": max(0, others.count() - boards.ROWS),
        }
    return render(request, "plan/board.html", context)


@anyone
@require_safe
def on_a_page(request: HttpRequest, key: str) -> HttpResponse:
    """The plan on one sheet."""
    found = plan_or_404(request, key)
    page = asked_period(request)
    aims = [aim for aim in outlines.outline(found, request.user, page) if aim.objective and aim.deliverables]
    dates = list(found.dates.order_by("first", "pk"))
    coming = [each for each in dates if (each.last or each.first) >= time.today()] or dates
    context = {
        "plan": found,
        "page": page,
        "lines": [line(found, aim) for aim in aims],
        "figures": [parts.figure(each) for each in found.figures.order_by("pk")[:FIGURES]],
        "coming": [(span(each.first, each.last), each.title) for each in coming[:NEXT]],
    }
    return render(request, "plan/on_a_page.html", context)


def line(found: Plan, aim: Any) -> dict[str, Any]:
    """An objective as the sheet has it: its first deliverables, and how many promises are met."""
    judged = [one.met for each in aim.deliverables for one in each.readings if one.met is not None]
    return {
        "title": aim.objective.title,
        "url": parts.objective_url(found, aim.objective),
        "deliverables": [each.deliverable.title for each in aim.deliverables[:LINES]],
        "more": max(0, len(aim.deliverables) - LINES),
        "kept": f"{sum(judged)} of {counted(len(judged), 'promise')} met" if judged else "",
    }


def tile(figure: outs.FigureOut) -> Tile:
    label = figure.name[:1].upper() + figure.name[1:]
    return Tile(label=label, figure=figure.value_in_words, period=figure.period)


def areas(found: Plan) -> list[dict[str, Any]]:
    """The service areas in their order, each with its teams and those it works with."""
    profiles, groups = list(found.profiles.order_by("pk")), parts.stakeholders(found)
    names = dict.fromkeys([*(each.area for each in profiles), *(each.area for each in groups)])
    return [
        {
            "name": name,
            "table": teams_table(name, [each for each in profiles if each.area == name and each.team]),
            "groups": [(each.group, each.names) for each in groups if each.area == name],
        }
        for name in names
    ]


def structure_of(found: Plan) -> dict[str, Any]:
    """The staff structure as it stands; of a plan to come on its first day, of one over on its last."""
    day = min(max(time.today(), found.first), found.last)
    lines = lines_on(found, day)
    return {"structured": lines, "structured_on": day, "structure": tree(lines)}


def teams_table(area: str, profiles: list[Any]) -> Table | None:
    columns = [Column("Team"), Column("Led by"), Column("What it answers for")]
    rows = [(each.team, each.lead or "not named", each.responsibility or "not said") for each in profiles]
    return Table(f"Teams of {area}", columns, rows, caption_hidden=True) if rows else None


def dates_table(found: Plan) -> Table | None:
    rows = [
        (span(each.first, each.last), each.title, each.get_kind_display())
        for each in found.dates.order_by("first", "pk")
    ]
    columns = [Column("When"), Column("What"), Column("Kind")]
    return Table("Key dates", columns, rows, caption_hidden=True) if rows else None


def imprint(found: Plan) -> list[tuple[str, str]]:
    """Who made it, when, and from what: what there is of it."""
    told = (
        ("For whom it is written", found.audience),
        ("What it covers", span(found.first, found.last)),
        ("Printed plan published in", Period.month(found.published_in).name if found.published_in else ""),
        ("Produced by", found.produced_by),
        ("Production reference", found.production_reference),
        ("Source", found.source),
        ("Published by", settings.COUNCIL["name"]),
    )
    return [(label, value) for label, value in told if value]

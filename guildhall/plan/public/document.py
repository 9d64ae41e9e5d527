"""A plan on paper: what its Typst template is told, and the file, kept until the plan says something else."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.urls import reverse
from django.views.decorators.http import require_safe

from guildhall.commons.paper import kept
from guildhall.kernel.pages.audience import anyone
from guildhall.kernel.periods import Period
from guildhall.plan.models import Plan
from guildhall.plan.public import outs
from guildhall.plan.public.board import board
from guildhall.plan.public.pages import imprint, plan_or_404
from guildhall.plan.public.shelf import shelf
from guildhall.plan.public.whole import Whole
from guildhall.plan.public.words import plain_day, span
from guildhall.plan.staffing.tree import Node, lines_on, tree
from guildhall.plan.wording import in_words

TEMPLATE = "plan/typst/plan.typ"
FORMATS = (
    "To have this plan in large print, Braille, audio, easy read or another language, ask the council: "
    "it costs nothing."
)
NO_NUMBER = "no number given"


@anyone
@require_safe
def as_pdf(request: HttpRequest, key: str) -> HttpResponse:
    """The plan as tagged PDF."""
    found = plan_or_404(request, key)
    # A plan that everybody may read is the same for everybody: staff read the public's file.
    reader = None if found.adopted else request.user
    told = printed(found, Whole(found, reader, Period.containing(found.first)).out())
    tag = f'"{kept.digest(TEMPLATE, told)}"'
    if request.headers.get("If-None-Match") == tag:
        return HttpResponseNotModified()
    answer = HttpResponse(kept.kept(shelf(found.pk), TEMPLATE, told), content_type="application/pdf")
    answer["ETag"] = tag
    answer["Cache-Control"] = "private, no-cache"
    answer["Content-Disposition"] = f'inline; filename="plan-{found.key}.pdf"'
    return answer


def printed(plan: Plan, told: outs.PlanOut) -> dict[str, Any]:
    """What the template is told: words only, and how the promises are made, not how they stand today."""
    titles = {each.key: each.title for each in told.deliverables}
    wanted = {each.key: each.title for each in told.objectives}
    return {
        "about": f"{told.title}: business plan of {settings.COUNCIL['name']}",
        "plan": {
            "title": told.title,
            "directorate": told.directorate,
            "years": f"{plan.years[0]} to {plan.years[-1]}" if len(plan.years) > 1 else plan.years[0].name,
            "standing": standing(plan),
            "purpose": told.purpose,
            "audience": told.audience,
            "period": span(plan.first, plan.last),
            "figures_for": told.figures_for,
        },
        "aims": told.aims,
        "figures": [
            {"shown": each.value_in_words, "name": each.name, "under": each.period, "share": share(each)}
            for each in told.figures
        ],
        "services": services(told),
        "structure": structure(plan),
        "sections": sections(told),
        "boards": boards(told),
        "objectives": [
            {
                "title": f"{each.number}. {each.title}" if each.number else each.title,
                "description": each.description,
                "owner": each.answers,
                "priority": each.corporate_priority,
                "deliverables": [{"key": key, "title": titles[key]} for key in each.deliverables],
            }
            for each in told.objectives
        ],
        "deliverables": [deliverable(each, wanted) for each in told.deliverables],
        "quarters": quarters(told),
        "dates": [
            {"when": each.in_words, "title": each.title, "kind": each.kind} for each in told.dates
        ],
        "budget": [
            {"year": each.year, "kind": each.kind, "area": each.area, "amount": in_words(each.amount, "£")}
            for each in told.budget
        ],
        "imprint": [{"label": label, "value": value} for label, value in imprint(plan)],
        "formats": FORMATS,
        "address": settings.PUBLIC_URL + reverse("plan_of", args=[plan.key]),
    }  # fmt: skip


def standing(plan: Plan) -> str:
    if not plan.adopted:
        return f"{plan.stage_label}: not adopted, and not for publication."
    return f"Adopted on {plain_day(plan.published_on)}." if plan.published_on else "Adopted."


def share(figure: outs.FigureOut) -> float | None:
    """How far the bar under a percentage goes; None for what is no share of a hundred."""
    return float(figure.value) if figure.unit == "%" and 0 <= figure.value <= 100 else None


def services(told: outs.PlanOut) -> list[dict[str, Any]]:
    areas = dict.fromkeys(
        [*(each.area for each in told.services), *(each.area for each in told.stakeholders)]
    )
    return [
        {
            "area": area,
            "teams": [
                {"team": each.team, "lead": each.lead, "responsibility": each.responsibility}
                for each in told.services
                if each.area == area and each.team
            ],
            "stakeholders": [
                {"group": each.group, "names": each.names}
                for each in told.stakeholders
                if each.area == area
            ],
        }
        for area in areas
    ]  # fmt: skip


def structure(plan: Plan) -> dict[str, Any]:
    """The staff structure on the plan's first day, so that the paper stays the same."""

    def told(nodes: list[Node]) -> list[dict[str, Any]]:
        return [{"name": each.line.title, "told": each.told, "below": told(each.below)} for each in nodes]

    return {"day": plain_day(plan.first), "nodes": told(tree(lines_on(plan, plan.first)))}


def sections(told: outs.PlanOut) -> list[dict[str, str]]:
    """Those with words of their own, but for what stands among objectives and deliverables."""
    elsewhere = {each.title for each in told.objectives} | {each.title for each in told.deliverables}
    return [
        {"title": f"{each.number}. {each.title}" if each.number else each.title, "text": each.text}
        for each in told.sections
        if each.text and each.title not in elsewhere
    ]


def boards(told: outs.PlanOut) -> list[dict[str, Any]]:
    names = dict.fromkeys(each.board for each in told.boards)
    return [
        {
            "name": name,
            "quadrants": [
                {"name": each.quadrant, "ideas": each.ideas} for each in told.boards if each.board == name
            ],
        }
        for name in names
    ]


def deliverable(each: outs.DeliverableOut, wanted: dict[str, str]) -> dict[str, Any]:
    marks = (f"{each.tier} deliverable", each.kind, each.area)
    return {
        "key": each.key,
        "title": each.title,
        "marks": ". ".join(mark for mark in marks if mark),
        "summary": each.summary,
        "answers": each.answers,
        "objectives": [wanted[key] for key in each.objectives],
        "risks": each.risks_as_printed,
        "promises": [
            {
                "text": one.text,
                "target": one.target_in_words or NO_NUMBER,
                "baseline": in_words(one.baseline, one.unit),
                "due": plain_day(one.due_on) if one.due_on else "",
            }
            for one in each.promises
        ],
        "milestones": [milestone(one) for one in each.milestones],
        "resources": [
            {"kind": one.kind, "text": ": ".join(filter(None, (one.text, one.amount_in_words)))}
            for one in each.resources
        ],
        "dependencies": [
            f"{one.text}, from {one.provider}" if one.provider else one.text for one in each.dependencies
        ],
        "benefits": [
            {"name": one.name, "kind": one.kind, "amount": _worth(one)} for one in each.benefits
        ],
        "years": [{"year": one.year, "text": one.text} for one in each.later_years],
    }  # fmt: skip


def _worth(benefit: outs.BenefitOut) -> str:
    amount = benefit.amount_in_words
    return f"{amount} {benefit.per.lower()}" if amount else benefit.words


def milestone(one: outs.MilestoneOut) -> dict[str, str]:
    """Only what is final: what will have changed by tomorrow does not belong on paper."""
    done = f"Done {plain_day(one.done_on)}" if one.done_on else ""
    forecast = f"Forecast {plain_day(one.forecast_on)}" if one.forecast_on and not done else ""
    due = f"By {plain_day(one.due_on)}" if one.due_on and not done and not forecast else ""
    return {"quarter": one.quarter, "text": one.text, "state": done or forecast or due}


def quarters(told: outs.PlanOut) -> list[dict[str, Any]]:
    """Year by year: how many milestones each deliverable has in each quarter, and then each of them."""
    found = []
    named = {Period.containing(one.first) for each in told.deliverables for one in each.milestones}
    for year in sorted(named):
        of_year = board(told.deliverables, year)
        marks = [
            {**milestone(one), "deliverable": row.deliverable.title}
            for at in range(4)
            for row in of_year.rows
            for one in row.quarters[at][1]
        ]
        grid = [
            {
                "title": row.deliverable.title,
                "cells": [str(len(ones)) if ones else "" for _, ones in row.quarters],
            }
            for row in of_year.rows
        ]
        columns = [quarter.name.rpartition(" ")[2] for quarter in of_year.quarters]
        found.append({"year": year.name, "columns": columns, "grid": grid, "milestones": marks})
    return found

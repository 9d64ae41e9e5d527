"""The parts of a plan, each told by itself."""

from __future__ import annotations

from django.urls import reverse

from guildhall.kernel.periods import Period
from guildhall.plan.models import (
    Benefit,
    Deliverable,
    Figure,
    Idea,
    Objective,
    Plan,
    Promise,
    Stakeholder,
)
from guildhall.plan.public import outs
from guildhall.plan.public.words import plain_day, span
from guildhall.plan.readings import PromiseReading
from guildhall.plan.wording import in_words


def listed(plan: Plan) -> outs.PlanListed:
    return outs.PlanListed(
        key=plan.key,
        reference=plan.reference,
        url=reverse("plan_of", args=[plan.key]),
        title=plan.title,
        directorate=plan.directorate,
        first=plan.first,
        last=plan.last,
        stage=plan.stage_label,
        adopted_on=plan.published_on,
    )


def promise(
    plan: Plan, deliverable: Deliverable, one: Promise, reading: PromiseReading | None
) -> outs.PromiseOut:
    """A promise with its reading; without one where its figure is not for this reader."""
    rating = reading.rating if reading else None
    # What is ours has its types already: to check it again costs more than reading it.
    return outs.PromiseOut.model_construct(
        key=one.key,
        url=reverse("promise", args=[plan.key, deliverable.key, one.key]) if reading else "",
        text=one.text,
        measure=one.measure,
        unit=one.unit,
        target=one.target,
        target_in_words=target(one),
        baseline=one.baseline,
        baseline_on=one.baseline_on,
        due_on=one.due_on,
        answers=one.owner_role,
        period=reading.period.name if reading else "",
        value=reading.value if reading else None,
        value_in_words=reading.shown if reading else "",
        met=reading.met if reading else None,
        rating=rating.means if rating else "",
        colour=rating.colour.value if rating else "",
        because=rating.because if rating else "",
        source=one.source,
    )


def target(one: Promise) -> str:
    """What is promised, in words; empty where the plan names no number."""
    number = in_words(one.target, one.unit)
    return f"{one.get_direction_display()} {number}" if number else ""


def benefit(one: Benefit) -> outs.BenefitOut:
    years = [
        outs.BenefitYearOut(year=Period.year(each.year).name, planned=each.planned, actual=each.actual)
        for each in sorted(one.years.all(), key=lambda each: each.year)
    ]
    return outs.BenefitOut(
        key=one.key, kind=one.get_kind_display(), name=one.name, per=one.get_per_display(), amount=one.amount,
        words=one.words, years=years,
    )  # fmt: skip


def figure(one: Figure) -> outs.FigureOut:
    """With what it is for, where that is not what the whole page is for."""
    period = ""
    if one.own_period and one.as_at:
        period = plain_day(one.as_at)
    elif one.own_period and one.first and one.last:
        year = Period.containing(one.first)
        period = year.name if (year.first, year.last) == (one.first, one.last) else span(one.first, one.last)
    return outs.FigureOut(
        key=one.key, name=one.name, value=one.value, unit=one.unit,
        value_in_words=in_words(one.value, one.unit), period=period,
    )  # fmt: skip


def structure(plan: Plan) -> list[outs.StructureLineOut]:
    """The teams and posts of every day, with the days from and until which each stands."""
    lines = plan.structure.select_related("team", "reports_to").order_by("pk")
    return [
        outs.StructureLineOut(
            key=each.key, kind=each.kind, title=each.title, team=each.team.key if each.team else "",
            reports_to=each.reports_to.key if each.reports_to else "", fte=each.fte, grade=each.grade,
            first=each.first, last=each.last,
        )
        for each in lines
    ]  # fmt: skip


def stakeholders(plan: Plan) -> list[outs.StakeholderOut]:
    found: dict[tuple[str, str], list[str]] = {}
    for each in plan.stakeholders.order_by("pk"):
        found.setdefault((each.area, Stakeholder.Group(each.group).label), []).append(each.name)
    return [
        outs.StakeholderOut(area=area, group=group, names=names) for (area, group), names in found.items()
    ]


def boards(plan: Plan) -> list[outs.BoardOut]:
    """What stands on the boards; what was merged stands in what it was merged into."""
    found: dict[tuple[str, str], list[str]] = {}
    for each in plan.ideas.filter(merged_into=None).order_by("pk"):
        place = Idea.Board(each.board).label, Idea.Quadrant(each.quadrant).label
        found.setdefault(place, []).append(each.text)
    return [
        outs.BoardOut(board=board, quadrant=quadrant, ideas=ideas)
        for (board, quadrant), ideas in found.items()
    ]


def objective_url(plan: Plan, objective: Objective) -> str:
    return reverse("plan_objective", args=[plan.key, objective.key])


def deliverable_url(plan: Plan, deliverable: Deliverable) -> str:
    return reverse("plan_deliverable", args=[plan.key, deliverable.key])

"""A plan read whole for somebody: everything in it they may read, asked of the database once."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.db.models import Prefetch

from guildhall.kernel import time
from guildhall.kernel.deadlines import calendar
from guildhall.kernel.periods import Period
from guildhall.kernel.records import Link
from guildhall.plan.models import (
    Deliverable,
    Dependency,
    Milestone,
    Objective,
    Plan,
)
from guildhall.plan.outlines import is_shown, readable
from guildhall.plan.public import outs, parts
from guildhall.plan.public.standing import days_late, standing
from guildhall.plan.readings import PromiseReading, readings
from guildhall.services.risks.models import Risk


class Whole:
    """One plan for one reader; `of` limits it to some deliverables."""

    def __init__(self, plan: Plan, user: Any, period: Period, of: Iterable[int] | None = None) -> None:
        self.plan, self.user, self.period, self.of = plan, user, period, of
        # What is open when a plan ends stays as it stood then: a plan of years ago does not grow ever later.
        self.as_at, self.calendar = min(time.today(), plan.last), calendar()

    @cached_property
    def objectives(self) -> list[Objective]:
        return list(readable(Objective.objects.filter(plan=self.plan), self.user).order_by("pk"))

    @cached_property
    def deliverables(self) -> list[Deliverable]:
        found = readable(Deliverable.objects.filter(plan=self.plan), self.user)
        if self.of is not None:
            found = found.filter(pk__in=self.of)
        rows = ("promises", "resources", "future_years", "benefits__years")
        return list(
            found.order_by("pk").prefetch_related(
                *rows,
                Prefetch("objectives", Objective.objects.only("pk", "key", "plan_id")),
                Prefetch("milestones", Milestone.objects.select_related("action").order_by("first", "pk")),
                Prefetch("dependencies", Dependency.objects.select_related("needs")),
            )
        )

    @cached_property
    def readings(self) -> dict[int, PromiseReading]:
        """The promises as they stand, by the promise."""
        promises = [
            promise
            for each in self.deliverables
            for promise in each.promises.all()
            if is_shown(promise, self.user)
        ]
        return {each.promise.pk: each for each in readings(promises, self.period)}

    @cached_property
    def risks(self) -> dict[int, list[Risk]]:
        """The risks this reader may read, by the deliverable they threaten."""
        links = Link.objects.filter(kind="threatens", target__in=[each.pk for each in self.deliverables])
        pairs = list(links.values_list("source", "target"))
        may = readable(Risk.objects.filter(pk__in=[source for source, _ in pairs]), self.user)
        known = {each.pk: each for each in may}
        found: dict[int, list[Risk]] = {}
        for source, target in sorted(pairs):
            if source in known:
                found.setdefault(target, []).append(known[source])
        return found

    def out(self) -> outs.PlanOut:
        """Everything."""
        plan = self.plan
        deliverables = [self.deliverable(each) for each in self.deliverables]
        return outs.PlanOut(
            **parts.listed(plan).dict(),
            **{name: getattr(plan, name) for name in (
                "audience", "purpose", "published_in", "produced_by", "production_reference", "source",
            )},
            figures_for=plan.default_period,
            period=self.period.name,
            aims=[each.text for each in plan.aims.order_by("pk")],
            figures=[parts.figure(each) for each in plan.figures.order_by("pk")],
            services=[
                outs.ServiceOut(
                    area=each.area, team=each.team, lead=each.lead, responsibility=each.responsibility
                )
                for each in plan.profiles.order_by("pk")
            ],
            structure=parts.structure(plan),
            stakeholders=parts.stakeholders(plan),
            sections=[
                outs.SectionOut(number=each.number, title=each.title, text=each.text)
                for each in plan.sections.order_by("pk")
            ],
            boards=parts.boards(plan),
            objectives=[self.objective(each) for each in self.objectives],
            deliverables=deliverables,
            dates=[
                outs.KeyDateOut(
                    kind=each.get_kind_display(), title=each.title, first=each.first, last=each.last
                )
                for each in plan.dates.order_by("first", "pk")
            ],
            budget=[
                outs.BudgetOut(
                    year=Period.year(each.year).name, area=each.area, kind=each.get_kind_display(),
                    amount=each.amount, words=each.words,
                )
                for each in plan.budget.order_by("year", "pk")
            ],
        )  # fmt: skip

    def objective(self, objective: Objective) -> outs.ObjectiveOut:
        serving = [
            each.key
            for each in self.deliverables
            if objective.pk in {one.pk for one in each.objectives.all()}
        ]
        return outs.ObjectiveOut(
            key=objective.key,
            reference=objective.reference,
            url=parts.objective_url(self.plan, objective),
            number=objective.number,
            title=objective.title,
            description=objective.description,
            answers=objective.owner_role,
            corporate_priority=objective.corporate_priority,
            stage=objective.stage_label,
            deliverables=serving,
        )

    def deliverable(self, deliverable: Deliverable) -> outs.DeliverableOut:
        known = {each.pk: each.key for each in self.objectives}
        return outs.DeliverableOut.model_construct(
            key=deliverable.key,
            reference=deliverable.reference,
            url=parts.deliverable_url(self.plan, deliverable),
            title=deliverable.title,
            stage=deliverable.stage_label,
            tier=deliverable.get_tier_display(),
            kind=deliverable.get_kind_display(),
            area=deliverable.area,
            answers=deliverable.answers,
            summary=deliverable.summary,
            objectives=[known[each.pk] for each in deliverable.objectives.all() if each.pk in known],
            risks_as_printed=deliverable.risks_as_printed,
            promises=[
                parts.promise(self.plan, deliverable, each, self.readings.get(each.pk))
                for each in deliverable.promises.all()
            ],
            milestones=[self.milestone(each) for each in deliverable.milestones.all()],
            resources=[
                outs.ResourceOut(
                    kind=each.get_kind_display(), text=each.text, amount=each.amount, unit=each.unit,
                    per=each.per,
                )
                for each in deliverable.resources.all()
            ],
            dependencies=[self.dependency(each) for each in deliverable.dependencies.all()],
            benefits=[parts.benefit(each) for each in deliverable.benefits.all()],
            later_years=[
                outs.LaterYearOut(year=Period.year(each.year).name, text=each.text)
                for each in deliverable.future_years.all()
            ],
            risks=[
                outs.RiskOut(
                    reference=each.reference, deliverable=deliverable.key, title=each.title,
                    kind=each.get_kind_display(), stage=each.stage_label, score=each.score,
                )
                for each in self.risks.get(deliverable.pk, [])
            ],
        )  # fmt: skip

    def milestone(self, milestone: Milestone) -> outs.MilestoneOut:
        word, because = standing(milestone, self.as_at, self.calendar)
        return outs.MilestoneOut.model_construct(
            quarter=milestone.quarter.name,
            first=milestone.first,
            last=milestone.last,
            text=milestone.text,
            action=milestone.action.text if milestone.action else "",
            critical=milestone.critical,
            due_on=milestone.due_on,
            forecast_on=milestone.forecast_on,
            done_on=milestone.done_on,
            standing=word,
            because=because,
            days_late=days_late(milestone, self.as_at),
        )

    def dependency(self, dependency: Dependency) -> outs.DependencyOut:
        """Another deliverable is named only where it can be read by this reader too."""
        needs = dependency.needs
        shown = needs if needs and (needs.pk in self.readable_keys) else None
        return outs.DependencyOut(
            text=dependency.text,
            provider=dependency.provider,
            needs=shown.key if shown else None,
            accepted_on=dependency.accepted_on,
        )

    @cached_property
    def readable_keys(self) -> set[int]:
        needed = {one.needs_id for each in self.deliverables for one in each.dependencies.all()} - {None}
        here = readable(Deliverable.objects.filter(pk__in=needed, plan=self.plan), self.user)
        return set(here.values_list("pk", flat=True))

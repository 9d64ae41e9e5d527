"""What is told of a plan, typed: the same for a page, a PDF, a file and the API."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ninja import Schema

from guildhall.plan.public.standing import SHAPES
from guildhall.plan.public.words import span
from guildhall.plan.wording import in_words


def _amount(amount: Decimal | None, unit: str, per: str) -> str:
    told = in_words(amount, unit)
    if told and unit not in ("£", "%"):
        told = f"{told} {unit}"
    return f"{told} ({per})" if told and per else told


class PromiseOut(Schema):
    """A target, and how the figures stand to it in `period`.

    `met` is null where nothing can be judged; `colour` follows from the rule that `because` says. Where the
    figure is not for the reader, there is neither `url` nor value.
    """

    key: str
    url: str
    text: str
    measure: str
    unit: str
    target: Decimal | None
    target_in_words: str
    baseline: Decimal | None
    baseline_on: date | None
    due_on: date | None
    answers: str
    period: str
    value: Decimal | None
    value_in_words: str
    met: bool | None
    rating: str
    colour: str
    because: str
    source: str


class MilestoneOut(Schema):
    """What will be there by the end of a quarter, or by a day; `days_late` counts from that."""

    quarter: str
    first: date
    last: date
    text: str
    action: str
    critical: bool
    due_on: date | None
    forecast_on: date | None
    done_on: date | None
    standing: str
    because: str
    days_late: int

    @property
    def shape(self) -> str:
        """What stands before its word on a page: no state is told by colour alone."""
        return SHAPES[self.standing]


class ResourceOut(Schema):
    """What it takes."""

    kind: str
    text: str
    amount: Decimal | None
    unit: str
    per: str

    @property
    def amount_in_words(self) -> str:
        """Empty where the plan gives none: "£165,000", "27 systems", "£130,000 (year)"."""
        return _amount(self.amount, self.unit, self.per)


class DependencyOut(Schema):
    """What it waits for, and whether the other side has accepted that."""

    text: str
    provider: str
    needs: str | None
    accepted_on: date | None


class BenefitYearOut(Schema):
    """One financial year of a benefit, in pounds."""

    year: str
    planned: Decimal | None
    actual: Decimal | None


class BenefitOut(Schema):
    """What a deliverable saves, earns or improves."""

    key: str
    kind: str
    name: str
    per: str
    amount: Decimal | None
    words: str
    years: list[BenefitYearOut]

    @property
    def amount_in_words(self) -> str:
        return in_words(self.amount, "£")


class LaterYearOut(Schema):
    """What is to be done in a later financial year."""

    year: str
    text: str


class RiskOut(Schema):
    """A risk or an issue that threatens a deliverable, where it is published."""

    reference: str
    deliverable: str
    title: str
    kind: str
    stage: str
    score: int | None


class DeliverableOut(Schema):
    """One thing the plan will do."""

    key: str
    reference: str
    url: str
    title: str
    stage: str
    tier: str
    kind: str
    area: str
    answers: str
    summary: str
    objectives: list[str]
    risks_as_printed: str
    promises: list[PromiseOut]
    milestones: list[MilestoneOut]
    resources: list[ResourceOut]
    dependencies: list[DependencyOut]
    benefits: list[BenefitOut]
    later_years: list[LaterYearOut]
    risks: list[RiskOut]


class ObjectiveOut(Schema):
    """What the plan wants to be true; `deliverables` are those that serve it, by their keys."""

    key: str
    reference: str
    url: str
    number: str
    title: str
    description: str
    answers: str
    corporate_priority: str
    stage: str
    deliverables: list[str]


class FigureOut(Schema):
    """One figure the plan states."""

    key: str
    name: str
    value: Decimal
    unit: str
    value_in_words: str
    period: str


class KeyDateOut(Schema):
    """A day, or some days, the plan reckons with."""

    kind: str
    title: str
    first: date
    last: date | None

    @property
    def in_words(self) -> str:
        return span(self.first, self.last)


class ServiceOut(Schema):
    """One team of a service area, or the area itself."""

    area: str
    team: str
    lead: str
    responsibility: str


class StructureLineOut(Schema):
    """A team or a post of the staff structure; `team` and `reports_to` are keys of other lines."""

    key: str
    kind: str
    title: str
    team: str
    reports_to: str
    fte: Decimal | None
    grade: str
    first: date | None
    last: date | None


class StakeholderOut(Schema):
    """Whom a service area works with or for."""

    area: str
    group: str
    names: list[str]


class BoardOut(Schema):
    """One quadrant of the boards on which the plan began."""

    board: str
    quadrant: str
    ideas: list[str]


class SectionOut(Schema):
    """One section under its heading."""

    number: str
    title: str
    text: str


class BudgetOut(Schema):
    """One amount of the budget, in pounds."""

    year: str
    area: str
    kind: str
    amount: Decimal
    words: str


class PlanListed(Schema):
    """One plan among others."""

    key: str
    reference: str
    url: str
    title: str
    directorate: str
    first: date
    last: date
    stage: str
    adopted_on: date | None


class PlanOut(PlanListed):
    """A whole plan. Its promises are read for `period`."""

    audience: str
    purpose: str
    published_in: date | None
    produced_by: str
    production_reference: str
    source: str
    figures_for: str
    period: str
    aims: list[str]
    figures: list[FigureOut]
    services: list[ServiceOut]
    structure: list[StructureLineOut]
    stakeholders: list[StakeholderOut]
    sections: list[SectionOut]
    boards: list[BoardOut]
    objectives: list[ObjectiveOut]
    deliverables: list[DeliverableOut]
    dates: list[KeyDateOut]
    budget: list[BudgetOut]

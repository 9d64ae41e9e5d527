"""The benefits of a plan: by kind, year by year, cumulative against what was promised; and what counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guildhall.commons.design.composites import Column, Table
from guildhall.kernel import time
from guildhall.kernel.pages.audience import anyone
from guildhall.kernel.pages.paging import page_number, paging
from guildhall.kernel.periods import Period
from guildhall.plan import outlines
from guildhall.plan.models import Benefit, BenefitYear, BudgetLine, Deliverable
from guildhall.plan.models.budgets import Money
from guildhall.plan.wording import in_words
from guildhall.plan.worth import banked, nominal, ratio

# Benefits on one page of them, each with a table of its years.
PAGE = 25
Budgets = Mapping[str, Mapping[int, Decimal]]


@dataclass(frozen=True)
class Year:
    """One year of a benefit: planned and actual, both up to then, and whether what came counts."""

    row: BenefitYear
    planned_so_far: Decimal
    actual_so_far: Decimal
    counts: bool
    because: str


@dataclass(frozen=True)
class Profile:
    """One benefit with its years, in order."""

    benefit: Benefit
    years: list[Year]

    @property
    def counted(self) -> Decimal:
        """What has come and counts, in pounds."""
        return sum((each.row.actual or Decimal(0) for each in self.years if each.counts), Decimal(0))

    @property
    def promised(self) -> str:
        """What was set down, and how it is counted: amounts in all and amounts a year are not the same."""
        benefit = self.benefit
        if benefit.amount is None:
            return ""
        said = f"{in_words(benefit.amount, '£')} {benefit.get_per_display().lower()}"
        if benefit.per != Benefit.Per.PER_ANNUM or benefit.first is None:
            return said
        first = Period.containing(benefit.first)
        last = Period.containing(benefit.last or time.today())
        total = nominal(benefit.amount, first.first.year, last.first.year)
        return f"{said} since {first}: {in_words(total, '£')} by the end of {last}, if it stayed the same"

    @property
    def by_cost(self) -> str:
        """Benefit by cost, where its own deliverable says in pounds what it costs once; never another's."""
        benefit, title = self.benefit, self.benefit.deliverable.title
        cost = sum((each.amount or Decimal(0) for each in benefit.deliverable.resources.all()
                    if each.unit == "£" and not each.per), Decimal(0))  # fmt: skip
        if not cost or benefit.amount is None or benefit.per == Benefit.Per.PER_ANNUM:
            return ""
        times = ratio(benefit.amount, title, cost, title)
        return f"{times} times the {in_words(cost, '£')} that {title} costs"

    @property
    def against(self) -> str:
        """How much of what was set down in all has come and counts."""
        benefit = self.benefit
        if benefit.amount is None or benefit.per == Benefit.Per.PER_ANNUM or not self.years:
            return ""
        return f"{in_words(self.counted, '£')} of {in_words(benefit.amount, '£')} has come and counts"


def profile(benefit: Benefit, budgets: Budgets) -> Profile:
    """The benefit's years added up, and what of each counts."""
    planned = actual = Decimal(0)
    years = []
    for row in sorted(benefit.years.all(), key=lambda each: each.year):
        planned, actual = planned + (row.planned or 0), actual + (row.actual or 0)
        counts, because = _counts(benefit, row, budgets)
        years.append(Year(row, planned, actual, counts, because))
    return Profile(benefit, years)


def _counts(benefit: Benefit, row: BenefitYear, budgets: Budgets) -> tuple[bool, str]:
    """What is not cashable counts with its evidence; what is, only once its budget line has moved."""
    if row.actual is None:
        return False, ""
    if benefit.kind != Benefit.Kind.CASHABLE:
        return True, row.evidence
    return banked(row.year, row.actual, budgets.get(benefit.deliverable.area, {}))


def budgets_of(lines: Iterable[BudgetLine]) -> Budgets:
    """Each area's cash limit by year, from which cashable savings are taken."""
    found: dict[str, dict[int, Decimal]] = {}
    for line in lines:
        if line.kind == Money.CASH_LIMIT:
            years = found.setdefault(line.area, {})
            years[line.year] = years.get(line.year, Decimal(0)) + line.amount
    return found


@anyone
@require_safe
def benefits(request: HttpRequest, key: str) -> HttpResponse:
    """Every benefit of a plan under its kind; the kinds are never added up."""
    plan = outlines.plan(key, request.user)
    if plan is None:
        raise Http404("There is no such plan.")
    mine = Benefit.objects.filter(
        deliverable__in=outlines.readable(Deliverable.objects.filter(plan=plan), request.user).values("pk")
    )
    budgets, in_order = budgets_of(plan.budget.all()), _in_order(mine)
    number = page_number(request)
    shown = {each.benefit.pk: each for each in _read(in_order[(number - 1) * PAGE : number * PAGE], budgets)}
    totals = _counted(mine, budgets)
    kinds = [(kind, [each for each in shown.values() if each.benefit.kind == kind]) for kind in Benefit.Kind]
    context = {
        "plan": plan,
        "kinds": [
            (kind.label, in_words(totals.get(kind, Decimal(0)), "£"), _tables(found))
            for kind, found in kinds
            if found
        ],
        **paging(request, more=len(in_order) > number * PAGE),
    }
    return render(request, "plan/benefits.html", context)


def _in_order(mine: Any) -> list[int]:
    """The benefits by their numbers: kind by kind, and in each as its deliverables stand."""
    kinds = list(Benefit.Kind)
    found = mine.order_by("deliverable", "pk").values_list("pk", "kind")
    return [pk for pk, _ in sorted(found, key=lambda each: kinds.index(Benefit.Kind(each[1])))]


def _read(numbers: list[int], budgets: Budgets) -> list[Profile]:
    found = Benefit.objects.filter(pk__in=numbers).select_related("deliverable")
    by_pk = {each.pk: each for each in found.prefetch_related("years", "deliverable__resources")}
    return [profile(by_pk[each], budgets) for each in numbers]


def _counted(mine: Any, budgets: Budgets) -> dict[str, Decimal]:
    """What has come and counts of each kind, of every page: only years of which something came are read."""
    came = BenefitYear.objects.filter(benefit__in=mine.values("pk")).exclude(actual=None)
    totals: dict[str, Decimal] = {}
    for row in came.select_related("benefit__deliverable"):
        if _counts(row.benefit, row, budgets)[0]:
            totals[row.benefit.kind] = totals.get(row.benefit.kind, Decimal(0)) + (row.actual or 0)
    return totals


def _tables(found: list[Profile]) -> list[tuple[Profile, Table | None]]:
    return [(each, _table(each) if each.years else None) for each in found]


def _table(profile: Profile) -> Table:
    columns = [
        Column("Year"), Column("Planned", numeric=True), Column("Came", numeric=True),
        Column("Planned so far", numeric=True), Column("Came so far", numeric=True),
        Column("Whether it counts"),
    ]  # fmt: skip
    rows = [
        (
            Period.year(each.row.year), in_words(each.row.planned, "£"), in_words(each.row.actual, "£"),
            in_words(each.planned_so_far, "£"), in_words(each.actual_so_far, "£"), each.because,
        )
        for each in profile.years
    ]  # fmt: skip
    return Table(profile.benefit.name, columns, rows, caption_hidden=True)

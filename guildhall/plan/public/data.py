"""A plan as open data: JSON for programs, CSV for spreadsheets, and the API's operations."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe
from ninja import Router

from guildhall.kernel.api.problems import OPEN, Problem, documented
from guildhall.kernel.pages.audience import anyone
from guildhall.kernel.periods import Period
from guildhall.kernel.spreadsheets import inert
from guildhall.plan import outlines
from guildhall.plan.public import outs
from guildhall.plan.public.pages import asked_period, plan_or_404
from guildhall.plan.public.parts import listed
from guildhall.plan.public.whole import Whole

OF_DELIVERABLES = ("key", "reference", "url", "title", "stage", "tier", "kind", "area", "answers", "summary")


@anyone
@require_safe
def as_json(request: HttpRequest, key: str) -> JsonResponse:
    """Everything of a plan."""
    read = Whole(plan_or_404(request, key), request.user, asked_period(request))
    return JsonResponse(read.out().model_dump(mode="json"))


@anyone
@require_safe
def as_csv(request: HttpRequest, key: str, name: str) -> HttpResponse:
    """One kind of row of a plan: deliverables, milestones, promises, or the risks that are published."""
    if name not in TABLES:
        raise Http404("There is no such file.")
    read = Whole(plan_or_404(request, key), request.user, asked_period(request))
    text = io.StringIO()
    writer = csv.writer(text)
    for row in TABLES[name]([read.deliverable(each) for each in read.deliverables]):
        writer.writerow([inert("" if cell is None else str(cell)) for cell in row])
    answer = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="plan-{key}-{name}.csv"'
    return answer


def _deliverables(told: Iterable[outs.DeliverableOut]) -> Iterator[list[Any]]:
    yield [*OF_DELIVERABLES, "objectives", "risks_as_printed"]
    for each in told:
        own = [getattr(each, name) for name in OF_DELIVERABLES]
        yield [*own, " ".join(each.objectives), each.risks_as_printed]


def _rows_of(name: str, schema: Any) -> Callable[[Iterable[outs.DeliverableOut]], Iterator[list[Any]]]:
    """The rows of one kind, each with the key of its deliverable before it."""
    fields = [field for field in schema.model_fields if field != "deliverable"]

    def rows(told: Iterable[outs.DeliverableOut]) -> Iterator[list[Any]]:
        yield ["deliverable", *fields]
        for each in told:
            for row in getattr(each, name):
                yield [each.key, *(getattr(row, field) for field in fields)]

    return rows


TABLES: dict[str, Callable[[Iterable[outs.DeliverableOut]], Iterator[list[Any]]]] = {
    "deliverables": _deliverables,
    "milestones": _rows_of("milestones", outs.MilestoneOut),
    "promises": _rows_of("promises", outs.PromiseOut),
    "risks": _rows_of("risks", outs.RiskOut),
}

router = Router(tags=["Plans to read"])


@router.get(
    "/plans/published",
    response=list[outs.PlanListed],
    operation_id="plans.published",
    summary="The plans that can be read",
    openapi_extra={"responses": documented(429), "security": OPEN},
)
def plans(request: HttpRequest) -> Any:
    """Adopted plans for everybody, the latest first; drafts too for those whose roles reach them."""
    return [listed(each) for each in outlines.plans(request.user)]


@router.get(
    "/plans/published/{key}",
    response=outs.PlanOut,
    operation_id="plans.read_whole",
    summary="A whole plan",
    openapi_extra={"responses": documented(404, 422, 429), "security": OPEN},
)
def plan(request: HttpRequest, key: str, period: str = "") -> Any:
    """`period` is what its promises are read for, as 2017-18 or 2017-18 Q1; this year if it is left out."""
    found = outlines.plan(key, request.user)
    if found is None:
        raise Http404
    try:
        page = Period.parse(period) if period else asked_period(request)
    except ValueError as error:
        raise Problem(422, str(error)) from None
    return Whole(found, request.user, page).out()

"""A plan as open data: JSON for programs, CSV for spreadsheets, and the API's operations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.http import Http404, HttpRequest, JsonResponse, StreamingHttpResponse
from django.views.decorators.http import require_safe
from ninja import Query, Router, Schema

from guildhall.kernel.api.lists import Page, following, number
from guildhall.kernel.api.problems import OPEN, Problem, documented
from guildhall.kernel.pages import sheets
from guildhall.kernel.pages.audience import anyone
from guildhall.kernel.periods import Period
from guildhall.plan import outlines
from guildhall.plan.models import Deliverable, Plan
from guildhall.plan.public import outs
from guildhall.plan.public.pages import asked_period, plan_or_404
from guildhall.plan.public.parts import listed
from guildhall.plan.public.whole import Whole

# Deliverables read at a time.
PORTION = 100
OF_DELIVERABLES = ("key", "reference", "url", "title", "stage", "tier", "kind", "area", "answers", "summary")


@anyone
@require_safe
def as_json(request: HttpRequest, key: str) -> JsonResponse:
    """Everything of a plan."""
    read = Whole(plan_or_404(request, key), request.user, asked_period(request))
    return JsonResponse(read.out().model_dump(mode="json"))


@anyone
@require_safe
def as_csv(request: HttpRequest, key: str, name: str) -> StreamingHttpResponse:
    """One kind of row of a plan: deliverables, milestones, promises, or the risks that are published."""
    if name not in TABLES:
        raise Http404("There is no such file.")
    told = _in_portions(plan_or_404(request, key), request.user, asked_period(request))
    return sheets.as_csv(f"plan-{key}-{name}.csv", TABLES[name](told))


def _in_portions(plan: Plan, user: Any, period: Period) -> Iterator[outs.DeliverableOut]:
    """Every deliverable, a portion at a time: a plan of thousands is sent as it is read."""
    mine = outlines.readable(Deliverable.objects.filter(plan=plan), user)
    pks = list(mine.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(pks), PORTION):
        read = Whole(plan, user, period, of=pks[start : start + PORTION])
        yield from map(read.deliverable, read.deliverables)


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
    return Whole(_found(request, key), request.user, _period(request, period)).out()


class Deliverables(Schema):
    """One page of a plan's deliverables."""

    deliverables: list[outs.DeliverableOut]
    next: str | None


class Portion(Page):
    """How many at a time, after which, and the period its promises are read for."""

    period: str = ""


@router.get(
    "/plans/published/{key}/deliverables",
    response=Deliverables,
    operation_id="plans.read_deliverables",
    summary="The deliverables of a plan, a page at a time",
    openapi_extra={"responses": documented(404, 422, 429), "security": OPEN},
)
def deliverables(request: HttpRequest, key: str, wanted: Query[Portion]) -> Any:
    """What a large plan is read by: `next` is the address of the following page, null on the last."""
    found, page = _found(request, key), _period(request, wanted.period)
    mine = outlines.readable(Deliverable.objects.filter(plan=found), request.user)
    if wanted.after:
        mine = mine.filter(pk__gt=number(wanted.after))
    pks = list(mine.order_by("pk").values_list("pk", flat=True)[: wanted.limit + 1])
    read = Whole(found, request.user, page, of=pks[: wanted.limit])
    return {
        "deliverables": [read.deliverable(each) for each in read.deliverables],
        "next": following(request, str(pks[wanted.limit - 1])) if len(pks) > wanted.limit else None,
    }


def _found(request: HttpRequest, key: str) -> Plan:
    found = outlines.plan(key, request.user)
    if found is None:
        raise Http404
    return found


def _period(request: HttpRequest, text: str) -> Period:
    try:
        return Period.parse(text) if text else asked_period(request)
    except ValueError as error:
        raise Problem(422, str(error)) from None

"""The same figures for programs."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from ninja import Router, Schema

from guildhall.commons.satisfaction.results import FORMULA, Group
from guildhall.kernel.api.problems import OPEN, Problem, documented
from guildhall.services.satisfaction.pages import asked_for


class GroupOut(Schema):
    """One group, or the whole. What is withheld says how many were asked, and no more."""

    key: str
    withheld: bool
    asked: int
    answered: int | None
    with_a_view: int | None
    satisfied: int | None
    percent: float | None
    low: float | None
    high: float | None


class ResultsOut(Schema):
    """Satisfaction over a period: the formula, the whole, and its groups."""

    period: str
    by: str
    formula: str
    whole: GroupOut
    groups: list[GroupOut]


router = Router(tags=["Satisfaction"])


@router.get(
    "/surveys/results",
    response=ResultsOut,
    operation_id="surveys.results",
    summary="How satisfied people are",
    openapi_extra={"responses": documented(422, 429), "security": OPEN},
)
def surveys_results(request: HttpRequest, period: str = "", by: str = "month") -> Any:
    """`period` is a financial year as 2017-18, for staff a quarter or a month too; `by` is service, channel,
    topic, customers or month. While a year runs, everybody is told months alone.
    """
    user = request.user
    public = not (user.is_authenticated and user.is_staff)
    try:
        asked = asked_for(request, period, public=public)
    except Http404 as error:
        raise Problem(422, str(error)) from None
    found = asked.breakdown
    whole = Group("", "All", found.whole, found.whole_withheld or not found.whole.is_enough)
    return {
        "period": asked.period.name,
        "by": asked.by,
        "formula": FORMULA,
        "whole": _out(whole),
        "groups": [_out(each) for each in found.groups],
    }


def _out(group: Group) -> dict[str, Any]:
    figure, gone = group.figure, group.withheld
    held = None if gone else figure.interval
    told = {"answered": figure.answered, "with_a_view": figure.views, "satisfied": figure.satisfied}
    return {
        "key": str(group.key or group.label),
        "withheld": gone,
        "asked": figure.asked,
        **{name: None if gone else value for name, value in told.items()},
        "percent": None if gone or figure.percent is None else round(figure.percent, 1),
        "low": round(held.low * 100, 1) if held else None,
        "high": round(held.high * 100, 1) if held else None,
    }

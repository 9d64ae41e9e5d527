"""The page of the staff structure: on any day, and beside another day of this plan or of another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guildhall.commons.design.fields import DateField
from guildhall.kernel import time
from guildhall.kernel.pages import sheets
from guildhall.kernel.pages.audience import anyone
from guildhall.plan import outlines
from guildhall.plan.models import Plan
from guildhall.plan.public import outs, parts
from guildhall.plan.public.pages import plan_or_404
from guildhall.plan.staffing.tree import changes, lines_on, tree


class Days(forms.Form):
    """The day to be shown and, if somebody wants to compare, the earlier day and its plan."""

    on = DateField(label="On which day?", required=False)
    since = DateField(
        label="What has changed since?", required=False, help_text="Leave it empty to compare nothing."
    )
    of = forms.ChoiceField(label="In which plan was that?", required=False)

    def __init__(self, *args: Any, plans: list[Plan], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["of"].choices = [(each.key, each.title) for each in plans]  # type: ignore[attr-defined]


@anyone
@require_safe
def structure(request: HttpRequest, key: str) -> HttpResponse:
    """The teams and posts of a day as a tree; below it, what changed since another day."""
    plan = plan_or_404(request, key)
    others = [each for each in outlines.plans(request.user) if each.pk != plan.pk]
    days: dict[str, Any] = {"on": min(max(time.today(), plan.first), plan.last), "of": plan.key}
    form = Days(request.GET or None, plans=[plan, *others], initial=days)
    if form.is_valid():
        days |= {name: value for name, value in form.cleaned_data.items() if value}
    lines = lines_on(plan, days["on"])
    context = {"plan": plan, "form": form, "days": days, "tree": tree(lines), "any": plan.structure.exists()}
    if "since" in days:
        before = next(each for each in (plan, *others) if each.key == days["of"])
        context |= {"before": before, "changes": changes(lines_on(before, days["since"]), lines)}
    return render(request, "plan/structure.html", context, status=422 if form.errors else 200)


@anyone
@require_safe
def structure_csv(request: HttpRequest, key: str) -> StreamingHttpResponse:
    """Every team and post of every day, for a spreadsheet."""
    plan = plan_or_404(request, key)

    def rows() -> Iterator[list[Any]]:
        yield list(outs.StructureLineOut.model_fields)
        for each in parts.structure(plan):
            yield list(each.model_dump().values())

    return sheets.as_csv(f"plan-{key}-structure.csv", rows())

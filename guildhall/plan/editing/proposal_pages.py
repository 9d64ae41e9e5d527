"""The page of what is proposed: each change with its words before and after, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guildhall.kernel.pages.audience import staff
from guildhall.kernel.pages.paging import page_number, paging
from guildhall.plan import outlines
from guildhall.plan.between.matching import Piece, pieces
from guildhall.plan.forms.proposals import to_decide
from guildhall.plan.models import Plan, Proposal

PAGE = 20


@dataclass(frozen=True)
class Shown:
    """A proposal, its words as they would change, and whether this reader may decide of it."""

    proposal: Proposal
    pieces: list[Piece]
    to_decide: bool


@staff
@require_safe
def proposals(request: HttpRequest, key: str) -> HttpResponse:
    """What is proposed for a plan: the open ones first, then the latest that were decided."""
    plan = outlines.plan(key, request.user)
    if plan is None or not Plan.objects.visible_to(request.user).filter(pk=plan.pk).exists():
        raise Http404("There is no such plan.")
    may = {name: not plan.declaration.actions[name].why_not(plan, request.user)
           for name in ("propose_change", "accept_proposal", "refuse_proposal")}  # fmt: skip
    mine = (
        set(to_decide(plan, request.user).values_list("pk", flat=True)) if may["accept_proposal"] else set()
    )
    page = Paginator(_ordered(plan, request.user), PAGE).get_page(page_number(request))
    shown = [Shown(each, pieces(each.before, each.after), each.pk in mine) for each in page]
    context = {
        "plan": plan,
        "open": [each for each in shown if each.proposal.outcome == Proposal.Outcome.OPEN],
        "decided": [each for each in shown if each.proposal.outcome != Proposal.Outcome.OPEN],
        "may_propose": may["propose_change"],
        **paging(request, more=page.has_next()),
    }
    return render(request, "plan/proposals.html", context)


def _ordered(plan: Plan, user: Any) -> Any:
    """The open ones come first: their day of decision is empty."""
    found = outlines.readable_rows(plan.proposals.all(), "about", user)
    still_open = found.filter(outcome=Proposal.Outcome.OPEN).order_by("pk")
    decided = found.exclude(outcome=Proposal.Outcome.OPEN).order_by("-decided_on", "-pk")
    people = ("proposed_by", "decided_by")
    return [*still_open.select_related(*people), *decided.select_related(*people)]

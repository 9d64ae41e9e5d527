"""The pages only this service has: the overview, the review of pair after pair, and the thresholds."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guildhall.commons.design.composites import Column, Table
from guildhall.kernel import readings
from guildhall.kernel.actions import Refused
from guildhall.kernel.clocks.wording import said
from guildhall.kernel.gates import Actor, access
from guildhall.kernel.pages.answers import SeeOther
from guildhall.kernel.pages.audience import staff
from guildhall.services.linkage import waterfall
from guildhall.services.linkage.comparing import side_by_side, with_both
from guildhall.services.linkage.forms import Decide, SetThresholds
from guildhall.services.linkage.models import Match, Run, Settings
from guildhall.services.linkage.running import STEPS, begin
from guildhall.services.linkage.service import Stage
from guildhall.services.linkage.service import linkage as service
from guildhall.services.linkage.tasks import link_everybody
from guildhall.services.linkage.walls import hidden

WAITING = (Stage.ASKED, Stage.CHECK)
SHOWN = 10


def _may_decide(user: Any) -> bool:
    return access(user).can(service, "join")


def _works_here(user: Any) -> None:
    if not access(user).works_in(service):
        raise Http404


@staff
@require_safe
def overview(request: HttpRequest) -> HttpResponseBase:
    """How many wait, what the last runs found, and from which weights on something is joined."""
    _works_here(request.user)
    runs = list(Run.objects.order_by("-pk")[:SHOWN])
    context = {
        "waiting": _waiting(request.user).count(),
        "runs": _runs(runs) if runs else None,
        "running": next((each for each in runs if each.ended_at is None), None),
        "steps": len(STEPS),
        "settings": Settings.now(),
        "may_decide": _may_decide(request.user),
    }
    return render(request, "linkage/overview.html", context)


def _waiting(user: Any) -> Any:
    return Match.objects.filter(stage__in=WAITING).visible_to(user)


def _runs(runs: list[Run]) -> Table:
    columns = [
        Column("When"),
        Column("Entries", numeric=True),
        Column("Joined", numeric=True),
        Column("To be looked at", numeric=True),
        Column("How it went"),
    ]
    rows = [
        (said(each.started_at.date()), f"{each.rows:,}", f"{each.joined:,}", f"{each.asked:,}", _went(each))
        for each in runs
    ]
    return Table("The last runs", columns, rows)


def _went(run: Run) -> str:
    if run.failed:
        return f"It failed: {run.failed}"
    if run.ended_at is None:
        return f"Under way: {run.step.lower() or 'waiting'}"
    return f"Done in {(run.ended_at - run.started_at).seconds:,} seconds, by {run.by_name}"


@staff
@require_POST
def start(request: HttpRequest) -> HttpResponseBase:
    """Begins a run in the background, unless one is under way."""
    if not _may_decide(request.user):
        raise PermissionDenied("Data stewards begin a run.")
    if Run.objects.filter(ended_at=None).exists():
        messages.info(request, "A run is under way already.")
    else:
        link_everybody.enqueue(begin(request.user).pk)
        messages.success(request, "A run has begun. Load this page again to see how far it is.")
    return SeeOther(reverse("linkage"))


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest) -> HttpResponseBase:
    """One pair after the other: both entries side by side, one question, and on to the next."""
    if not _may_decide(request.user):
        raise PermissionDenied("Data stewards decide who is one person.")
    if request.method == "POST":
        return _decide(request)
    match = _next(request)
    if match is None:
        return render(request, "linkage/nothing.html", {"skipped": bool(_skipped(request))})
    return _show(request, match, Decide(checking=match.stage == Stage.CHECK))


def _next(request: HttpRequest) -> Match | None:
    """The heaviest pair this person may see and has not put off: most of those are quickly decided."""
    found = with_both(_waiting(request.user)).exclude(pk__in=_skipped(request)).order_by("-weight", "pk")
    return next((match for match in found[:SHOWN] if not hidden(match, request.user)), None)


def _skipped(request: HttpRequest) -> list[int]:
    skipped: list[int] = request.session.get("matches_put_off", [])
    return skipped


def _show(request: HttpRequest, match: Match, form: Decide, status: int = 200) -> HttpResponseBase:
    readings.note(match, request.user)
    context = {
        "match": match,
        "form": form,
        "table": side_by_side(match),
        "chart": waterfall.chart(match),
        "steps": waterfall.table(match),
        "sentence": waterfall.sentence(match),
        "waiting": _waiting(request.user).count(),
    }
    return render(request, "linkage/review.html", context, status=status)


def _decide(request: HttpRequest) -> HttpResponseBase:
    match = (
        with_both(Match.objects.visible_to(request.user))
        .filter(reference=request.POST.get("match", ""))
        .first()
    )
    if match is None or hidden(match, request.user):
        raise Http404
    form = Decide(request.POST, checking=match.stage == Stage.CHECK)
    if not form.is_valid():
        return _show(request, match, form, status=422)
    verb, ground = form.decision()
    if verb == "later":
        request.session["matches_put_off"] = [*_skipped(request), match.pk][-500:]
        return SeeOther(reverse("linkage_review"))
    return _done(request, match, verb, {"ground": ground, "remark": form.cleaned_data["remark"]}, form)


def _done(
    request: HttpRequest, match: Match, verb: str, data: dict[str, str], form: Decide
) -> HttpResponseBase:
    try:
        version = int(request.POST.get("version", "0"))
        service.actions[verb].perform(match, by=request.user, data=data, version=version)
    except (Refused, ValueError) as refusal:
        form.add_error(None, str(refusal))
        return _show(request, match, form, status=422)
    messages.success(request, f"{match.reference}: {service.actions[verb].label}.")
    return SeeOther(reverse("linkage_review"))


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def thresholds(request: HttpRequest) -> HttpResponseBase:
    """From which weights on pairs are joined and asked about, with who changed it when and why."""
    if not _may_decide(request.user):
        raise PermissionDenied("Data stewards set the thresholds.")
    now = Settings.now()
    names = ("joins", "asks", "asks_despite", "sample", "restricted_sources")
    form = SetThresholds(request.POST or None, initial={name: getattr(now, name) for name in names})
    if request.method == "POST" and form.is_valid():
        form.instance.by_name = Actor.of(request.user).name
        form.save()
        messages.success(request, "Changed. It holds from the next run on.")
        return SeeOther(reverse("linkage"))
    context = {"form": form, "history": _history()}
    return render(request, "linkage/thresholds.html", context, status=422 if form.is_bound else 200)


def _history() -> Table | None:
    found = Settings.objects.order_by("-pk")[:SHOWN]
    columns = [
        Column("When"),
        Column("Who"),
        Column("Join", numeric=True),
        Column("Ask", numeric=True),
        Column("Despite", numeric=True),
        Column("Why"),
    ]
    rows = [
        (said(each.at.date()), each.by_name, each.joins, each.asks, each.asks_despite, each.reason)
        for each in found
    ]
    return Table("How it was changed", columns, rows) if rows else None

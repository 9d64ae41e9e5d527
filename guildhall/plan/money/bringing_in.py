"""The page that brings a ledger in: first it says what a file would do, and only then does it."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from guildhall.commons.design.composites import Column, Table
from guildhall.commons.forms import staging
from guildhall.kernel.actions import Invalid, Refused
from guildhall.kernel.imports import Fate, Result
from guildhall.kernel.pages.answers import SeeOther
from guildhall.kernel.pages.audience import staff
from guildhall.plan import outlines
from guildhall.plan.actions.ledger import bring_in_ledger
from guildhall.plan.forms.ledger import BringInLedger
from guildhall.plan.models import Plan
from guildhall.plan.money import ledger as files
from guildhall.plan.money.pages import pounds

SALT = "plan.ledger"
A_DAY = 24 * 60 * 60
# More rows than this are counted, not listed: those that change something come first.
LISTED = 200


@staff
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ledger(request: HttpRequest, key: str) -> HttpResponse:
    """Asks for a file; says what would become of each of its rows; takes it once that was seen."""
    plan = _plan(request, key)
    if reason := bring_in_ledger.why_not(plan, request.user):
        return _asks(request, plan, None, status=403, refused=reason)
    if request.method != "POST":
        return _asks(request, plan, bring_in_ledger.form(plan, by=request.user))
    if brought := request.POST.get("brought", ""):
        return _taken(request, plan, brought)
    return _tried(request, plan)


def _tried(request: HttpRequest, plan: Plan) -> HttpResponse:
    """What the file says and would do; nothing is written but the file itself, aside and for a day."""
    form = bring_in_ledger.form(plan, by=request.user, data=request.POST, files=request.FILES)
    if not form.is_valid():
        return _asks(request, plan, form, status=422)
    file = form.cleaned_data["file"]
    file.seek(0)
    told = {"file": staging.stage(file), "total": request.POST.get("total", ""), "plan": plan.pk,
            "key": secrets.token_urlsafe(24)}  # fmt: skip
    read: files.Ledger = form.cleaned_data["ledger"]
    fates = files.fates(read)
    context = {
        "plan": plan,
        "name": file.name,
        "counted": list(files.counted_fates(fates)),
        "total": pounds(sum((each.amount for each in read.entries), Decimal(0))),
        "sums": _sums(plan, read.entries),
        "rows": _rows(fates),
        "more": max(len(fates) - LISTED, 0),
        "changes_something": any(each.fate in (Fate.TAKEN, Fate.CHANGED) for each in fates),
        "brought": signing.dumps(told, salt=SALT),
    }
    return render(request, "plan/ledger_tried.html", context)


def _taken(request: HttpRequest, plan: Plan, brought: str) -> HttpResponse:
    """Takes the very file that was looked at, through the action; what it says is read again."""
    try:
        told = signing.loads(brought, salt=SALT, max_age=A_DAY)
    except signing.BadSignature:
        told = {}
    file = staging.unstage(told["file"]) if told.get("plan") == plan.pk else None
    if file is None:
        return _again(request, plan, told)
    try:
        with file:
            event = bring_in_ledger.perform(
                plan, by=request.user, data={"total": told["total"]}, submission=told["key"],
                files=MultiValueDict({"file": [file]}),
            )  # fmt: skip
    except Invalid as invalid:
        return _asks(request, plan, invalid.form, status=422)
    except Refused as refusal:
        return _asks(request, plan, None, status=403, refused=str(refusal))
    staging.discard(told["file"])
    messages.success(request, event.sentence)
    return SeeOther(reverse("plan_budget", args=[plan.key]))


def _again(request: HttpRequest, plan: Plan, told: dict[str, Any]) -> HttpResponse:
    """The file is gone: it was taken already, when the button was pressed twice, or its day is over."""
    if told and plan.events.filter(submission=told["key"]).exists():
        return SeeOther(reverse("plan_budget", args=[plan.key]))
    form = bring_in_ledger.form(plan, by=request.user, data={}, files=MultiValueDict())
    form.is_valid()
    form.errors.clear()
    form.add_error("file", "The file was kept for a day, and that is over: choose it again")
    return _asks(request, plan, form, status=422)


def _asks(
    request: HttpRequest, plan: Plan, form: BringInLedger | Any, *, status: int = 200, refused: str = ""
) -> HttpResponse:
    context = {"plan": plan, "form": form, "refused": refused}
    return render(request, "plan/ledger.html", context, status=status)


def _plan(request: HttpRequest, key: str) -> Plan:
    plan = outlines.plan(key, request.user)
    if plan is None:
        raise Http404("There is no such plan.")
    return plan


def _sums(plan: Plan, entries: Iterable[files.Entry]) -> Table:
    """What the file adds up to by area and kind, and whether the plan has a budget for it."""
    budgeted = set(plan.budget.values_list("area", flat=True))
    sums: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    months: dict[tuple[str, str], int] = defaultdict(int)
    for each in entries:
        place = (each.area, each.kind.label)
        sums[place] += each.amount
        months[place] += 1
    rows = [
        (area, kind, months[area, kind], pounds(amount), "yes" if area in budgeted else "not in this plan")
        for (area, kind), amount in sorted(sums.items())
    ]
    columns = [
        Column("Area"), Column("Kind"), Column("Months", numeric=True), Column("Adds up to", numeric=True),
        Column("Has a budget"),
    ]  # fmt: skip
    return Table("What it adds up to", columns, rows)


def _rows(fates: list[Result]) -> Table:
    """Every row that would change something, then the others."""
    first = sorted(fates, key=lambda each: (each.fate is Fate.UNCHANGED, each.line))[:LISTED]
    rows = [(each.line, each.key, f"{each.fate}".capitalize(), each.why) for each in first]
    columns = [Column("Line", numeric=True), Column("For"), Column("What becomes of it"), Column("Why")]
    return Table("Row by row", columns, rows)

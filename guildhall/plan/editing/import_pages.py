"""The pages that bring in a spreadsheet: first what would be made of it, then the same, kept."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from guildhall.commons.design.composites import Column, Table
from guildhall.kernel.actions import Action, Invalid, Refused
from guildhall.kernel.imports import Fate, Result
from guildhall.kernel.pages.answers import SeeOther
from guildhall.kernel.pages.audience import staff
from guildhall.plan import outlines, samples, tables
from guildhall.plan.actions.samples import bring_in_figures
from guildhall.plan.actions.tables import bring_in_tables
from guildhall.plan.models import Plan
from guildhall.plan.money.ledger import counted_fates

# How long a file that was shown may be kept by pressing the button: the plan goes on meanwhile.
AN_HOUR = 3600
WOULD_BE = {
    Fate.TAKEN: "would be made", Fate.UNCHANGED: "is there already", Fate.CHANGED: "would be changed",
    Fate.REFUSED: "cannot be taken",
}  # fmt: skip


@dataclass(frozen=True)
class Import:
    """One kind of file: the verb that takes it, what it would do, and how its page speaks of it."""

    verb: Action
    tried: Callable[[Plan, Any, Any], list[Result]]
    heading: str
    about: str
    what: str


TABLES = Import(
    bring_in_tables,
    lambda plan, told, by: tables.take(told["lines"], plan, by=by, dry_run=True),
    "Bring in deliverables from a spreadsheet",
    "You see first what would become of each line. A deliverable that is in the plan already stays as it is; "
    "one that says something else is refused, never overwritten.",
    "Deliverable",
)
FIGURES = Import(
    bring_in_figures,
    lambda plan, told, by: list(samples.take(told["lines"], by=by, dry_run=True, of=plan)),
    "Bring in figures from outside",
    "You see first what would become of each line. A figure that is there already stays as it is; one that "
    "changes says why, and shows as restated.",
    "Figure",
)


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def import_tables(request: HttpRequest, key: str) -> HttpResponseBase:
    """Deliverables, from tables laid out like those of 2012."""
    return _import(request, key, TABLES)


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def import_figures(request: HttpRequest, key: str) -> HttpResponseBase:
    """Figures that no service counts, from a CSV file with a line for each."""
    return _import(request, key, FIGURES)


def _import(request: HttpRequest, key: str, what: Import) -> HttpResponseBase:
    """Asks for a file, shows what would become of each of its lines, and keeps it once that was seen."""
    plan = outlines.plan(key, request.user)
    if plan is None or not Plan.objects.visible_to(request.user).filter(pk=plan.pk).exists():
        raise Http404("There is no such plan.")
    if why_not := what.verb.why_not(plan, request.user):
        return _page(request, plan, what, None, status=403, refused=why_not)
    if request.method != "POST":
        return _page(request, plan, what, what.verb.form(plan, by=request.user))
    if "shown" in request.POST:
        return _keep(request, plan, what)
    form = what.verb.form(plan, by=request.user, data=request.POST, files=request.FILES)
    if not form.is_valid():
        return _page(request, plan, what, form, status=422)
    return _preview(request, plan, what, form)


def _preview(request: HttpRequest, plan: Plan, what: Import, form: Any) -> HttpResponseBase:
    file = form.cleaned_data["file"]
    results = what.tried(plan, form.cleaned_data, request.user)
    bad = sum(each.fate == Fate.REFUSED for each in results)
    file.seek(0)
    context = {
        "file": file.name,
        "counted": ", ".join(counted_fates(results)),
        "bad": bad,
        "table": _table(results, what),
        "shown": "" if bad else _packed(plan, what, file.name, file.read()),
    }
    empty = what.verb.form(plan, by=request.user)
    return _page(request, plan, what, empty, status=422 if bad else 200, **context)


def _keep(request: HttpRequest, plan: Plan, what: Import) -> HttpResponseBase:
    """The very file that was shown, through the verb; what was refused since is said, and nothing is kept."""
    empty = what.verb.form(plan, by=request.user)
    try:
        told = signing.loads(request.POST["shown"], salt=_salt(plan, what), max_age=AN_HOUR)
    except signing.BadSignature:
        lapsed = "It is more than an hour since that file was shown: choose it again."
        return _page(request, plan, what, empty, status=422, lapsed=lapsed)
    file = SimpleUploadedFile(told["name"], b64decode(told["file"]))
    try:
        event = what.verb.perform(plan, by=request.user, files={"file": file})
    except Invalid as invalid:
        return _page(request, plan, what, invalid.form, status=422)
    except Refused as refused:
        return _page(request, plan, what, None, status=403, refused=str(refused))
    messages.success(request, event.sentence)
    return SeeOther(plan.get_absolute_url())


def _packed(plan: Plan, what: Import, name: str, contents: bytes) -> str:
    return signing.dumps(
        {"name": name, "file": b64encode(contents).decode()}, salt=_salt(plan, what), compress=True
    )


def _salt(plan: Plan, what: Import) -> str:
    return f"plan {what.verb.name} {plan.pk}"


def _table(results: list[Result], what: Import) -> Table:
    rows: list[tuple[Any, ...]] = [
        (each.line, each.key or f"no {what.what.lower()}", WOULD_BE[each.fate], each.why) for each in results
    ]
    columns = [Column("Line", numeric=True), Column(what.what), Column("What would become of it"),
               Column("Why")]  # fmt: skip
    if not any(each.why for each in results):
        columns, rows = columns[:-1], [row[:-1] for row in rows]
    return Table("What would become of each line", columns, rows, caption_hidden=True)


def _page(
    request: HttpRequest, plan: Plan, what: Import, form: Any, *, status: int = 200, **context: Any
) -> HttpResponseBase:
    return render(
        request, "plan/import.html", {"plan": plan, "what": what, "form": form, **context}, status=status
    )

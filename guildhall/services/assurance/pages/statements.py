"""The annual governance statement: the draft as computed, or the version that was signed; PDF and JSON."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guildhall.commons.design.composites import Column, Table
from guildhall.commons.design.parts_of_a_whole import stacked
from guildhall.kernel import time
from guildhall.kernel.clocks.wording import said
from guildhall.kernel.gates import access
from guildhall.kernel.pages.audience import anyone
from guildhall.services.assurance.content import Data, content
from guildhall.services.assurance.document import as_pdf
from guildhall.services.assurance.models import Answer, Statement, Version
from guildhall.services.assurance.service import statements

# The colour of a state, as charts have it, for each answer.
COLOURS = {"fully": "green", "partly": "amber", "not": "red", "na": "grey"}


@dataclass(frozen=True)
class Read:
    """A statement as somebody reads it: its record, what it says, which version, and who signed that."""

    statement: Statement
    told: Data
    version: Version | None

    @property
    def signed(self) -> list[dict[str, str]]:
        found = self.version.signatures.order_by("pk") if self.version else []
        return [{"role": str(each), "on": said(each.on)} for each in found]

    @property
    def standing(self) -> str:
        if self.statement.published_on:
            return f"Published on {said(self.statement.published_on)}, version {self._number}."
        if self.version:
            return f"Version {self._number}, with those who sign it. Not published."
        return "A draft, as it stands today. Not for publication."

    @property
    def _number(self) -> int:
        return self.version.number if self.version else 0


def readable(records: Any, user: Any) -> Any:
    """The published ones, and for staff those their roles reach."""
    public = Q(published_on__lte=time.today(), disposed_on=None)
    if user is None or not getattr(user, "is_staff", False):
        return records.filter(public)
    return records.filter(public | access(user).sees(statements.key))


@anyone
@require_safe
def statement(request: HttpRequest, year: str) -> HttpResponse:
    """One year's statement, section by section."""
    read = _read(request.user, year)
    told = read.told
    staff = getattr(request.user, "is_staff", False) and access(request.user).works_in(statements)
    context = {
        "statement": read.statement,
        "read": read,
        "told": told,
        "staff": staff,
        "chart": chart(told["returns"]["answers"]),
        "answers": answers_table("Answers in all", told["returns"]["answers"]),
        "principles": [_principle(each) for each in told["principles"]],
        "findings": _findings(told["findings"]),
        "last_year": _issues("What became of last year’s issues", told["last_year"]),
        "issues": _issues("This year’s issues", told["issues"]),
    }
    return render(request, "assurance/statement.html", context)


@anyone
@require_safe
def statement_json(request: HttpRequest, year: str) -> HttpResponse:
    """The same as data."""
    read = _read(request.user, year)
    stage = {"stage": read.statement.stage, "version": read.version.number if read.version else None}
    return JsonResponse({**read.told, **stage, "signed": read.signed})


@anyone
@require_safe
def statement_pdf(request: HttpRequest, year: str) -> HttpResponse:
    """The same as tagged PDF."""
    read = _read(request.user, year)
    made = as_pdf(read.statement, read.told, read.standing, read.signed)
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Cache-Control"] = "private, no-cache"
    answer["Content-Disposition"] = f'inline; filename="governance-statement-{year}.pdf"'
    return answer


def _read(user: Any, year: str) -> Read:
    """The statement of that year: what was put to signature, or today's draft. Raises Http404."""
    wanted = [each for each in readable(Statement.objects.all(), user) if each.period.slug == year]
    found: Statement | None = next(iter(wanted), None)
    if found is None:
        raise Http404("There is no statement of that year.")
    if found.stage == Statement.Stage.DRAFT:
        return Read(found, content(found, time.today()), None)
    version = found.versions.order_by("-number").first()
    if version is None:
        raise Http404("There is no statement of that year.")
    return Read(found, version.stood, version)


def chart(counts: dict[str, int]) -> Any:
    """How many answers say what, as one bar."""
    return stacked(
        [(COLOURS[says.value], str(says.label), counts.get(says.value, 0)) for says in Answer.Says]
    )


def answers_table(caption: str, counts: dict[str, int]) -> Table | None:
    """The same as a table; None where nothing was answered."""
    rows = [(str(says.label), counts.get(says.value, 0)) for says in Answer.Says]
    columns = [Column("Answer"), Column("How often", numeric=True)]
    return Table(caption, columns, rows, caption_hidden=True) if any(number for _, number in rows) else None


def _principle(told: Data) -> Data:
    """One principle with its tables."""
    evidence = [
        (each["part"], each["text"], ": ".join(filter(None, (each["shown_by"], each["reading"]))),
         " ".join(each["stale"]))
        for each in told["evidence"]
    ]  # fmt: skip
    better = [
        (each["area"], each["text"], each["owner"], _day(each["due_on"]), each["stands"])
        for each in told["improvements"]
    ]
    name = told["name"]
    return {
        **told,
        "evidence": _table(f"What shows: {name}", ("Part", "What", "Shown by", "What has changed"), evidence),
        "answers": answers_table(f"Answers on: {name}", told["answers"]),
        "improvements": _table(f"Improvements: {name}", ("Service", "What", "Who", "By", "How far"), better),
    }


def _findings(told: list[Data]) -> Table | None:
    rows = [(each["service"], each["duty"], each["number"]) for each in told]
    return _table("Findings", ("Service", "What must be true", "Findings"), rows)


def _issues(caption: str, told: list[Data]) -> Table | None:
    rows = [
        (each["text"], each["remedy"], each["owner"], _day(each["due_on"]), each["outcome"] or each["stands"])
        for each in told
    ]
    return _table(caption, ("Issue", "What is done", "Who", "By", "What became of it"), rows)


def _table(caption: str, headings: tuple[str, ...], rows: list[Any]) -> Table | None:
    return Table(caption, [Column(each) for each in headings], rows, caption_hidden=True) if rows else None


def _day(text: str) -> str:
    return said(date.fromisoformat(text))

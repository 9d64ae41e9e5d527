"""The page only this service has: the matrix, with the risks beside it and the logs below."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, F, Q
from django.http import Http404, HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from guildhall.commons.design.composites import Column, Table
from guildhall.kernel import time
from guildhall.kernel.gates import access
from guildhall.kernel.pages.audience import staff
from guildhall.kernel.pages.paging import page_number, paging
from guildhall.kernel.pages.rows import day
from guildhall.kernel.pages.sheets import as_csv
from guildhall.services.risks import matrix
from guildhall.services.risks.models import SCORE, Risk
from guildhall.services.risks.service import risks as service

SIZE = 25
LINK = '<a class="govuk-link" href="{}">{}</a>'
HEADINGS = (
    "reference", "title", "kind", "log", "category", "owner", "inherent_score", "likelihood", "impact",
    "score", "band", "target_score", "appetite", "stage", "reviewed_on", "review_by", "cause", "event",
    "effect",
)  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """The open risks somebody may see, in one log or all, at one score or any; the address is its state."""

    user: Any
    asked: QueryDict

    @property
    def log(self) -> str:
        return self.asked.get("log", "")

    @property
    def place(self) -> matrix.Place | None:
        """Likelihood and impact, where both were asked for and are from 1 to 5."""
        given = [self.asked.get(name, "") for name in ("likelihood", "impact")]
        if not all(text in {"1", "2", "3", "4", "5"} for text in given):
            return None
        return int(given[0]), int(given[1])

    @cached_property
    def open(self) -> Any:
        return Risk.objects.open().visible_to(self.user)

    @cached_property
    def of_the_log(self) -> Any:
        return self.open.filter(log=self.log) if self.log else self.open

    @property
    def risks(self) -> Any:
        """Those asked for, the highest score first, and last those that nobody has scored."""
        found = self.of_the_log
        if self.place:
            found = found.filter(current_likelihood=self.place[0], current_impact=self.place[1])
        return found.select_related("category", "owner").order_by(SCORE.desc(nulls_last=True), "pk")

    def address(self, **other: Any) -> str:
        """The page with its log, and what else is given."""
        given = {"log": self.log, **other}
        return "?" + urlencode({name: value for name, value in given.items() if value})


@staff
@require_safe
def risks(request: HttpRequest) -> HttpResponseBase:
    """Every open risk by likelihood and impact, and as a list; one log or all of them."""
    asked, scale, number = _asked(request), matrix.Scale(), page_number(request)
    found = list(asked.risks[(number - 1) * SIZE : number * SIZE + 1])
    counts = _counts(asked)
    unscored = counts.pop((None, None), 0)
    context = {
        "asked": asked,
        "rows": matrix.rows(counts, scale, f"{asked.address()}&".replace("?&", "?"), asked.place),
        "likelihoods": matrix.likelihoods(),
        "key": list(scale.key()),
        "unscored": unscored,
        "total": sum(counts.values()) + unscored,
        "table": _table(found[:SIZE], scale, time.today()) if found else None,
        "logs": _logs(asked),
        "csv": _csv_address(asked),
        "may_raise": access(request.user).can(service, "raise"),
        **paging(request, more=len(found) > SIZE),
    }
    return render(request, "risks/risks.html", context)


def _asked(request: HttpRequest) -> Asked:
    if not access(request.user).works_in(service):
        raise Http404
    return Asked(request.user, request.GET)


def _counts(asked: Asked) -> dict[Any, int]:
    """How many risks stand at each likelihood and impact."""
    places = asked.of_the_log.order_by().values_list("current_likelihood", "current_impact")
    return {(likelihood, impact): count for likelihood, impact, count in places.annotate(count=Count("pk"))}


def _csv_address(asked: Asked) -> str:
    place = asked.place or ("", "")
    return "risks.csv" + asked.address(likelihood=place[0], impact=place[1])


def _table(found: list[Risk], scale: matrix.Scale, today: date) -> Table:
    columns = [Column("Score"), Column("Risk"), Column("Log"), Column("Owner"), Column("Review by")]
    return Table(
        "Open risks, the highest score first", columns, [_row(each, scale, today) for each in found], True
    )


def _row(risk: Risk, scale: matrix.Scale, today: date) -> tuple[Any, ...]:
    return (
        tag(risk.score, scale),
        format_html(
            f'<div>{LINK} <span class="queue__reference">{{}}{{}}{{}}</span></div>',
            risk.get_absolute_url(),
            risk.title,
            risk.reference,
            " · issue" if risk.kind == Risk.Kind.ISSUE else "",
            " · accepted for a time" if risk.stage == Risk.Stage.ACCEPTED else "",
        ),
        risk.log,
        risk.owner_role or risk.owner or format_html('<span class="quiet">{}</span>', "Nobody"),
        _review_by(risk, today),
    )


def tag(score: int | None, scale: matrix.Scale) -> Any:
    """A score with the name and the colour of its band."""
    if not (band := scale.band(score)):
        return format_html('<span class="quiet">{}</span>', "Not scored")
    return format_html('<span class="band band--{}">{} {}</span>', band.colour, score, band)


def _review_by(risk: Risk, today: date) -> Any:
    if not risk.due_on:
        return ""
    late = "due--late" if risk.due_on < today else "nowrap"
    return format_html('<span class="{}">{}</span>', late, day(risk.due_on))


def _logs(asked: Asked) -> Table:
    """The roll-up: each log with how many risks, how many above appetite, how many not reviewed in time."""
    above, late = Q(category__appetite__lt=SCORE), Q(urgent_on__lt=time.today())
    found = (
        asked.open.order_by()
        .values("log")
        .annotate(count=Count("pk"), above=Count("pk", filter=above), late=Count("pk", filter=late))
    )
    columns = [
        Column("Log"),
        Column("Open", numeric=True),
        Column("Above appetite", numeric=True),
        Column("Review overdue", numeric=True),
    ]
    cells = [
        (
            format_html(LINK, "?" + urlencode({"log": each["log"]}), each["log"]),
            each["count"],
            each["above"],
            each["late"],
        )
        for each in found.order_by(F("above").desc(), F("count").desc(), "log")[:100]
    ]
    return Table("Logs", columns, cells)


@staff
@require_safe
def risks_csv(request: HttpRequest) -> HttpResponseBase:
    """The same list whole, for a spreadsheet."""
    asked, scale = _asked(request), matrix.Scale()
    return as_csv("risks.csv", _lines(asked, scale))


def _lines(asked: Asked, scale: matrix.Scale) -> Iterator[tuple[Any, ...]]:
    yield HEADINGS
    for risk in asked.risks.iterator(chunk_size=500):
        yield (
            risk.reference, risk.title, risk.kind, risk.log, risk.category, risk.owner_role or risk.owner,
            risk.inherent_score, risk.current_likelihood, risk.current_impact, risk.score,
            scale.band(risk.score), risk.target_score, risk.category.appetite, risk.stage, risk.reviewed_on,
            risk.due_on, risk.cause, risk.event, risk.effect,
        )  # fmt: skip

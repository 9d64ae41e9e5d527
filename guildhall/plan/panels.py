"""What stands below the timeline of a plan, an objective or a deliverable: a table for each kind of row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count
from django.utils.html import format_html
from django.utils.safestring import SafeString

from guildhall.commons.design.composites import Column, Table
from guildhall.kernel.clocks.wording import said
from guildhall.kernel.pages.panels import panel
from guildhall.kernel.periods import Period
from guildhall.kernel.records import Record
from guildhall.plan.models import Deliverable, Objective, Plan
from guildhall.plan.wording import in_words

TABLES = "plan/panels/tables.html"
Tables = Iterator[Table | None]


@panel("What the plan sets out", template=TABLES, order=10)
def of_a_plan(record: Any, user: Any) -> dict[str, Any] | None:
    """A plan's objectives and deliverables, as far as the reader may see them."""
    return _filled(_set_out(record, user)) if record.service == Plan.service_key else None


def _set_out(plan: Any, user: Any) -> Tables:
    yield _objectives(Objective.objects.visible_to(user).filter(plan=plan.pk))
    yield _deliverables(Deliverable.objects.visible_to(user).filter(plan=plan.pk))


@panel("What people say of it", template=TABLES, order=20)
def of_its_boards(record: Any, user: Any) -> dict[str, Any] | None:
    """The ideas on a plan's boards with their votes, and the comments on its drafts."""
    return _filled(_said(record, user)) if record.service == Plan.service_key else None


def _said(plan: Any, user: Any) -> Tables:
    standing = plan.ideas.filter(merged_into=None).annotate(supporters=Count("votes"))
    ideas = list(standing.order_by("board", "quadrant", "pk"))
    became = _seen((each.became_id for each in ideas), user)
    rows = [
        (each.text, each.get_quadrant_display(), each.supporters, became.get(each.became_id, ""))
        for each in ideas
    ]
    yield _table("Ideas", ("Idea", "Where", "Votes", "Became"), rows)
    comments = plan.comments.select_related("author").order_by("pk")
    rows = [(each.text, each.about, each.author or "", said(each.on)) for each in comments]
    yield _table("Comments", ("Comment", "About", "By", "On"), rows)


@panel("What it says besides", template=TABLES, order=30)
def of_its_contents(record: Any, user: Any) -> dict[str, Any] | None:
    """A plan's sections, figures and key dates."""
    return _filled(_contents(record)) if record.service == Plan.service_key else None


def _contents(plan: Any) -> Tables:
    sections = [(each.number, each.title, each.page or "") for each in plan.sections.order_by("pk")]
    yield _table("Sections", ("Number", "Heading", "Page"), sections)
    figures = [
        (each.name, _amount(each.value, each.unit), _for(each.first, each.last, each.as_at))
        for each in plan.figures.order_by("pk")
    ]
    yield _table("Figures", ("What it counts", "Figure", "For"), figures)
    dates = [
        (each.title, each.get_kind_display(), _for(each.first, each.last))
        for each in plan.dates.order_by("first", "pk")
    ]
    yield _table("Key dates", ("What happens", "Kind", "When"), dates)


@panel("What serves it", template=TABLES, order=10)
def of_an_objective(record: Any, user: Any) -> dict[str, Any] | None:
    """The deliverables that serve an objective, and the other words it is found in."""
    return _filled(_served(record, user)) if record.service == Objective.service_key else None


def _served(objective: Any, user: Any) -> Tables:
    yield _deliverables(Deliverable.objects.visible_to(user).filter(objectives=objective.pk))
    wordings = [(each.text, each.place) for each in objective.wordings.order_by("pk")]
    yield _table("Other wordings", ("Words", "Where"), wordings)


@panel("What it promises and takes", template=TABLES, order=10)
def of_a_deliverable(record: Any, user: Any) -> dict[str, Any] | None:
    """A deliverable's promises, milestones, resources, dependencies, later years and benefits."""
    return _filled(_delivered(record, user)) if record.service == Deliverable.service_key else None


def _delivered(deliverable: Any, user: Any) -> Tables:
    yield _objectives(Objective.objects.visible_to(user).filter(deliverables=deliverable.pk))
    promises = [
        (each.text, _target(each), _amount(each.baseline, each.unit), _day(each.due_on), each.owner_role)
        for each in deliverable.promises.order_by("pk")
    ]
    yield _table("Promises", ("Promise", "Target", "Baseline", "By", "Answers for it"), promises)
    milestones = [
        (each.text, each.by, _day(each.forecast_on), _day(each.done_on), each.action or "")
        for each in deliverable.milestones.select_related("action").order_by("last", "pk")
    ]
    yield _table("Milestones", ("Milestone", "Due", "Expected", "Reached", "Part of"), milestones)
    resources = [
        (each.text, each.get_kind_display(), _amount(each.amount, each.unit, each.per))
        for each in deliverable.resources.order_by("kind", "pk")
    ]
    yield _table("What it takes", ("What", "Kind", "Amount"), resources)
    yield _dependencies(list(deliverable.dependencies.order_by("pk")), user)
    years = [(Period.year(each.year), each.text) for each in deliverable.future_years.order_by("year", "pk")]
    yield _table("Later years", ("Year", "What is to be done"), years)
    yield from _benefits(list(deliverable.benefits.prefetch_related("years").order_by("pk")))


def _dependencies(dependencies: list[Any], user: Any) -> Table | None:
    needs = _seen((each.needs_id for each in dependencies), user)
    rows = [
        (each.text, needs.get(each.needs_id, each.provider), _day(each.accepted_on) or "not yet")
        for each in dependencies
    ]
    return _table("What it depends on", ("What", "Provided by", "Accepted"), rows)


def _benefits(benefits: list[Any]) -> Tables:
    rows = [
        (each.name, each.get_kind_display(), _amount(each.amount, "£"), each.get_per_display(),
         _for(each.first, each.last))
        for each in benefits
    ]  # fmt: skip
    yield _table("Benefits", ("Benefit", "Kind", "Amount", "Counted", "For"), rows)
    years = [
        (each.name, Period.year(one.year), _amount(one.planned, "£"), _amount(one.actual, "£"), one.evidence)
        for each in benefits
        for one in sorted(each.years.all(), key=lambda year: year.year)
    ]
    yield _table("Benefits by year", ("Benefit", "Year", "Planned", "Came", "Shown by"), years)


def _objectives(objectives: Any) -> Table | None:
    rows = [(_link(each), each.owner_role, each.stage_label) for each in objectives.order_by("pk")]
    return _table("Objectives", ("Objective", "Answers for it", "Stage"), rows)


def _deliverables(deliverables: Any) -> Table | None:
    rows = [(_link(each), each.answers, each.stage_label) for each in deliverables.order_by("pk")]
    return _table("Deliverables", ("Deliverable", "Answers for it", "Stage"), rows)


def _table(caption: str, columns: tuple[str, ...], rows: list[tuple[Any, ...]]) -> Table | None:
    """None where there is no row: an empty table says nothing."""
    return Table(caption, [Column(each) for each in columns], rows, caption_hidden=True) if rows else None


def _filled(tables: Tables) -> dict[str, Any] | None:
    found = [each for each in tables if each]
    return {"tables": found} if found else None


def _seen(ids: Iterable[int | None], user: Any) -> dict[int | None, SafeString]:
    """Links to those of the records that the reader may see."""
    wanted = [each for each in ids if each]
    found = Record.objects.visible_to(user).in_bulk(wanted) if wanted else {}
    return {pk: _link(record) for pk, record in found.items()}


def _link(record: Any) -> SafeString:
    return format_html('<a class="govuk-link" href="{}">{}</a>', record.get_absolute_url(), record.title)


def _target(promise: Any) -> str:
    target = _amount(promise.target, promise.unit)
    return f"{promise.get_direction_display()} {target}" if target else "none"


def _amount(amount: Decimal | None, unit: str, per: str = "") -> str:
    """£165,000; 90%; 1,619 requests; 2 posts a year; £165,000 in 2012-13."""
    if amount is None:
        return ""
    shown = in_words(amount, unit) + ("" if unit in {"£", "%"} else f" {unit}")
    if not per:
        return shown
    return f"{shown} in {per}" if per[0].isdigit() else f"{shown} a {per}"


def _day(day: date | None) -> str:
    return said(day) if day else ""


def _for(first: date | None, last: date | None, as_at: date | None = None) -> str:
    if as_at:
        return f"at {said(as_at)}"
    if first is None:
        return ""
    return f"{said(first)} to {said(last)}" if last and last != first else said(first)

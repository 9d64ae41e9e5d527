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
from guildhall.plan.outlines import readable_rows
from guildhall.plan.ways import Ways, ways_to, ways_to_promises
from guildhall.plan.wording import in_words

TABLES = "plan/panels/tables.html"
Tables = Iterator[Table | None]
# The last column of rows that can be changed: for a row, the ways that this reader has.
CHANGE = "Change"


@panel("Write it together", template="plan/panels/together.html", order=5)
def of_its_making(record: Any, user: Any) -> dict[str, Any] | None:
    """The ways to a plan's parts, its proposals, its versions and its import."""
    if record.service != Plan.service_key or user is None or not user.is_staff:
        return None
    waiting = readable_rows(record.proposals.filter(outcome="open"), "about", user).count()
    return {"key": record.key, "waiting": waiting, "versions": record.versions.count()}


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
    comments = readable_rows(plan.comments.select_related("author"), "record", user).order_by("pk")
    told: list[tuple[Any, ...]] = [
        (each.text, each.about, each.author or "", said(each.on), each.answer) for each in comments
    ]
    yield _table("Comments", ("Comment", "About", "By", "On", "Answer"), told)


@panel("What it says besides", template=TABLES, order=30)
def of_its_contents(record: Any, user: Any) -> dict[str, Any] | None:
    """A plan's sections, figures and key dates."""
    return _filled(_contents(record)) if record.service == Plan.service_key else None


def _contents(plan: Any) -> Tables:
    sections = [(each.number, each.title, each.page or "") for each in plan.sections.order_by("pk")]
    yield _table("Sections", ("Number", "Heading", "Page"), sections)
    figures = [
        (each.name, said_amount(each.value, each.unit), _for(each.first, each.last, each.as_at))
        for each in plan.figures.order_by("pk")
    ]
    yield _table("Figures", ("What it counts", "Figure", "For"), figures)
    dates = [
        (each.title, each.get_kind_display(), _for(each.first, each.last))
        for each in plan.dates.order_by("first", "pk")
    ]
    yield _table("Key dates", ("What happens", "Kind", "When"), dates)


@panel("How it was reviewed, and where it stands", template=TABLES, order=15)
def of_its_reviews(record: Any, user: Any) -> dict[str, Any] | None:
    """A plan's reviews with what they agreed, and the plans above and below it."""
    return _filled(_reviewed(record, user)) if record.service == Plan.service_key else None


def _reviewed(plan: Any, user: Any) -> Tables:
    held = list(plan.reviews.prefetch_related("actions").order_by("-on", "-pk"))
    yield _table(
        "Reviews", ("On", "Found", "Decided"), [(said(each.on), each.found, each.decided) for each in held]
    )
    agreed = [
        (one.text, one.owner_role, said(one.due_on), _how_it_ended(one))
        for each in held
        for one in each.actions.all()
    ]
    yield _table("Actions agreed", ("What", "Who", "By", "How far"), agreed)
    others = _seen((plan.above_id, *plan.below.order_by("pk").values_list("pk", flat=True)), user)
    rows = [(link, "Above" if pk == plan.above_id else "Below") for pk, link in others.items()]
    yield _table("Plans above and below", ("Plan", "Where"), rows)


def _how_it_ended(action: Any) -> str:
    if action.done_on:
        return f"Done on {said(action.done_on)}: {action.outcome}"
    return f"Dropped on {said(action.dropped_on)}: {action.outcome}" if action.dropped_on else "Under way"


@panel("What serves it", template=TABLES, order=10)
def of_an_objective(record: Any, user: Any) -> dict[str, Any] | None:
    """The deliverables that serve an objective, and the other words it is found in."""
    return _filled(_served(record, user)) if record.service == Objective.service_key else None


def _served(objective: Any, user: Any) -> Tables:
    yield _deliverables(Deliverable.objects.visible_to(user).filter(objectives=objective.pk))
    above = _seen((objective.serves_id,), user)
    yield _table("What it serves in the plan above", ("Objective",), [(each,) for each in above.values()])
    below = _seen(objective.served_by.order_by("pk").values_list("pk", flat=True), user)
    yield _table("Objectives below that serve it", ("Objective",), [(each,) for each in below.values()])
    wordings = [(each.text, each.place) for each in objective.wordings.order_by("pk")]
    yield _table("Other wordings", ("Words", "Where"), wordings)


@panel("What it promises and takes", template=TABLES, order=10)
def of_a_deliverable(record: Any, user: Any) -> dict[str, Any] | None:
    """A deliverable's promises, milestones, resources, dependencies, later years and benefits."""
    return _filled(_delivered(record, user)) if record.service == Deliverable.service_key else None


def _delivered(deliverable: Any, user: Any) -> Tables:
    yield _objectives(Objective.objects.visible_to(user).filter(deliverables=deliverable.pk))
    changes = ways_to_promises(deliverable, user)
    promises = [
        (
            each.text,
            said_target(each),
            said_amount(each.baseline, each.unit),
            _day(each.due_on),
            each.owner_role,
            changes(each),
        )
        for each in deliverable.promises.order_by("pk")
    ]
    yield _table("Promises", ("Promise", "Target", "Baseline", "By", "Answers for it", CHANGE), promises)
    ways = ways_to(deliverable, user)
    steps = [(each.text, ways("step", each)) for each in deliverable.key_actions.order_by("pk")]
    yield _table("Steps", ("Step", CHANGE), steps)
    milestones = [
        (each.text, each.by, _day(each.forecast_on), _day(each.done_on), each.action or "",
         ways("milestone", each))
        for each in deliverable.milestones.select_related("action").order_by("last", "pk")
    ]  # fmt: skip
    yield _table("Milestones", ("Milestone", "Due", "Expected", "Reached", "Part of", CHANGE), milestones)
    resources = [
        (each.text, each.get_kind_display(), said_amount(each.amount, each.unit, each.per))
        for each in deliverable.resources.order_by("kind", "pk")
    ]
    yield _table("What it takes", ("What", "Kind", "Amount"), resources)
    yield _dependencies(list(deliverable.dependencies.order_by("pk")), user, ways)
    years = [
        (Period.year(each.year), each.text, ways("later_year", each))
        for each in deliverable.future_years.order_by("year", "pk")
    ]
    yield _table("Later years", ("Year", "What is to be done", CHANGE), years)
    yield from _benefits(list(deliverable.benefits.prefetch_related("years").order_by("pk")), ways)


def _dependencies(dependencies: list[Any], user: Any, ways: Ways) -> Table | None:
    needs = _seen((each.needs_id for each in dependencies), user)
    rows = [
        (
            each.text,
            needs.get(each.needs_id, each.provider),
            _day(each.accepted_on) or "not yet",
            ways("dependency", each),
        )
        for each in dependencies
    ]
    return _table("What it depends on", ("What", "Provided by", "Accepted", CHANGE), rows)


def _benefits(benefits: list[Any], ways: Ways) -> Tables:
    rows = [
        (each.name, each.get_kind_display(), said_amount(each.amount, "£"), each.get_per_display(),
         _for(each.first, each.last), ways("benefit", each))
        for each in benefits
    ]  # fmt: skip
    yield _table("Benefits", ("Benefit", "Kind", "Amount", "Counted", "For", CHANGE), rows)
    years = [
        (
            each.name,
            Period.year(one.year),
            said_amount(one.planned, "£"),
            said_amount(one.actual, "£"),
            one.evidence,
        )
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
    """None where there is no row: an empty table says nothing. Who may change none has no column for it."""
    if columns[-1] == CHANGE and not any(row[-1] for row in rows):
        columns, rows = columns[:-1], [row[:-1] for row in rows]
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


def said_target(promise: Any) -> str:
    target = said_amount(promise.target, promise.unit)
    return f"{promise.get_direction_display()} {target}" if target else "none"


def said_amount(amount: Decimal | None, unit: str, per: str = "") -> str:
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

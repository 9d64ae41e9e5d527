"""A version of a plan: everything it says, frozen as chapters of entries with their lines, and read again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from django.db.models import Prefetch

from guildhall.kernel.gates import Actor
from guildhall.plan.models import Deliverable, Milestone, Objective, Plan, PlanVersion
from guildhall.plan.outlines import is_shown, readable
from guildhall.plan.parts import OF_A_PLAN, Part
from guildhall.plan.wording import shown

# What the public does not read of an adopted plan either.
NOT_PUBLIC = frozenset({"Contents", "Evidence", "References"})
OF_ITSELF = (
    "title", "directorate", "first", "last", "audience", "purpose", "published_in", "produced_by",
    "production_reference", "default_period",
)  # fmt: skip
OF_OBJECTIVES = ("number", "description", "owner_role", "corporate_priority")
OF_DELIVERABLES = ("tier", "kind", "area", "manager", "lead", "summary", "risks_as_printed")
BOOKKEEPING = frozenset({"id", "plan", "key", "part_of", "sum_of", "own_period"})


@dataclass(frozen=True)
class Line:
    """One thing an entry says, under its label; `staff` marks what the public does not read."""

    label: str
    text: str
    staff: bool = False


@dataclass(frozen=True)
class Entry:
    """One row, objective or deliverable: its title and what it says. `key` is its name, where it has one."""

    title: str
    lines: list[Line] = field(default_factory=list)
    key: str = ""
    record: int | None = None


@dataclass(frozen=True)
class Chapter:
    """One kind of entries."""

    name: str
    entries: list[Entry]


def as_it_stands(plan: Plan) -> list[Chapter]:
    """Everything the plan says now, whoever reads it: `seen_by` leaves out what is not theirs."""
    chapters = [Chapter("The plan", [Entry("The plan", _said_of(plan, OF_ITSELF), key="plan")])]
    chapters += [Chapter(each.many, list(_rows(plan, each))) for each in OF_A_PLAN]
    ideas = plan.ideas.filter(merged_into=None).order_by("board", "quadrant", "pk")
    chapters.append(Chapter("Boards", [Entry(each.text, _said_of(each, ("quadrant",))) for each in ideas]))
    objectives = plan.objectives.order_by("pk")
    chapters.append(
        Chapter(
            "Objectives",
            [Entry(each.title, _said_of(each, OF_OBJECTIVES), each.key, each.pk) for each in objectives],
        )
    )
    chapters.append(Chapter("Deliverables", list(_deliverables(plan))))
    return [each for each in chapters if each.entries]


def _rows(plan: Plan, part: Part) -> Iterator[Entry]:
    for row in part.of(plan):
        names = [each.name for each in row._meta.concrete_fields if each.name not in BOOKKEEPING]
        lines = [each for each in _said_of(row, names) if each.text != str(row)]
        yield Entry(str(row), lines, getattr(row, "key", ""))


def _said_of(row: Any, names: Iterable[str]) -> list[Line]:
    """What a row says in these fields, without the empty ones."""
    said = ((str(row._meta.get_field(name).verbose_name).capitalize(), shown(row, name)) for name in names)
    return [Line(label, text) for label, text in said if text]


def _deliverables(plan: Plan) -> Iterator[Entry]:
    rows = ("promises", "resources", "key_actions", "future_years", "benefits", "dependencies", "objectives")
    milestones = Prefetch("milestones", Milestone.objects.order_by("first", "pk"))
    for each in plan.deliverables.order_by("pk").prefetch_related(*rows, milestones):
        lines = [*_said_of(each, OF_DELIVERABLES), *_promised(each)]
        yield Entry(each.title, lines, each.key, each.pk)


def _promised(deliverable: Deliverable) -> Iterator[Line]:
    from guildhall.plan.panels import said_amount, said_target

    yield from (Line("For objective", each.title) for each in deliverable.objectives.all())
    for promise in deliverable.promises.all():
        target = said_target(promise)
        told = (promise.text, "" if target == "none" else target, promise.owner_role)
        yield Line("Promise", _listed(*told), staff=not is_shown(promise, None))
    yield from (Line("Step", each.text) for each in deliverable.key_actions.all())
    yield from (Line("Milestone", f"{each.text} ({each.by})") for each in deliverable.milestones.all())
    for resource in deliverable.resources.all():
        amount = said_amount(resource.amount, resource.unit, resource.per)
        yield Line("It takes", f"{resource.text} ({amount})" if amount else resource.text)
    for needed in deliverable.dependencies.all():
        yield Line("It depends on", _listed(needed.text, needed.provider))
    yield from (Line("Later year", str(each)) for each in deliverable.future_years.all())
    for benefit in deliverable.benefits.all():
        amount = said_amount(benefit.amount, "£")
        yield Line("Benefit", _listed(benefit.name, benefit.get_kind_display(), amount))


def _listed(*said: str) -> str:
    return ", ".join(filter(None, said))


def freeze(plan: Plan, stage: str, *, by: Any, on: date, because: str = "") -> PlanVersion:
    """Keeps the plan as it stands, under the next number."""
    return PlanVersion.objects.create(
        plan=plan, number=plan.versions.count() + 1, stage=stage, because=because[:300], frozen_on=on,
        frozen_by_id=Actor.of(by).id, stood=[asdict(each) for each in as_it_stands(plan)],
    )  # fmt: skip


def thaw(version: PlanVersion) -> list[Chapter]:
    """What a version says."""
    return [
        Chapter(
            chapter["name"],
            [
                Entry(**{**entry, "lines": [Line(**line) for line in entry["lines"]]})
                for entry in chapter["entries"]
            ],
        )
        for chapter in version.stood
    ]


def seen_by(chapters: list[Chapter], user: Any) -> list[Chapter]:
    """What of it this person may read today: no record that has been closed to them since, or forgotten."""
    works_here = user is not None and user.is_staff
    may = _readable({entry.record for chapter in chapters for entry in chapter.entries if entry.record}, user)
    found = (
        Chapter(
            chapter.name, [_for_reader(each, works_here) for each in chapter.entries if each.record in may]
        )
        for chapter in chapters
        if works_here or chapter.name not in NOT_PUBLIC
    )
    return [each for each in found if each.entries]


def _readable(records: set[int], user: Any) -> set[int | None]:
    """Of these records those this person may read; and None, for what is in no record."""
    found: set[int | None] = {None}
    for model in (Objective, Deliverable):
        found |= set(readable(model.objects.filter(pk__in=records), user).values_list("pk", flat=True))
    return found


def _for_reader(entry: Entry, works_here: bool) -> Entry:
    lines = [each for each in entry.lines if works_here or not each.staff]
    return Entry(entry.title, lines, entry.key, entry.record)


def versions_for(plan: Plan, user: Any) -> Any:
    """The versions this person may read: the public those that were adopted, whoever reads drafts all."""
    if user is not None and user.is_staff and _reads_drafts(plan, user):
        return plan.versions.order_by("number")
    return plan.versions.filter(stage__in=(Plan.Stage.ADOPTED, Plan.Stage.SUPERSEDED)).order_by("number")


def _reads_drafts(plan: Plan, user: Any) -> bool:
    return bool(Plan.objects.visible_to(user).filter(pk=plan.pk).exists())


def forget(ids: list[int]) -> int:
    """Takes what these records said out of every version; returns how many entries went."""
    gone = 0
    plans = {pk for model in (Objective, Deliverable)
             for pk in model.objects.filter(pk__in=ids).values_list("plan", flat=True)}  # fmt: skip
    for version in PlanVersion.objects.filter(plan__in=plans):
        kept = [
            {**chapter, "entries": [each for each in chapter["entries"] if each["record"] not in ids]}
            for chapter in version.stood
        ]
        gone += sum(len(each["entries"]) for each in version.stood) - sum(
            len(each["entries"]) for each in kept
        )
        PlanVersion.objects.filter(pk=version.pk).update(stood=kept)
    return gone

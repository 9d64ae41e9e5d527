"""The verbs of every part: a row is added, corrected or removed, and the history says what it was before."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import ValidationError

from guildhall.kernel.actions import Action, Gate
from guildhall.kernel.deadlines import calendar
from guildhall.kernel.services import Service
from guildhall.plan.actions.plans import STANDING
from guildhall.plan.forms import contents, delivery, structure
from guildhall.plan.forms.parts import correcting, removing
from guildhall.plan.forms.rows import RowForm
from guildhall.plan.milestones import warned
from guildhall.plan.models import Benefit, Dependency, KeyDate, StructureLine
from guildhall.plan.parts import OF_A_DELIVERABLE, OF_A_PLAN, Part
from guildhall.plan.service import deliverables, plans
from guildhall.plan.wording import begins, told_of

# The form that asks for a new row of each part.
ASKED: dict[str, type[RowForm]] = {
    "aim": contents.Aim, "section": contents.Section, "contents_line": contents.ContentsLine,
    "team": contents.Profile, "structure_line": structure.StructureLine,
    "stakeholder": contents.Stakeholder, "law": contents.Law,
    "evidence": contents.Evidence, "figure": contents.Figure, "budget_line": contents.BudgetLine,
    "key_date": contents.KeyDate, "mention": contents.Mention, "step": delivery.SetKeyAction,
    "milestone": delivery.AddMilestone, "dependency": delivery.DependOn,
    "later_year": delivery.NoteFutureYear, "benefit": delivery.SetBenefit,
}  # fmt: skip


def add(record: Any, row: Any) -> None:
    """Add it."""
    row.save()
    record.told = begins(str(row))


def correct(record: Any, row: Any, changes: list[tuple[str, str, str]]) -> None:
    """Say it otherwise; the history keeps what it said before."""
    if isinstance(row, Dependency) and row.accepted_on:
        # What was accepted is not what it says now: the other side is asked again.
        row.accepted_on, row.accepted_by = None, None
    row.save()
    day = getattr(row, "due_on", None) or (row.first if isinstance(row, KeyDate) else None)
    record.told = told_of(changes) + warned(day, calendar())


def remove(record: Any, row: Any) -> None:
    """Take it out; the history keeps what it said."""
    if isinstance(row, Benefit) and row.years.exclude(actual=None).exists():
        raise ValidationError("What came of it is recorded: it cannot be taken out.")
    if isinstance(row, StructureLine) and (row.members.exists() or row.reports.exists()):
        raise ValidationError("Others are in it or report to it: correct those first, or say when it ended.")
    record.told = begins(str(row))
    row.delete()


def has(part: Part) -> Gate:
    """While the record has one to choose."""

    def gate(record: Any, by: Any) -> str | None:
        return None if getattr(record, part.rows).exists() else f"It has no {part.many.lower()}."

    gate.__doc__ = f"While it has {part.one}."
    return gate


def declare(service: Service, part: Part, stages: tuple[str, ...], beside: Callable[[Any], str]) -> None:
    """Gives a service the verbs of one part; what adds to it may be there already."""
    asked, one = ASKED[part.name], part.one
    if part.add not in service.actions:
        Action(
            service, _about(add, f"Add {one}."), name=part.add, asks=asked, label=f"Add {one}",
            says="{actor} added " + one + ": {record.told}", stages=stages, beside=beside,
        )  # fmt: skip
    Action(
        service, _about(correct, f"Say {one} otherwise; the history keeps what it said before."),
        name=part.correct, asks=correcting(part, asked), label=f"Correct {one}", gates=(has(part),),
        says="{actor} corrected " + one + ": {record.told}. {why}", stages=stages, beside=beside,
    )  # fmt: skip
    Action(
        service, _about(remove, f"Take {one} out, and say why; the history keeps what it said."),
        name=part.remove, asks=removing(part, asked), label=f"Remove {one}", gates=(has(part),),
        says="{actor} removed " + one + ": {record.told}. {why}", stages=stages, beside=beside,
    )  # fmt: skip


def _about(body: Callable[..., None], words: str) -> Callable[..., None]:
    """The same body under words of its own, for the page and the handbook."""

    @wraps(body)
    def told(*args: Any, **kwargs: Any) -> None:
        body(*args, **kwargs)

    told.__doc__ = words
    return told


for each in OF_A_PLAN:
    declare(plans, each, STANDING, each.page)
for each in OF_A_DELIVERABLE:
    declare(deliverables, each, (), lambda deliverable: str(deliverable.get_absolute_url()))

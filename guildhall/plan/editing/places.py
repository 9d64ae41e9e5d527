"""The places of a plan whose words somebody may propose to change: what each says, and how it is set.

A place is named by its kind, its number and its field: "section:12:text".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError

from guildhall.kernel.actions import Invalid, Refused
from guildhall.kernel.records import Record
from guildhall.kernel.services import service
from guildhall.plan.models import Deliverable, Objective, Plan
from guildhall.plan.outlines import readable
from guildhall.plan.parts import OF_A_PLAN, Part

# Words of the plan, its records and its parts; whatever is a number or a day has verbs of its own.
OF_ITSELF = ("title", "audience", "purpose")
OF_RECORDS: dict[str, tuple[Any, str, tuple[str, ...]]] = {
    "objective": (Objective, "reword", ("title", "description", "owner_role")),
    "deliverable": (Deliverable, "amend", ("title", "summary", "lead", "risks_as_printed")),
}
OF_PARTS = {
    "aim": ("text",), "section": ("title", "text"), "contents_line": ("title",),
    "team": ("lead", "responsibility"), "law": ("effect",), "evidence": ("text",),
}  # fmt: skip
# How much of a title names a place.
LONGEST = 90


@dataclass(frozen=True)
class Place:
    """Where some words stand: its name, what it is called, what it says now, and the record it is in."""

    what: str
    group: str
    label: str
    now: str
    record: Record | None
    put: Callable[..., None]


def places(plan: Plan, user: Any) -> Iterator[Place]:
    """Every place this person may read."""
    for name in OF_ITSELF:
        yield Place(f"plan:{plan.pk}:{name}", "The plan", _label(plan, "", name), getattr(plan, name), None,
                    partial(_put_plan, plan, name))  # fmt: skip
    for kind, (model, verb, names) in OF_RECORDS.items():
        for each in readable(model.objects.filter(plan=plan, closed_on=None), user).order_by("pk"):
            for name in names:
                label, group = _label(each, each.title, name), f"{kind.capitalize()}s"
                yield Place(f"{kind}:{each.pk}:{name}", group, label,
                            getattr(each, name), each, partial(_put_record, each, verb, name))  # fmt: skip
    for part in OF_A_PLAN:
        for row in getattr(plan, part.rows).order_by("pk") if part.name in OF_PARTS else ():
            for name in OF_PARTS[part.name]:
                yield Place(f"{part.name}:{row.pk}:{name}", part.many, _label(row, str(row), name),
                            getattr(row, name), None, partial(_put_row, plan, part, row, name))  # fmt: skip


def place(plan: Plan, what: str, user: Any) -> Place | None:
    """The place of that name, where it is there and this person may read it."""
    return next((each for each in places(plan, user) if each.what == what), None)


def _label(row: Any, title: str, name: str) -> str:
    field = str(row._meta.get_field(name).verbose_name)
    return f"{title[:LONGEST]}: {field}" if title else field.capitalize()


def _put_plan(plan: Plan, name: str, after: str, *, by: Any, on: date, why: str) -> None:
    """The plan is the record being changed: its own event says so."""
    limit = getattr(plan._meta.get_field(name), "max_length", None)
    if limit and len(after) > limit:
        raise ValidationError(f"That is longer than the {limit} characters it may have.")
    setattr(plan, name, after)


def _put_record(record: Any, verb: str, name: str, after: str, *, by: Any, on: date, why: str) -> None:
    action = service(record.service).actions[verb]
    try:
        action.follow(record, by=by, on=on, why=why, **{name: after})
    except Invalid as invalid:
        raise ValidationError(
            [str(each) for errors in invalid.form.errors.values() for each in errors]
        ) from None
    except Refused as refused:
        raise ValidationError(str(refused)) from None


def _put_row(plan: Plan, part: Part, row: Any, name: str, after: str, *, by: Any, on: date, why: str) -> None:
    form = plan.declaration.actions[part.correct].form(plan, by=by, data={"row": row.pk, name: after})
    if not form.is_valid():
        raise ValidationError([str(each) for errors in form.errors.values() for each in errors])
    form.cleaned_data["row"].save()

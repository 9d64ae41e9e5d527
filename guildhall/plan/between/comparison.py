"""Two plans compared: their objectives, their deliverables, and the figures they state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from guildhall.plan.between.matching import Piece, match, pieces
from guildhall.plan.models import Deliverable, Figure, Objective, Plan
from guildhall.plan.outlines import readable
from guildhall.plan.wording import in_words


@dataclass(frozen=True)
class Change:
    """One field that says something else: what it is called, and how the words changed."""

    label: str
    pieces: list[Piece]


@dataclass(frozen=True)
class Same:
    """What is in both plans: its title as it changed, what else changed, and how alike the titles are."""

    before: Any
    after: Any
    title: list[Piece]
    changes: list[Change]
    percent: int


@dataclass(frozen=True)
class Part:
    """What two plans say of one kind: what is in both, only in the first, only in the second."""

    name: str
    same: list[Same]
    gone: Sequence[Any]
    new: Sequence[Any]


@dataclass(frozen=True)
class Sides:
    """One figure in both plans, each as it is printed; empty where a plan does not state it."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Comparison:
    """One plan against another that came later."""

    before: Plan
    after: Plan
    parts: list[Part]
    figures: list[Sides]


OF_OBJECTIVES = (("Description", "description"), ("Answers for it", "owner_role"))
OF_DELIVERABLES = (
    ("In short", "summary"), ("Service area", "area"), ("Manager", "manager"), ("Lead", "lead"),
    ("Risks", "risks_as_printed"),
)  # fmt: skip


def compare(before: Plan, after: Plan, user: Any) -> Comparison:
    """What this person may read of both plans, beside each other: six queries."""
    parts = [
        _part("Objectives", _of(Objective, before, user), _of(Objective, after, user), OF_OBJECTIVES),
        _part("Deliverables", _of(Deliverable, before, user), _of(Deliverable, after, user), OF_DELIVERABLES),
    ]
    figures = match(list(before.figures.order_by("pk")), list(after.figures.order_by("pk")), _called)
    sides = [Sides(each.after.name, _printed(each.before), _printed(each.after)) for each in figures.kept]
    sides += [Sides(each.name, _printed(each), "") for each in figures.gone]
    sides += [Sides(each.name, "", _printed(each)) for each in figures.new]
    return Comparison(before, after, parts, sides)


def _of(model: Any, plan: Plan, user: Any) -> list[Any]:
    return list(readable(model.objects.filter(plan=plan), user).order_by("pk"))


def _part(name: str, before: list[Any], after: list[Any], fields: Sequence[tuple[str, str]]) -> Part:
    found = match(before, after, _titled)
    same = [
        Same(
            each.before,
            each.after,
            pieces(each.before.title, each.after.title),
            list(_changes(each.before, each.after, fields)),
            round(each.alike * 100),
        )
        for each in found.kept
    ]
    return Part(name, same, found.gone, found.new)


def _changes(before: Any, after: Any, fields: Sequence[tuple[str, str]]) -> Iterator[Change]:
    for label, field in fields:
        was, now = getattr(before, field), getattr(after, field)
        if was.split() != now.split():
            yield Change(label, pieces(was, now))


def _titled(record: Any) -> str:
    return str(record.title)


def _called(figure: Figure) -> str:
    return figure.name


def _printed(figure: Figure) -> str:
    shown = in_words(figure.value, figure.unit)
    return shown if figure.unit in {"£", "%", ""} else f"{shown} {figure.unit}"

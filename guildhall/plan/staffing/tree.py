"""The staff structure on one day as a tree, and what is otherwise on another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from guildhall.plan.models import Plan, StructureLine
from guildhall.plan.public.words import plain_day
from guildhall.plan.wording import said_number

Kind = StructureLine.Kind


@dataclass
class Node:
    """A team or a post, with what is below it; `fte` counts the posts in and below it that say theirs."""

    line: StructureLine
    below: list[Node] = field(default_factory=list)

    @property
    def fte(self) -> Decimal:
        return (self.line.fte or Decimal(0)) + sum((each.fte for each in self.below), Decimal(0))

    @property
    def told(self) -> str:
        """What stands behind its name: its kind, its grade and its full-time equivalents."""
        size = f"{said_number(self.fte)} full-time equivalents" if self.fte else ""
        return ", ".join(filter(None, (self.line.get_kind_display(), self.line.grade, size)))


def lines_on(plan: Plan, day: date) -> list[StructureLine]:
    """The teams and posts that stand on a day, in the order they were entered."""
    lines = plan.structure.select_related("team", "reports_to").order_by("pk")
    return [each for each in lines if each.stands_on(day)]


def tree(lines: Iterable[StructureLine]) -> list[Node]:
    """The lines below each other: a post in its team, a team below the post it reports to.

    What is below something that does not stand with it stands at the top.
    """
    nodes = {each.pk: Node(each) for each in lines}
    top: list[Node] = []
    for pk, node in nodes.items():
        above = next((each for each in _above(node.line, nodes) if each != pk), None)
        (nodes[above].below if above else top).append(node)
    return top


def _above(line: StructureLine, nodes: dict[int, Node]) -> Iterator[int]:
    """Where a line may hang, the best first: a post below its own team's head, else in its team."""
    boss = nodes.get(line.reports_to_id or 0)
    if boss and line.kind == Kind.POST and line.team_id == boss.line.team_id:
        yield boss.line.pk
    order = (line.team_id, line.reports_to_id)
    for pk in order if line.kind == Kind.POST else reversed(order):
        if pk in nodes:
            yield pk


@dataclass(frozen=True)
class Otherwise:
    """A team or post that stands on both days, and what is said otherwise of it."""

    line: StructureLine
    changes: list[tuple[str, str, str]]


@dataclass(frozen=True)
class Came:
    """A team or post that is new or gone: its kind, and since or until when, where that is known."""

    line: StructureLine
    told: str


@dataclass(frozen=True)
class Changes:
    """What changed in a structure: what is new, what is gone, what is otherwise, and how many stayed."""

    new: list[Came]
    gone: list[Came]
    otherwise: list[Otherwise]
    same: int


def changes(before: Iterable[StructureLine], after: Iterable[StructureLine]) -> Changes:
    """What changed from one day to another. A team or a post is the same where its kind and name are.

    Where several posts share a name, they are paired in the order they were entered.
    """
    left: dict[tuple[str, str], list[StructureLine]] = {}
    for each in before:
        left.setdefault(_called(each), []).append(each)
    new, pairs = [], []
    for each in after:
        if found := left.get(_called(each)):
            pairs.append((found.pop(0), each))
        else:
            new.append(each)
    gone = [each for found in left.values() for each in found]
    otherwise = [Otherwise(now, said) for was, now in pairs if (said := list(_said(was, now)))]
    came = [Came(each, _since(each, "from", each.first)) for each in new]
    went = [Came(each, _since(each, "until", each.last)) for each in gone]
    return Changes(came, went, otherwise, len(pairs) - len(otherwise))


def _since(line: StructureLine, word: str, day: date | None) -> str:
    kind = line.get_kind_display().lower()
    return f"{kind}, {word} {plain_day(day)}" if day else kind


def _called(line: StructureLine) -> tuple[str, str]:
    return line.kind, line.title.casefold()


def _said(was: StructureLine, now: StructureLine) -> Iterator[tuple[str, str, str]]:
    for label, one, other in zip(
        ("In team", "Reports to", "Full-time equivalents", "Grade"), _facts(was), _facts(now), strict=True
    ):
        if one != other:
            yield label, one or "none", other or "none"


def _facts(line: StructureLine) -> tuple[str, str, str, str]:
    size = said_number(line.fte) if line.fte is not None else ""
    return str(line.team or ""), str(line.reports_to or ""), size, line.grade

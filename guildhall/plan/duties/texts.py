"""Every text of a plan, an objective or a deliverable, with where it stands.

Prose is written in sentences; a phrase is a title, an item of a list, the cell of a table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from guildhall.plan.models import Deliverable, Objective, Plan
from guildhall.plan.wording import in_words


class Text(NamedTuple):
    where: str
    words: str
    prose: bool = False


def of_plan(plan: Plan) -> Iterator[Text]:
    """What stands in the plan itself, from its title to its evidence."""
    yield Text("title", plan.title)
    yield Text("directorate", plan.directorate)
    yield Text("purpose", plan.purpose, prose=True)
    yield from (Text("an aim", each.text) for each in plan.aims.all())
    for section in plan.sections.all():
        yield Text("a heading", section.title)
        yield Text(f"section “{section.title}”", section.text, prose=True)
    yield from (Text("the contents", each.title) for each in plan.contents.all())
    for team in plan.profiles.all():
        yield Text("a service area", team.area)
        yield Text("a team", team.team)
        yield Text(f"what {team.team or team.area} answers for", team.responsibility)
    yield from (Text(f"a {each.kind} of the structure", each.title) for each in plan.structure.all())
    for law in plan.legislation.all():
        yield Text("legislation", law.name)
        yield Text(f"what the {law.name} means", law.effect, prose=True)
    yield from (Text("a board", each.text) for each in plan.ideas.all())
    yield from (Text("a reference", each.names) for each in plan.mentions.all())
    yield from (Text("a figure", each.name) for each in plan.figures.all())
    yield from (Text("a key date", each.title) for each in plan.dates.all())
    yield from (Text(f"evidence of principle {each.principle}", each.text) for each in plan.evidence.all())


def of_objective(objective: Objective) -> Iterator[Text]:
    """Its wording, what it means, and the other wordings found."""
    yield Text("title", objective.title)
    yield Text("description", objective.description, prose=True)
    yield from (Text(each.place or "a wording", each.text) for each in objective.wordings.all())


def of_deliverable(deliverable: Deliverable) -> Iterator[Text]:
    """What it is, what it promises, what it takes, its steps and its years."""
    yield Text("title", deliverable.title)
    yield Text("service area", deliverable.area)
    yield Text("summary", deliverable.summary, prose=True)
    yield Text("risks", deliverable.risks_as_printed)
    yield from (Text("a promise", each.text) for each in deliverable.promises.all())
    for each in deliverable.resources.all():
        amount = "" if each.amount is None else f" {in_words(each.amount, each.unit)}"
        yield Text(f"{each.get_kind_display()} resources", f"{each.text}{amount}")
    yield from (Text("a step", each.text) for each in deliverable.key_actions.all())
    yield from (Text("a milestone", each.text) for each in deliverable.milestones.all())
    yield from (Text("a dependency", each.text) for each in deliverable.dependencies.all())
    yield from (Text(f"year {each.year}", each.text) for each in deliverable.future_years.all())
    yield from (Text("a benefit", each.name) for each in deliverable.benefits.all())


# By a service's key: its texts, and what they are read from.
READS: dict[str, tuple[Callable[[Any], Iterator[Text]], tuple[str, ...]]] = {
    "plans": (
        of_plan,
        (
            "aims", "sections", "contents", "profiles", "structure", "legislation", "ideas", "mentions",
            "figures", "dates", "evidence",
        ),
    ),
    "objectives": (of_objective, ("wordings",)),
    "deliverables": (
        of_deliverable,
        (
            "promises", "resources", "key_actions", "milestones", "dependencies", "future_years", "benefits",
        ),
    ),
}  # fmt: skip

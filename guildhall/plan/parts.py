"""The parts a plan and a deliverable are made of: what each is called, where its rows are, its verbs.

Every part is added to, corrected and removed by a verb of its own: `add_aim`, `correct_aim`, `remove_aim`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse


@dataclass(frozen=True)
class Part:
    """One kind of row: what one is called and what many, where they are, and which fields are shown.

    `adds` is the verb that adds one, where it is not called so; `names` are those of its fields that
    name other rows of its kind, which are read with it.
    """

    name: str
    one: str
    many: str
    rows: str
    shows: tuple[str, ...]
    adds: str = ""
    names: tuple[str, ...] = ()

    @property
    def add(self) -> str:
        return self.adds or f"add_{self.name}"

    @property
    def correct(self) -> str:
        return f"correct_{self.name}"

    @property
    def remove(self) -> str:
        return f"remove_{self.name}"

    def of(self, record: Any) -> Any:
        """The record's rows of it in their order, with the rows they name."""
        return getattr(record, self.rows).select_related(*self.names).order_by("pk")

    @property
    def slug(self) -> str:
        """As an address has it."""
        return self.many.lower().replace(" ", "-")

    @property
    def page(self) -> Callable[[Any], str]:
        """The address of the page with all of a plan's rows of it."""
        return page_of(self.slug)


OF_A_PLAN = (
    Part("aim", "an aim", "Aims", "aims", ("text",)),
    Part("section", "a section", "Sections", "sections", ("number", "title", "page"), "write_section"),
    Part("contents_line", "a line of the contents", "Contents", "contents", ("title", "page")),
    Part("team", "a team", "Service profiles", "profiles", ("area", "team", "lead", "responsibility"),
         "describe_team"),
    Part("structure_line", "a team or a post", "Staff structure", "structure",
         ("kind", "title", "team", "reports_to", "fte", "first", "last"), names=("team", "reports_to")),
    Part("stakeholder", "a stakeholder", "Stakeholders", "stakeholders", ("name", "group", "area")),
    Part("law", "a law", "Legislation", "legislation", ("name", "in_force_on", "effect")),
    Part("evidence", "a piece of evidence", "Evidence", "evidence", ("principle", "edition", "about", "text"),
         "give_evidence"),
    Part("figure", "a figure", "Figures", "figures", ("name", "value", "unit"), "state_figure"),
    Part("budget_line", "a budget line", "Budget lines", "budget", ("year", "area", "kind", "amount")),
    Part("key_date", "a key date", "Key dates", "dates", ("title", "kind", "first", "last"), "set_key_date"),
    Part("mention", "a reference", "References", "mentions", ("names", "kind", "place")),
)  # fmt: skip

OF_A_DELIVERABLE = (
    Part("step", "a step", "Steps", "key_actions", ("text",), "set_key_action"),
    Part("milestone", "a milestone", "Milestones", "milestones", ("text",), "add_milestone"),
    Part("dependency", "a dependency", "Dependencies", "dependencies", ("text",), "depend_on"),
    Part("later_year", "a later year", "Later years", "future_years", ("year", "text"), "note_future_year"),
    Part("benefit", "a benefit", "Benefits", "benefits", ("name",), "set_benefit"),
)  # fmt: skip


def verbs(parts: Iterable[Part]) -> set[str]:
    """Every verb of these parts."""
    return {name for each in parts for name in (each.add, each.correct, each.remove)}


def page_of(slug: str) -> Callable[[Any], str]:
    """The address of a plan's page for one part, by the part's name in addresses."""
    return lambda plan: reverse("plan_part", args=[plan.key, slug])

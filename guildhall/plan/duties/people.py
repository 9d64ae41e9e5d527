"""Whoever answers for something is named by role: people come and go, and a plan is read for years."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from guildhall.plan.duties.scope import open_plans, standing
from guildhall.plan.models import Deliverable, Objective, Plan, StructureLine
from guildhall.plan.service import deliverables, objectives, plans

TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Cllr)\.?\s+[A-Z][\w’'-]+")
# Two or three words that each begin with a capital, as people are called and roles are not.
NAMED = re.compile(r"[A-Z][a-zà-ÿ’'-]+(?:\s+[A-Z]\.?)?(?:\s+[A-Z][a-zà-ÿ’'-]+|\s+[MO]['’c][A-Z][a-z]+)")
# What roles, teams and bodies are called: one of these words, and it is no person.
ROLES = re.compile(
    r"\b(?:\w+(?:er|or|ist|ant|ing|tion|ment|ance|ics|ity|ship|ary)s?|head|lead|chief|clerk|team|unit|service|"
    r"services|board|council|group|committee|panel|partners?|staff|members?|executive|deputy|mayor|it|hr|ict|"
    r"legal|finance|port|trust|office|police|fire|people|public|residents|forum|network|college|house|"
    r"schools?|care|health|digital|customers?|helpdesk|design|elections?|democracy|community|web|sector|ccg)\b",
    re.IGNORECASE,
)
SETTLED = "Write the role instead: who holds it stands in the staff structure."


def names_in(text: str) -> Iterator[str]:
    """What in a role's words reads like the name of a person."""
    for part in re.split(r"\s*(?:,|;|/|&|\band\b|\()\s*", text):
        if found := TITLED.search(part):
            yield found.group()
        elif NAMED.fullmatch(part.strip(" )")) and not ROLES.search(part):
            yield part.strip(" )")


def _told(rows: list[tuple[str, str]]) -> Iterator[str]:
    for where, text in rows:
        for name in names_in(text):
            yield f"“{name}” ({where}) reads like a person’s name."


@plans.judged(
    "A plan names roles, not people", settled_by=SETTLED, over=open_plans, reads=("profiles", "structure")
)
def plans_name_roles(plan: Plan, today: date) -> Iterator[str]:
    """Leads of teams, and posts of the structure, that are called by a person's name."""
    yield from _told([(f"lead of {each.team or each.area}", each.lead) for each in plan.profiles.all()])
    posts = [each for each in plan.structure.all() if each.kind == StructureLine.Kind.POST]
    yield from _told([("a post of the staff structure", each.title) for each in posts])


@objectives.judged("An objective names a role, not a person", settled_by=SETTLED, over=standing, reads=())
def objectives_name_roles(objective: Objective, today: date) -> Iterator[str]:
    """Who answers for it, called by a person's name."""
    yield from _told([("answers for it", objective.owner_role)])


@deliverables.judged(
    "A deliverable names roles, not people", settled_by=SETTLED, over=standing, reads=("promises",)
)
def deliverables_name_roles(deliverable: Deliverable, today: date) -> Iterator[str]:
    """Its manager, its lead and who answers for its promises, called by a person's name."""
    rows = [("manager", deliverable.manager), ("lead", deliverable.lead)]
    rows += [(f"answers for “{each.text}”", each.owner_role) for each in deliverable.promises.all()]
    yield from _told(rows)

"""The staff structure holds together: every post has its place, every team somebody to report to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from guildhall.kernel.clocks.wording import said
from guildhall.plan.duties.scope import open_plans
from guildhall.plan.models import Plan, StructureLine
from guildhall.plan.service import plans

Kind = StructureLine.Kind
READS = ("structure", "structure__team", "structure__reports_to")


def _standing(plan: Plan, today: date) -> list[StructureLine]:
    """What stands today; of a plan that is over, what stood on its last day."""
    day = max(min(today, plan.last), plan.first)
    return [each for each in plan.structure.all() if each.stands_on(day)]


@plans.judged(
    "Every post is in a team, or leads one",
    settled_by="Say which team the post is in, which team reports to it, or when it ended.",
    over=open_plans,
    reads=READS,
)
def posts_have_a_team(plan: Plan, today: date) -> Iterator[str]:
    """A post that is in no team, and that no team reports to."""
    standing = _standing(plan, today)
    leads = {each.reports_to_id for each in standing if each.kind == Kind.TEAM}
    for each in standing:
        if each.kind == Kind.POST and each.team_id is None and each.pk not in leads:
            yield f"The post “{each}” is in no team, and no team reports to it."


@plans.judged(
    "Nothing in the structure hangs on what has ended",
    settled_by="Say where it is now and to whom it reports now, or when it ended too.",
    over=open_plans,
    reads=READS,
)
def nothing_hangs_on_what_ended(plan: Plan, today: date) -> Iterator[str]:
    """A team or a post that reports to a post that ended, or is in a team that ended."""
    for each in (standing := _standing(plan, today)):
        what = f"The {each.get_kind_display().lower()} “{each}”"
        for words, above in (("reports to", each.reports_to), ("is in", each.team)):
            if above is None or above in standing:
                continue
            if above.last and above.last < today:
                yield f"{what} {words} “{above}”, which ended on {said(above.last)}."
            elif above.first:
                yield f"{what} {words} “{above}”, which begins on {said(above.first)}."


@plans.judged(
    "Every function of a service profile has its team",
    settled_by="Add the team to the staff structure, or call both the same.",
    over=open_plans,
    reads=("profiles", "structure"),
)
def functions_have_a_team(plan: Plan, today: date) -> Iterator[str]:
    """A team of a service profile that the staff structure does not know; of plans that have a structure."""
    teams = {_plainly(each.title) for each in _standing(plan, today) if each.kind == Kind.TEAM}
    if not plan.structure.all():
        return
    for each in plan.profiles.all():
        if each.team and _plainly(each.team) not in teams:
            yield f"“{each.team}” of {each.area} has no team in the staff structure."


def _plainly(title: str) -> str:
    """A name without capitals, brackets and doubled spaces."""
    return " ".join(re.sub(r"\([^)]*\)", " ", title).casefold().replace("&", "and").split())

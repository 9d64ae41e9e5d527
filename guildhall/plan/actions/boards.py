"""The verbs of the boards: people add ideas, vote and merge; an idea becomes a risk or an objective."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.text import slugify

from guildhall.kernel.gates import Actor
from guildhall.kernel.records import link, title_from
from guildhall.kernel.services import services
from guildhall.plan.forms import boards as forms
from guildhall.plan.forms import contents
from guildhall.plan.models import Idea, Plan, Vote
from guildhall.plan.service import plans

Stage = Plan.Stage
BEING_MADE = (Stage.DRAFT, Stage.CONSULTED)
STANDING = (*BEING_MADE, Stage.ADOPTED)


def has_ideas(plan: Plan, by: Any) -> str | None:
    """While an idea stands on the boards that has become nothing yet."""
    standing = plan.ideas.filter(merged_into=None, became=None)
    return None if standing.exists() else "No idea stands on its boards."


def risks_are_kept(plan: Plan, by: Any) -> str | None:
    """Where the risk register is installed."""
    return None if _raise() else "No risk register is kept here."


def _raise() -> Any:
    """The risk register's opening verb, where there is one."""
    register = next((each for each in services() if each.key == "risks"), None)
    return register.actions.get("raise") if register else None


@plans.action(*BEING_MADE, asks=contents.Idea, label="Add an idea", says="{actor} added an idea: {text}")
def propose_idea(plan: Plan, row: Idea) -> None:
    """Put an idea on a board, where others can vote for it."""
    row.save()


@plans.action(
    *BEING_MADE,
    asks=forms.ChooseIdea,
    gates=(has_ideas,),
    label="Vote for an idea",
    says="{actor} voted for: {idea}",
)
def vote_idea(plan: Plan, idea: Idea, by: Any) -> None:
    """Vote for an idea: once, however often it is done."""
    if voter := Actor.of(by).id:
        Vote.objects.get_or_create(idea=idea, voter_id=voter)


@plans.action(
    *BEING_MADE,
    asks=forms.Merge,
    gates=(has_ideas,),
    label="Merge two ideas",
    says="{actor} merged “{idea}” into “{into}”.",
)
def merge_ideas(plan: Plan, idea: Idea, into: Idea) -> None:
    """Merge two ideas that say the same; whoever voted for either has voted for both, once."""
    for voter in idea.votes.values_list("voter_id", flat=True):
        Vote.objects.get_or_create(idea=into, voter_id=voter)
    idea.votes.all().delete()
    idea.merged.update(merged_into=into)
    idea.merged_into = into
    idea.save(update_fields=["merged_into"])


@plans.action(
    *STANDING,
    asks=forms.MakeObjective,
    gates=(has_ideas,),
    label="Make an idea an objective",
    says="{actor} made “{idea}” the objective {record.told}.",
)
def make_objective(plan: Plan, idea: Idea, title: str, owner_role: str, by: Any, on: date) -> None:
    """Make an idea from the boards an objective of the plan."""
    from guildhall.plan.actions.objectives import set_out

    made = set_out.follow(
        by=by, on=on, plan=plan.pk, key=slugify(title)[:80].strip("-"), title=title, owner_role=owner_role,
        description=idea.text,
    )  # fmt: skip
    _becomes(plan, idea, made)


@plans.action(
    *STANDING,
    asks=forms.ChooseIdea,
    gates=(has_ideas, risks_are_kept),
    label="Make an idea a risk",
    says="{actor} made “{idea}” the risk {record.told}.",
)
def make_risk(plan: Plan, idea: Idea, by: Any, on: date) -> None:
    """Make an idea from the boards a risk in the register."""
    made = _raise().follow(by=by, on=on, title=title_from(idea.text), event=idea.text, log=plan.title[:160])
    _becomes(plan, idea, made)


def _becomes(plan: Plan, idea: Idea, made: Any) -> None:
    link(made, plan, "arises_from")
    idea.became = made
    idea.save(update_fields=["became"])
    plan.told = f"{made.reference}"

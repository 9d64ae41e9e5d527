"""The verbs of an objective."""

from __future__ import annotations

from datetime import date
from typing import Any

from guildhall.plan.forms import objectives as forms
from guildhall.plan.forms.plans import BringIn
from guildhall.plan.models import Objective, Plan, Wording
from guildhall.plan.rows import OF_AN_OBJECTIVE
from guildhall.plan.rows import bring_in as bring_rows_in
from guildhall.plan.service import objectives

Stage = Objective.Stage
STANDING = (Stage.PROPOSED, Stage.AGREED)


@objectives.opening(
    asks=forms.SetOut, label="Set out an objective", says="{actor} set out an objective of {plan.title}."
)
def set_out(
    objective: Objective, plan: Plan, key: str, title: str, number: str, description: str, owner_role: str,
    corporate_priority: str,
) -> None:  # fmt: skip
    """Set out what the plan wants to be true, and who answers for it."""
    objective.plan, objective.key = plan, key
    objective.sensitivity = plan.sensitivity
    _say(objective, title, number, description, owner_role, corporate_priority)


@objectives.action(
    Stage.PROPOSED, to=Stage.AGREED, label="Agree it", says="{actor} agreed it.", tells="It was agreed."
)
def agree(objective: Objective, on: date) -> None:
    """Agree the objective: it is part of the plan, and the public reads it with an adopted plan."""
    if objective.plan.adopted:
        objective.published_on = objective.published_on or on


@objectives.action(
    system=True, label="Publish it with its plan", says="{actor} adopted the plan it is part of."
)
def publish(objective: Objective, on: date) -> None:
    """Let the public read it, because its plan was adopted."""
    objective.published_on = objective.published_on or on


@objectives.action(
    *STANDING, asks=forms.Reword, label="Word it otherwise", says="{actor} worded it {title}: {why}"
)
def reword(
    objective: Objective, title: str, number: str, description: str, owner_role: str, corporate_priority: str
) -> None:
    """Change its words or who answers for it, and say why."""
    _say(objective, title, number, description, owner_role, corporate_priority)


def _say(
    objective: Objective, title: str, number: str, description: str, owner_role: str, corporate_priority: str
) -> None:
    objective.title, objective.number, objective.description = title, number, description
    objective.owner_role, objective.corporate_priority = owner_role, corporate_priority


@objectives.action(
    *STANDING,
    asks=forms.FoundWording,
    label="Note another wording",
    says="{actor} found it worded otherwise in {place}: {text}",
)
def note_wording(objective: Objective, text: str, place: str) -> None:
    """Note that it is worded otherwise somewhere: one objective should have one wording."""
    Wording.objects.create(objective=objective, text=text, place=place)


def has_wordings(objective: Objective, by: Any) -> str | None:
    """While one is noted."""
    return None if objective.wordings.exists() else "No other wording is noted."


@objectives.action(
    *STANDING,
    asks=forms.SettleWording,
    gates=(has_wordings,),
    label="Settle a wording",
    says="{actor} settled the wording “{wording}”: {why}",
)
def settle_wording(objective: Objective, wording: Wording) -> None:
    """Say that a wording is found no more, and what was done; the history keeps that it was."""
    wording.delete()


@objectives.action(*STANDING, to=Stage.ENDED, asks=forms.End, label="End it", says="{actor} ended it: {why}")
def end(objective: Objective, why: str) -> None:
    """End the objective, and say why."""
    objective.ended_because = why


@objectives.action(
    *STANDING,
    asks=BringIn,
    system=True,
    label="Bring in its wordings",
    says="{actor} brought in {record.told}.",
)
def bring_in(objective: Objective, rows: dict[str, Any], by: Any) -> None:
    """Take over the wordings found in a printed plan."""
    objective.told = bring_rows_in(objective, rows, OF_AN_OBJECTIVE, by)

"""The verbs by which a plan is reviewed, and by which it finds its place under another."""

from __future__ import annotations

from datetime import date
from typing import Any

from guildhall.plan.forms import reviews as forms
from guildhall.plan.models import AgreedAction, Objective, Plan, PlanReview
from guildhall.plan.service import objectives, plans

STANDING = (Plan.Stage.DRAFT, Plan.Stage.CONSULTED, Plan.Stage.ADOPTED)


def was_reviewed(plan: Plan, by: Any) -> str | None:
    """Once it was reviewed."""
    return None if plan.reviews.exists() else "No review of it was held yet."


def has_agreed_actions(plan: Plan, by: Any) -> str | None:
    """While an action of a review is under way."""
    return None if forms.agreed(plan).exists() else "No action of a review is under way."


def stands_under_a_plan(objective: Objective, by: Any) -> str | None:
    """Where its plan stands under another."""
    return None if objective.plan.above_id else "Its plan stands under no other."


@plans.action(
    *STANDING,
    asks=forms.HoldReview,
    label="Review it",
    says="{actor}: the management team reviewed it. {found}",
)
def hold_review(plan: Plan, found: str, decided: str, on: date) -> None:
    """Write down what the management team found when it looked at the plan, and what it decided."""
    PlanReview.objects.create(plan_id=plan.pk, on=on, found=found, decided=decided)


@plans.action(
    *STANDING,
    asks=forms.AgreeAction,
    gates=(was_reviewed,),
    label="Agree an action",
    says="{actor}: {owner_role} will do this by {due_on:%-d %B %Y}: {text}",
)
def agree_action(plan: Plan, review: PlanReview | None, text: str, owner_role: str, due_on: date) -> None:
    """Agree what is done after a review, by whom and by when; the last review's, where none is named."""
    at = review or plan.reviews.latest("on", "pk")
    AgreedAction.objects.create(review=at, text=text, owner_role=owner_role, due_on=due_on)


@plans.action(
    *STANDING,
    asks=forms.EndAction,
    gates=(has_agreed_actions,),
    label="Say what came of an action",
    says="{actor}: “{action_agreed}” is {ends}. {outcome}",
)
def end_action(plan: Plan, action_agreed: AgreedAction, ends: str, outcome: str, on: date) -> None:
    """Say that an action of a review is done, or dropped, and what came of it."""
    action_agreed.done_on, action_agreed.dropped_on = (on, None) if ends == "done" else (None, on)
    action_agreed.outcome = outcome
    action_agreed.save(update_fields=["done_on", "dropped_on", "outcome"])


@plans.action(
    *STANDING,
    asks=forms.PlaceUnder,
    label="Place it under another plan",
    says="{actor} placed it under {above}.",
)
def place_under(plan: Plan, above: Plan | None) -> None:
    """Say which plan stands above it: a team's under its directorate's, that under the council's own."""
    plan.above = above


@objectives.action(
    Objective.Stage.PROPOSED,
    Objective.Stage.AGREED,
    asks=forms.Serve,
    gates=(stands_under_a_plan,),
    label="Say what it serves above",
    says="{actor}: it serves {serves}.",
)
def serve(objective: Objective, serves: Objective | None) -> None:
    """Say which objective, or priority, of the plan above it serves."""
    objective.serves = serves

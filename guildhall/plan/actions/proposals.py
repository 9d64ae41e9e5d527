"""The verbs by which a plan is written together: comments and answers, proposals decided, versions kept."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse

from guildhall.kernel.gates import Actor
from guildhall.plan.actions.plans import STANDING
from guildhall.plan.editing.places import Place
from guildhall.plan.editing.versions import freeze
from guildhall.plan.forms import plans as about_plans
from guildhall.plan.forms import proposals as forms
from guildhall.plan.models import Comment, Plan, Proposal
from guildhall.plan.service import plans

Outcome = Proposal.Outcome


def page_of_proposals(plan: Plan) -> str:
    """Where proposals stand with their before and after."""
    return reverse("plan_proposals", args=[plan.key])


def has_proposals(plan: Plan, by: Any) -> str | None:
    """While somebody else's proposal waits: nobody decides of their own."""
    if not plan.proposals.filter(outcome=Outcome.OPEN).exists():
        return "Nothing is proposed."
    return None if forms.to_decide(plan, by).exists() else "You proposed it: somebody else decides."


def has_unanswered(plan: Plan, by: Any) -> str | None:
    """While a comment has no answer."""
    return None if plan.comments.filter(answer="").exists() else "Every comment is answered."


@plans.action(
    *STANDING, asks=forms.CommentOn, label="Comment on it", says="{actor} commented{record.told}: {text}"
)
def comment(plan: Plan, about: str, record: int | None, text: str, by: Any, on: date) -> None:
    """Say what you think of the plan, or of one part of it."""
    Comment.objects.create(
        plan=plan, about=about, record_id=record, text=text, author_id=Actor.of(by).id, on=on
    )
    plan.told = f" on {about}" if about and record is None else ""


@plans.action(
    *STANDING,
    asks=forms.AnswerComment,
    gates=(has_unanswered,),
    label="Answer a comment",
    says="{actor} answered a comment: {answer}",
)
def answer_comment(plan: Plan, comment: Comment, answer: str, by: Any, on: date) -> None:
    """Say what becomes of a comment; the answer stands beside it."""
    comment.answer, comment.answered_by_id, comment.answered_on = answer, Actor.of(by).id, on
    comment.save(update_fields=["answer", "answered_by", "answered_on"])


@plans.action(
    *STANDING, asks=forms.ProposeChange, beside=page_of_proposals, label="Propose a change",
    says="{actor} proposed other words{record.told}",
)  # fmt: skip
def propose_change(plan: Plan, place: Place, after: str, why: str, by: Any, on: date) -> None:
    """Propose what some words of the plan should say instead, and why; somebody else decides."""
    proposal = Proposal.objects.create(
        plan=plan, what=place.what, label=place.label, about_id=place.record.pk if place.record else None,
        before=place.now, after=after, why=why, proposed_by_id=Actor.of(by).id, proposed_on=on,
    )  # fmt: skip
    plan.told = _told(proposal)


@plans.action(
    *STANDING, asks=forms.Accept, gates=(has_proposals,), beside=page_of_proposals,
    label="Accept a proposal", says="{actor} accepted a proposal{record.told} {reason}",
)  # fmt: skip
def accept_proposal(plan: Plan, proposal: Proposal, place: Place, reason: str, by: Any, on: date) -> None:
    """Have the plan say what was proposed."""
    place.put(proposal.after, by=by, on=on, why=proposal.why[:500])
    _decide(plan, proposal, Outcome.ACCEPTED, reason, by, on)


@plans.action(
    *STANDING, asks=forms.Refuse, gates=(has_proposals,), beside=page_of_proposals,
    label="Refuse a proposal", says="{actor} refused a proposal{record.told} {reason}",
)  # fmt: skip
def refuse_proposal(plan: Plan, proposal: Proposal, reason: str, by: Any, on: date) -> None:
    """Leave the plan as it is, and say why."""
    _decide(plan, proposal, Outcome.REFUSED, reason, by, on)


def _decide(plan: Plan, proposal: Proposal, outcome: str, reason: str, by: Any, on: date) -> None:
    proposal.outcome, proposal.reason = outcome, reason
    proposal.decided_by_id, proposal.decided_on = Actor.of(by).id, on
    proposal.save()
    plan.told = _told(proposal)


def _told(proposal: Proposal) -> str:
    """Of which place; a record that not everybody reads keeps its words in its own history."""
    return "." if proposal.about_id else f" for {proposal.label}."


@plans.action(
    *STANDING,
    asks=about_plans.KeepVersion,
    label="Keep a version",
    says="{actor} kept {record.told}: {because}.",
)
def keep_version(plan: Plan, because: str, by: Any, on: date) -> None:
    """Keep the plan as it stands, to be read and compared later."""
    plan.told = f"version {freeze(plan, plan.stage, by=by, on=on, because=because).number}"

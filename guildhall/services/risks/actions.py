"""The verbs of a risk."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Model

from guildhall.kernel.clocks.wording import said
from guildhall.kernel.gates import Actor
from guildhall.kernel.records import Record, link
from guildhall.services.risks import forms
from guildhall.services.risks.clocks import QUARTER
from guildhall.services.risks.models import NOT_SORTED, SERVICE_LOG, Acceptance, Category, Mitigation, Risk
from guildhall.services.risks.service import Stage, risks

RULE = "The council’s risk management policy"


def is_a_risk(risk: Risk, by: Any) -> str | None:
    """While it has not happened."""
    return None if risk.kind == Risk.Kind.RISK else "It has happened already."


def has_work_under_way(risk: Risk, by: Any) -> str | None:
    """While something is being done about it."""
    return None if forms.under_way(risk).exists() else "Nothing is under way."


def is_scored(risk: Risk, by: Any) -> str | None:
    """Once it has a score: what nobody has weighed nobody can accept."""
    return None if risk.score else "Score it first: an acceptance is of a score."


@risks.opening(
    asks=forms.Raise,
    name="raise",
    label="Raise a risk",
    says="{actor} raised it in the log “{record.log}”.",
    law=RULE,
)
def raise_it(
    risk: Risk,
    kind: str,
    title: str,
    cause: str,
    event: str,
    effect: str,
    log: str,
    category: Category | None,
    owner_role: str,
    likelihood: int | None,
    impact: int | None,
    mitigation: str,
    about: Record | None,
    on: date,
) -> None:
    """Raise what may go wrong, or has, in the log of the service or of a project."""
    risk.title, risk.cause, risk.event, risk.effect = title, cause, event, effect
    risk.kind, risk.log, risk.owner_role = kind or Risk.Kind.RISK, log or SERVICE_LOG, owner_role
    risk.category = category or Category.objects.get_or_create(name=NOT_SORTED)[0]
    risk.opened_on, risk.happened_on = on, on if kind == Risk.Kind.ISSUE else None
    risk.inherent_likelihood = risk.current_likelihood = likelihood
    risk.inherent_impact = risk.current_impact = impact
    if mitigation:
        risk.once_saved(lambda: Mitigation.objects.create(risk=risk, text=mitigation))
    if about:
        risk.once_saved(lambda: link(risk, about, "threatens"))


@risks.action(
    asks=forms.Describe, label="Change its words or its owner", says="{actor} changed what it says.", law=RULE
)
def describe(
    risk: Risk, title: str, cause: str, event: str, effect: str, log: str, category: Category, owner_role: str
) -> None:
    """Change the words of a risk, the log it is in, its kind or its owner."""
    risk.title, risk.cause, risk.event, risk.effect = title, cause, event, effect
    risk.log, risk.category, risk.owner_role = log, category, owner_role


@risks.action(
    asks=forms.Score, says="{actor} scored it {likelihood} × {impact}. {reason}", label="Score it", law=RULE
)
def score(
    risk: Risk,
    likelihood: int,
    impact: int,
    inherent_likelihood: int | None,
    inherent_impact: int | None,
    target_likelihood: int | None,
    target_impact: int | None,
    on: date,
) -> None:
    """Score how likely and how bad it is: before anything was done, as it stands, and what is aimed for.

    An acceptance is of the score it was given for: another score voids it.
    """
    before = risk.scores
    risk.target_likelihood, risk.target_impact = target_likelihood, target_impact
    risk.inherent_likelihood = inherent_likelihood or risk.inherent_likelihood or likelihood
    risk.inherent_impact = inherent_impact or risk.inherent_impact or impact
    _stands_at(risk, likelihood, impact, before, on)


def _stands_at(risk: Risk, likelihood: int, impact: int, before: tuple[int | None, ...], on: date) -> None:
    """Takes the score as it stands now, and voids what was accepted at another."""
    risk.current_likelihood, risk.current_impact = likelihood, impact
    if risk.scores != before and risk.stage == Stage.ACCEPTED:
        _end_acceptances(risk, on, "Its score changed.")
        risk.stage = Stage.OPEN


def _end_acceptances(risk: Risk, on: date, because: str) -> None:
    Acceptance.objects.filter(risk=risk.pk, ended_on=None).update(ended_on=on, ended_because=because)


@risks.action(
    asks=forms.PlanMitigation,
    label="Plan what is done about it",
    says="{actor} planned: {text} {owner_role} does it by {due_on:%-d %B %Y}.",
    law=RULE,
)
def plan_mitigation(risk: Risk, text: str, owner_role: str, due_on: date) -> None:
    """Plan something that makes it less likely or less bad: what, by whom and by when."""
    _then_save(risk, Mitigation(risk_id=risk.pk, text=text, owner_role=owner_role, due_on=due_on))


def _then_save(risk: Risk, child: Model) -> None:
    """Saves what belongs to a risk in the transaction of the event that says so."""
    risk.once_saved(child.save)


@risks.action(
    asks=forms.ReplanMitigation,
    gates=(has_work_under_way,),
    label="Say who does it and by when",
    says="{actor} gave “{mitigation}” to {owner_role}, by {due_on:%-d %B %Y}.",
    law=RULE,
)
def replan_mitigation(risk: Risk, mitigation: Mitigation, owner_role: str, due_on: date) -> None:
    """Give something that is planned another owner or another day."""
    mitigation.owner_role, mitigation.due_on = owner_role, due_on
    _then_save(risk, mitigation)


@risks.action(
    asks=forms.CompleteMitigation,
    gates=(has_work_under_way,),
    label="Say that something is done",
    says="{actor}: “{mitigation}” is done.",
    law=RULE,
)
def complete_mitigation(
    risk: Risk, mitigation: Mitigation, likelihood: int | None, impact: int | None, on: date
) -> None:
    """Say that something planned is done, and how the risk stands now."""
    mitigation.done_on = on
    _then_save(risk, mitigation)
    if likelihood and impact:
        _stands_at(risk, likelihood, impact, risk.scores, on)


@risks.action(
    asks=forms.DropMitigation,
    gates=(has_work_under_way,),
    label="Drop something that was planned",
    says="{actor} dropped “{mitigation}”: {reason}",
    law=RULE,
)
def drop_mitigation(risk: Risk, mitigation: Mitigation, reason: str, on: date) -> None:
    """Drop something that was planned, and say why."""
    mitigation.dropped_on, mitigation.dropped_because = on, reason
    _then_save(risk, mitigation)


@risks.action(asks=forms.Review, label="Review it", says="{actor} reviewed it: {found}", law=RULE)
def review(risk: Risk, months: int | None, on: date) -> None:
    """Look at it again: is it still so, is it as likely and as bad, is what was planned being done?"""
    risk.reviewed_on, risk.review_months = on, months or QUARTER


@risks.action(
    Stage.OPEN,
    Stage.ACCEPTED,
    to=Stage.ACCEPTED,
    asks=forms.Accept,
    gates=(is_scored,),
    label="Accept it for a time",
    says="{actor} accepted it as {role} until {until:%-d %B %Y}: {reason}",
    law=RULE,
)
def accept(risk: Risk, role: str, reason: str, until: date, by: Any, on: date) -> None:
    """Live with it as it is scored, with a reason, until a day. Another score voids that."""
    _end_acceptances(risk, on, "It was accepted anew.")
    acceptance = Acceptance(
        risk_id=risk.pk,
        by_id=Actor.of(by).id,
        role=role,
        because=reason,
        on=on,
        until=until,
        likelihood=risk.current_likelihood,
        impact=risk.current_impact,
    )
    _then_save(risk, acceptance)


@risks.action(
    Stage.ACCEPTED,
    to=Stage.OPEN,
    asks=forms.Because,
    label="Accept it no longer",
    says="{actor} accepts it no longer: {reason}",
    law=RULE,
)
def withdraw_acceptance(risk: Risk, reason: str, on: date) -> None:
    """End the acceptance before its day."""
    _end_acceptances(risk, on, reason[:500])


@risks.action(
    Stage.OPEN,
    Stage.ACCEPTED,
    to=Stage.OPEN,
    asks=forms.Happened,
    gates=(is_a_risk,),
    label="Say that it has happened",
    says="{actor}: it has happened. {what}",
    law=RULE,
)
def become_issue(risk: Risk, on: date) -> None:
    """Say that it has happened: it is an issue now, and nobody's acceptance of the risk stands."""
    risk.kind, risk.happened_on = Risk.Kind.ISSUE, on
    _end_acceptances(risk, on, f"It happened on {said(on)}.")


@risks.action(
    Stage.OPEN,
    Stage.ACCEPTED,
    to=Stage.CLOSED,
    asks=forms.Because,
    label="Close it",
    says="{actor} closed it: {reason}",
    law=RULE,
)
def close(risk: Risk, on: date) -> None:
    """Close it: it can no longer happen, or it is over."""
    _end_acceptances(risk, on, "The risk was closed.")

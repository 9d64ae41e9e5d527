"""The verbs of a control return."""

from __future__ import annotations

from datetime import date
from typing import Any

from guildhall.commons.forms.questionnaires import in_force
from guildhall.services.assurance.forms import returns as forms
from guildhall.services.assurance.models import Answer, ControlReturn, Improvement
from guildhall.services.assurance.places import QUESTIONNAIRES
from guildhall.services.assurance.service import returns

Stage = ControlReturn.Stage
LAW = "Accounts and Audit Regulations 2015 reg.6 (review of the system of internal control)"
FOLLOWED = (Stage.ASKED, Stage.HANDED_IN)


def all_answered(asked: ControlReturn, by: Any) -> str | None:
    """Once every question is answered."""
    left = len(asked.asks.questions) - asked.answers.count()
    questions = "question has" if left == 1 else "questions have"
    return f"{left} {questions} no answer yet." if left else None


def has_work_under_way(asked: ControlReturn, by: Any) -> str | None:
    """While something is being done about it."""
    return None if forms.under_way(asked).exists() else "No improvement is under way."


def nothing_under_way(asked: ControlReturn, by: Any) -> str | None:
    """Once every improvement is done or dropped."""
    return "Improvements are still under way." if forms.under_way(asked).exists() else None


@returns.opening(
    asks=forms.Ask, label="Ask for a return", says="{actor} asked {asked_of} of {area} to answer.", law=LAW
)
def ask(asked: ControlReturn, area: str, year: int, asked_of: str, on: date) -> None:
    """Ask a head of service the questions on internal control for a financial year."""
    asked.area, asked.year, asked.asked_of, asked.opened_on = area, year, asked_of, on
    asked.questionnaire = in_force(QUESTIONNAIRES, on).version
    asked.title = f"{area}, {asked.period}"[:300]


@returns.action(
    Stage.ASKED,
    asks=forms.Answering,
    label="Answer a question",
    says="{actor} answered {question}: {says}.",
    law=LAW,
)
def answer(
    asked: ControlReturn, question: str, says: str, evidence: str, shown_by: Any, remedy: str,
    owner_role: str, due_on: date | None, on: date,
) -> None:  # fmt: skip
    """Answer one question, with what shows it, and what will be done where it is not fully so."""
    told = {"says": says, "evidence": evidence, "record": shown_by, "on": on}
    Answer.objects.update_or_create(of_id=asked.pk, question=question, defaults=told)
    if says in forms.LACKING:
        planned = {"text": remedy, "owner_role": owner_role, "due_on": due_on}
        Improvement.objects.update_or_create(of_id=asked.pk, question=question, defaults=planned)
    else:
        asked.improvements.filter(question=question).delete()


@returns.action(
    Stage.ASKED,
    to=Stage.HANDED_IN,
    gates=(all_answered,),
    meets="return",
    label="Hand it in",
    says="{actor} handed it in.",
    law=LAW,
)
def hand_in(asked: ControlReturn, on: date) -> None:
    """Hand in the answers: from now on they stand, and what is to become better is followed."""
    asked.handed_in_on = on


@returns.action(
    *FOLLOWED,
    asks=forms.RedateImprovement,
    gates=(has_work_under_way,),
    label="Give an improvement another day",
    says="{actor} gave “{improvement}” to {owner_role}, by {due_on:%-d %B %Y}: {reason}",
    law=LAW,
)
def redate_improvement(asked: ControlReturn, improvement: Improvement, owner_role: str, due_on: date) -> None:
    """Give an improvement another owner or another day, and say why."""
    improvement.owner_role, improvement.due_on = owner_role, due_on
    improvement.save(update_fields=["owner_role", "due_on"])


@returns.action(
    Stage.HANDED_IN,
    asks=forms.CompleteImprovement,
    gates=(has_work_under_way,),
    label="Say that an improvement is made",
    says="{actor}: “{improvement}” is done. {outcome}",
    law=LAW,
)
def complete_improvement(asked: ControlReturn, improvement: Improvement, outcome: str, on: date) -> None:
    """Say that an improvement is made, and what came of it."""
    improvement.done_on, improvement.outcome = on, outcome
    improvement.save(update_fields=["done_on", "outcome"])


@returns.action(
    Stage.HANDED_IN,
    asks=forms.DropImprovement,
    gates=(has_work_under_way,),
    label="Drop an improvement",
    says="{actor} dropped “{improvement}”: {reason}",
    law=LAW,
)
def drop_improvement(asked: ControlReturn, improvement: Improvement, reason: str, on: date) -> None:
    """Drop an improvement, and say why it is not made."""
    improvement.dropped_on, improvement.dropped_because = on, reason
    improvement.save(update_fields=["dropped_on", "dropped_because"])


@returns.action(
    Stage.HANDED_IN,
    to=Stage.SETTLED,
    gates=(nothing_under_way,),
    label="Settle it",
    says="{actor} settled it: nothing is left to do.",
    law=LAW,
)
def settle(asked: ControlReturn) -> None:
    """Close a return whose improvements are all made or dropped."""


@returns.action(
    Stage.ASKED,
    to=Stage.WITHDRAWN,
    asks=forms.Because,
    label="Withdraw it",
    says="{actor} withdrew it: {reason}",
)
def withdraw(asked: ControlReturn) -> None:
    """Ask no longer, because the area is no more or answers elsewhere."""
